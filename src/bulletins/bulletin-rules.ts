import type { Arrangements } from '../partnership/arrangements.ts'
import type { Day } from '../partnership/day.ts'
import { chairsOn, isInGroup, type Who } from '../partnership/who.ts'
import type { Audience, Bulletin, Words } from './bulletin.ts'
import type { BulletinRole } from './bulletin-transitions.ts'
import { hostOf, linksIn, readLearningText } from './learning-text.ts'

/** Local rules, where the partnership's file sets none: over so many people a chair approves; so many reminders at most. */
const usualChairOver = 500
const usualReminders = 1

export const chairOver = ({ bulletins }: Pick<Arrangements, 'bulletins'>): number =>
  bulletins?.chairOver ?? usualChairOver
const mostReminders = ({ bulletins }: Pick<Arrangements, 'bulletins'>): number =>
  bulletins?.mostReminders ?? usualReminders

/**
 * Whether another reminder may be sent: the one that was stopped, so many as the rule says, and after a correction one
 * more, to those who have not read the new words.
 */
export function mayRemind(
  { reminders, corrections }: Pick<Bulletin, 'reminders' | 'corrections'>,
  arrangements: Pick<Arrangements, 'bulletins'>,
): boolean {
  const last = reminders.at(-1)
  if (last?.stopped || reminders.length < mostReminders(arrangements)) return true
  return last !== undefined && (corrections.at(-1)?.at ?? '') > last.at
}

/** Whom somebody may address: everyone, some agencies and groups, or nobody. */
export type Reach = 'everyone' | { agencies: readonly string[]; groups: readonly string[] } | undefined

/** The business team may address everyone; others whom the file says. */
export function reachOf({ partnership, person }: Who): Reach {
  if (person.businessTeam) return 'everyone'
  const own = partnership.bulletins?.authors?.find(author => author.person === person.id)?.mayReach
  if (own === undefined || own === 'everyone') return own
  return { agencies: own.agencies ?? [], groups: own.groups ?? [] }
}

/** Why this audience is not within reach; none means that it is. */
export function reachRefusals(reach: Reach, audience: Audience): string[] {
  if (reach === 'everyone') return []
  if (!reach) return ['Bulletins are written by the business team and those it names. Please ask them.']
  const within = (wanted: readonly string[], allowed: readonly string[]) =>
    wanted.length > 0 && wanted.every(one => allowed.includes(one))
  if (within(audience.agencies, reach.agencies) || within(audience.groups, reach.groups)) return []
  const named = [...reach.agencies, ...reach.groups].join(', ')
  return [`You may address these, and must choose among them: ${named}. For others ask the business team.`]
}

/** What somebody is to a bulletin on a day. Whoever wrote on what waits cannot approve it, whatever else they are. */
export function bulletinRoles(who: Who, bulletin: Bulletin, today: Day): BulletinRole[] {
  const { person } = who
  const roles: BulletinRole[] = []
  if (bulletin.author === person.id || person.businessTeam) roles.push('author')
  if (!writersOf(bulletin).includes(person.id) && mayApprove(who, bulletin.frozen?.total ?? 0, today))
    roles.push('approver')
  return roles
}

/** Its author, and everybody who had a hand in what waits for approval, however little they changed, and whoever changed it after them. */
export const writersOf = ({
  author,
  writers,
  pending,
}: Pick<Bulletin, 'author' | 'writers' | 'pending'>): string[] => [author, ...(pending?.writers ?? writers)]

/** Local rule: the business team, chairs and the Executive's members; for many people, a chair. */
export function mayApprove({ partnership, person }: Who, people: number, today: Day): boolean {
  const chairs = partnership.groups.some(
    group =>
      (group.kind === 'executive' || group.kind === 'sub-group') &&
      chairsOn(group, today, partnership).includes(person.id),
  )
  if (people > chairOver(partnership)) return chairs
  const executive = partnership.groups.some(
    group => group.kind === 'executive' && isInGroup(group, person.id, today),
  )
  return chairs || executive || person.businessTeam === true
}

const mostTitle = 150
const mostLinks = 5

/** Every reason why these words cannot be sent as they are. */
export function wordProblems(words: Words): string[] {
  const links = [...linksIn(words.text), ...words.links.map(link => link.url)]
  return [
    ...(words.title === '' ? ['It needs a title.'] : []),
    ...(words.title.length > mostTitle ? [`The title is over ${mostTitle} characters.`] : []),
    ...(readLearningText(words.text).length === 0
      ? ['It needs its learning: what readers should know.']
      : []),
    ...(words.source === '' ? ['Say what it was learnt from: an audit, a review.'] : []),
    ...(links.some(url => !hostOf(url)) ? ['Links must be whole addresses that begin with https://.'] : []),
    ...(words.links.length > mostLinks
      ? [`Name ${mostLinks} links at most; others can stand in the text.`]
      : []),
    ...(words.replyTo !== '' && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(words.replyTo)
      ? ['The address for questions is no e-mail address.']
      : []),
    ...pictureProblems(words),
    ...tooLong(words),
  ]
}

function pictureProblems({ picture }: Words): string[] {
  if (!picture) return []
  return [
    ...(picture.alt === '' ? ['Say in words what the picture shows, for those who cannot see it.'] : []),
    ...addressProblems(picture.url),
  ]
}

/** Teams fetches the picture for each reader, without an account: what needs one, or stands in a network of one's own, is a gap. */
function addressProblems(url: string): string[] {
  if (url.startsWith('data:')) return []
  const host = hostOf(url)?.toLowerCase()
  if (host === undefined || url.length > mostAddress)
    return [
      `The picture must be a whole address that begins with https://, of up to ${mostAddress} characters.`,
    ]
  if (/(^|\.)(sharepoint\.com|onedrive\.live\.com|1drv\.ms)$/.test(host))
    return [
      'Readers see no picture from SharePoint or OneDrive, since it asks them to sign in. Put it on a public page.',
    ]
  const own = !host.includes('.') || /^[\d.:[\]]+$/.test(host) || /\.(local|internal|lan)(:\d+)?$/.test(host)
  return own ? [`Readers cannot open a picture at ${host}. Put it on a public page.`] : []
}

const mostAddress = 1000

/** Teams takes 28 KB of a card, two for each character; so much of it the rest of the card needs, or of the form it is changed in. */
const mostBytes = 28 * 1024
const restOfCard = 11 * 1024
/** What one block or run costs beside its text. */
const blockBytes = 300

/** How many characters too many, as they count on the card: quotation marks and the like count more than once. */
function tooLong(words: Words): string[] {
  const blocks = readLearningText(words.text)
  const runs = blocks.reduce((sum, block) => sum + block.runs.length, 0)
  const bytes = JSON.stringify(words.text).length * 2 + runs * blockBytes + blocks.length * blockBytes
  const all = bytes + JSON.stringify([words.title, words.source, words.links, words.picture]).length * 2
  const over = all - (mostBytes - restOfCard)
  if (over <= 0) return []
  if (words.picture?.url.startsWith('data:'))
    return [
      `Text and picture together are too large for a Teams card, by about ${Math.ceil(over / 2)} characters. Put the picture where an https address leads to it, or shorten the text.`,
    ]
  return [
    `This is too long for a Teams card, by about ${Math.ceil(over / 2)} characters. Shorten it, or link to the whole.`,
  ]
}
