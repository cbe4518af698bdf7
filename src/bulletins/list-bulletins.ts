import { kindTag, readDelivery, recipientTag } from '../delivery/delivery.ts'
import { isHolders } from '../delivery/holder.ts'
import type { Answer, Context } from '../feature.ts'
import { type Day, dayOf, sayDay } from '../partnership/day.ts'
import type { Doc, Find, Store } from '../ports/store.ts'
import { type Bulletin, bulletinId, bulletinPartition, readBulletin, waitsTag } from './bulletin.ts'
import { bulletinRoles, reachOf } from './bulletin-rules.ts'
import { isRead, type Read, readingOf } from './reads.ts'

const onPage = 8

/**
 * A page of somebody's bulletins: what waits for their approval, then the newest first; for the business team all, for others what they wrote and what was
 * sent to them. Pages count from 1.
 */
export async function listBulletins(store: Store, context: Context, page: number): Promise<Answer> {
  const { person, partnership } = context.who
  const writes = reachOf(context.who) !== undefined
  const wrote = writes ? await written(store, context, page * onPage + 1) : []
  const got = person.businessTeam ? [] : await received(store, context)
  const waiting = await waitingFor(store, context)
  const refs = [...new Set([...waiting, ...[...wrote, ...got].sort(newestFirst)])]
  const shown = refs.slice((page - 1) * onPage, page * onPage)
  if (shown.length === 0) return { text: page > 1 ? 'There are no more.' : writes ? noneYet : noneSent }
  const { id } = partnership.partnership
  const docs = await Promise.all(shown.map(ref => store.get(bulletinPartition(id, ref), bulletinId(ref))))
  const note =
    waiting.length > 0
      ? whatWaits
      : writes
        ? 'Type new bulletin to write one.'
        : `Sent to you by ${partnership.partnership.names.at(-1)?.short}.`
  return {
    card: {
      template: 'bulletins/list',
      summary: 'Learning bulletins',
      data: {
        heading: person.businessTeam ? 'Learning bulletins' : 'Your learning bulletins',
        note,
        rows: (
          await Promise.all(
            docs.map(async doc => {
              const bulletin = doc && readBulletin(doc)
              if (!bulletin) return []
              const { ref } = bulletin
              const asked = waiting.includes(ref)
              const steers = asked || wrote.includes(ref)
              const read = steers ? undefined : await readingOf(store, doc, { ref, person: person.id })
              return [rowOf(bulletin, { asked, steers, read, today: context.today })]
            }),
          )
        ).flat(),
        more: refs.length > page * onPage ? [{ title: 'More', data: { page: page + 1 } }] : [],
      },
    },
  }
}

const whatWaits = 'What waits for your approval comes first.'
const noneYet = 'There are no bulletins yet. Type new bulletin.'
const noneSent = 'No bulletin was sent to you yet.'

/** LB-26-010 before LB-26-009 before LB-25-100. */
const newestFirst = (a: string, b: string): number => b.localeCompare(a, 'en', { numeric: true })

type Reader = { asked: boolean; steers: boolean; read: Read | undefined; today: Day }

function rowOf(bulletin: Bulletin, reader: Reader) {
  const { ref, words, withdrawn } = bulletin
  const { asked, steers } = reader
  return {
    title: withdrawn && !steers ? ref : `${ref}: ${words.title}`,
    state: asked ? 'Waits for your approval' : steers ? sayStatus(bulletin) : sayToReader(bulletin, reader),
    open: steers ? 'Open' : 'Get it again',
    data: { ref, what: steers ? 'steering' : 'again' },
  }
}

const sayStatus = ({ status, withdrawn }: Bulletin): string =>
  withdrawn ? 'Withdrawn' : `${status[0]?.toUpperCase()}${status.slice(1)}`

/** To a reader it says nothing that it was sent: what is asked of them does. */
function sayToReader(bulletin: Bulletin, { read, today }: Reader): string {
  if (bulletin.withdrawn) return 'Withdrawn'
  if (read && isRead(bulletin, read)) return `You confirmed it on ${sayDay(dayOf(read.at), today)}`
  if (!bulletin.words.acknowledge) return 'For your information'
  return read ? 'Corrected since you confirmed it' : 'Not confirmed yet'
}

const mostWaiting = 100

/** What somebody can approve and nobody has yet. Whoever may approve nothing finds nothing. */
async function waitingFor(store: Store, { who, today }: Context): Promise<string[]> {
  const { id: partnership } = who.partnership.partnership
  const query = { partnership, type: 'bulletin', tags: [waitsTag], limit: mostWaiting }
  const bulletins = (await store.find(query)).docs.map(readBulletin)
  const theirs = bulletins.filter(bulletin => bulletinRoles(who, bulletin, today).includes('approver'))
  return theirs.map(({ ref }) => ref).sort(newestFirst)
}

const mostYears = 20

/** References of what somebody wrote, at least so many where there are: a year after the other, from this one back. */
async function written(store: Store, { who, today }: Context, atLeast: number): Promise<string[]> {
  const { id: partnership } = who.partnership.partnership
  const tags = who.person.businessTeam ? ['bulletin'] : [`author:${who.person.id}`]
  const refs: string[] = []
  for (let back = 0; back < mostYears && refs.length < atLeast; back += 1) {
    const year = `LB-${String(Number(today.slice(2, 4)) - back).padStart(2, '0')}-`
    const docs = await allOf(store, { partnership, type: 'bulletin', tags, from: year, to: `${year}~` })
    refs.push(...docs.map(doc => doc.sort))
  }
  return refs
}

/** References of what somebody got, or may have got, themselves; the newest first. */
export async function received(store: Store, { who }: Context): Promise<string[]> {
  const { id: partnership } = who.partnership.partnership
  const tags = [recipientTag({ person: who.person.id }), kindTag('bulletin')]
  const docs = await allOf(store, { partnership, type: 'delivery', tags })
  const here = docs
    .map(readDelivery)
    .filter(copy => (copy.state === 'sent' || copy.state === 'unconfirmed') && isHolders(copy, who.person))
  return [...new Set(here.map(({ about }) => about.id.replace('bulletin:', '')))].sort(newestFirst)
}

async function allOf(store: Store, query: Omit<Find, 'limit'>): Promise<Doc[]> {
  const found: Doc[] = []
  for (let after: string | undefined; ; ) {
    const page = await store.find({ ...query, limit: 200, ...(after ? { after } : {}) })
    found.push(...page.docs)
    if (!page.next) return found
    after = page.next
  }
}
