import type { CardMessage } from '../card-message.ts'
import type { Arrangements } from '../partnership/arrangements.ts'
import { type Day, dayOf, sayDay } from '../partnership/day.ts'
import { sayAudience, sayGuests, sayGuestsBy, sayRaised, sayUnmet } from './audience-words.ts'
import { approvalWaits, type Bulletin, type BulletinStatus, convenor } from './bulletin.ts'
import { chairOver, mayRemind } from './bulletin-rules.ts'
import { type BulletinRole, type BulletinVerb, correctionWaits, ruleOf } from './bulletin-transitions.ts'
import { figureLines, sayLine, sayReadDays } from './figure-words.ts'
import { type Figures, type Line, mostCounted } from './figures.ts'
import { mayTell, readersText } from './may-tell.ts'
import { sayMoment, sayProgress } from './progress-words.ts'
import { isPlain, steeringButtons } from './steering-buttons.ts'

export type Steering = {
  arrangements: Arrangements
  bulletin: Bulletin
  roles: readonly BulletinRole[]
  figures: Figures
  names(id: string): string
  /** Names of members, where the bulletin's text seems to name somebody. */
  allowed: readonly string[]
  now: string
  today: Day
  notice?: string | undefined
}

/** How a bulletin stands: its audience and ledger, what needs care, and what this reader may do next. */
export function steeringCard(showing: Steering): CardMessage {
  const { bulletin, figures, notice } = showing
  const { ref, words } = bulletin
  const state = sayState(showing)
  const { steps, ...buttons } = steeringButtons(showing, verb => makesSense(verb, showing))
  const asked = buttons.leadAsks.length > 0
  return {
    template: 'bulletins/steering',
    summary: asked ? `Please approve ${ref}: ${words.title}` : `${ref}: ${state}`,
    ...(notice ? { notice } : {}),
    data: {
      heading: `${asked ? 'Please approve ' : ''}${ref}: ${words.title}`,
      state,
      progress: sayProgress(bulletin, figures, showing.now),
      warnings: warningsOf(showing).map(text => ({ text })),
      facts: factsOf(showing),
      ...figureLines(showing),
      history: bulletin.history.slice(-4).map(({ at, by, what }) => ({
        text: `${sayMoment(at, showing.today)} ${by === convenor ? 'Convenor' : showing.names(by)}: ${what}`,
      })),
      ...buttons,
      typed: sayTyped(bulletin, steps),
    },
  }
}

/** The words on the button are understood as they are; so is what is shorter. */
function sayTyped({ ref, frozen }: Bulletin, steps: readonly BulletinVerb[]): string {
  const files = frozen?.done
    ? ` Type ${ref} ledger for everybody in an Excel file, ${ref} unreachable for those to write to by e-mail.`
    : ''
  const step = steps.find(isPlain)
  const example = step ? ruleOf(step).title.toLowerCase() : 'preview'
  return `The words on a button can be typed too, such as ${ref} ${example}.${files}`
}

/** A step that the rules would refuse at once is not offered. */
function makesSense(verb: BulletinVerb, { bulletin, figures, arrangements }: Steering): boolean {
  const { all } = figures
  if (verb === 'approve') return bulletin.frozen?.done === true
  if (verb === 'try-again') return notChanged(figures.corrections.at(-1)?.line) > 0
  if (verb === 'resend') return all.unconfirmed + all.failed + all.unreachable > 0
  if (verb === 'stop') return bulletin.status !== 'sent' || remindsNow(bulletin, figures)
  if (verb === 'send-rest') return all['not-needed'] > 0
  if (verb === 'remind')
    return (
      bulletin.words.acknowledge &&
      mayRemind(bulletin, arrangements) &&
      all.sent + all.unconfirmed > all.readNow
    )
  return true
}

const remindsNow = ({ work }: Bulletin, { reminders }: Figures): boolean =>
  work.some(job => job.kind === 'remind') || (reminders.at(-1)?.line.queued ?? 0) > 0

const notChanged = (line?: Line): number => (line ? line.failed + line.unreachable + line.unconfirmed : 0)

const stateWords: Record<BulletinStatus, string> = {
  draft: 'Draft. Nobody but its author and the business team sees it.',
  proposed: 'Waits for the approval of a second person.',
  approved: 'Approved. It can be sent.',
  scheduled: 'Approved, and waits for its moment.',
  sending: 'It is being sent.',
  paused: 'Paused. Nothing is being sent.',
  sent: 'Sent.',
  cancelled: 'Cancelled. Nothing more is sent of it.',
}

const correctionWaiting = 'A correction waits for the approval of a second person.'

function sayState({ bulletin, today }: Steering): string {
  const { status, frozen, sendAt, withdrawn, pending } = bulletin
  if (withdrawn) return `Withdrawn on ${sayDay(dayOf(withdrawn.at), today)}: ${withdrawn.why}`
  if (status === 'proposed' && !frozen?.done) return 'Its audience is being counted. Look again in a moment.'
  if (status === 'scheduled' && sendAt)
    return `${stateWords.scheduled} It leaves ${sayMoment(sendAt, today)}.`
  const waits = pending?.returned ? `The correction was returned: ${pending.returned}` : correctionWaiting
  const waiting = pending ? ` ${waits}` : ''
  return `${stateWords[status]}${waiting}`
}

/** What a second look is for. Found anew each time it is shown: for the author, and for whoever approves. */
function warningsOf({ bulletin, allowed, arrangements }: Steering): string[] {
  const { pending, status, frozen, sending } = bulletin
  const waits = correctionWaits(bulletin)
    ? [`Corrected: ${asSentence(pending?.why ?? '')} See it as recipients will before you approve it.`]
    : []
  const unmet = frozen?.done && !sending ? sayUnmet(frozen, arrangements) : ''
  const raised = waits.length > 0 ? sayRaised(bulletin) : ''
  const telling = status === 'cancelled' ? [] : mayTell(readersText(bulletin), allowed)
  return [
    ...waits,
    ...[unmet, raised].filter(one => one !== ''),
    ...telling.map(one => `${one} Leave out what the learning does not need.`),
  ]
}

const inDoubt = 'A copy in doubt cannot be changed until its reader confirms it.'

function factsOf({ bulletin, arrangements, figures, names, today }: Steering) {
  const { frozen, approved, words, corrections, reminders } = bulletin
  const over = frozen && frozen.total > chairOver(arrangements) ? ' (a chair’s approval: local rule)' : ''
  const people = frozen?.done ? `${say(frozen.total)} people${over}${sayGuests(frozen)}` : 'not counted yet'
  return [
    { title: 'Audience', value: `${sayAudience(bulletin.audience, arrangements)}: ${people}` },
    ...(frozen?.done && frozen.guests > 0 && !bulletin.sending
      ? [{ title: 'Guests', value: sayGuestsBy(frozen, arrangements) }]
      : []),
    { title: 'Author', value: names(bulletin.author) },
    { title: 'Learnt from', value: words.source },
    ...(approved
      ? [{ title: 'Approved', value: `${names(approved.by)}, ${sayMoment(approved.at, today)}` }]
      : []),
    ...askedFact(bulletin, names, today),
    ...(words.acknowledge && bulletin.sending && figures.all.total > 0 && Object.keys(figures.days).length < 2
      ? [{ title: 'Read on', value: sayReadDays(figures.days, today) }]
      : []),
    ...questionsFact(figures),
    ...corrections.map(correction => correctionFact(bulletin, figures, correction)),
    ...reminders.map(({ no }) => {
      const line = figures.reminders.find(one => one.no === no)?.line
      return { title: `Reminder ${no}`, value: line ? sayLine(line) : '' }
    }),
  ]
}

/** Each went to one person's chat: nobody else would see that nobody answers. */
function questionsFact({ questions = 0 }: Figures) {
  if (questions === 0) return []
  return [
    {
      title: 'Questions',
      value: `${atLeast(questions)} ${questions === 1 ? 'waits' : 'wait'} for an answer`,
    },
  ]
}

/** How many copies a correction reached; of the last one, where those are named that it did not. */
function correctionFact(
  { ref, corrections, reminders }: Bulletin,
  { corrections: ledgers, all, twice = 0 }: Figures,
  { no, why, at }: Bulletin['corrections'][number],
) {
  const line = ledgers.find(one => one.no === no)?.line
  const both = reminders.some(reminder => reminder.at < at) ? ' (copies and reminders)' : ''
  const changed = line ? `${sayLine(line)}${both}.` : ''
  const doubt = all.unconfirmed > 0 ? inDoubt : ''
  const last = no === corrections.length
  const again = last && twice > 0 ? `${atLeast(twice)} may be there a second time, as before.` : ''
  const missed = last && notChanged(line) + all.unconfirmed + twice > 0
  const named = missed ? `${ref} ledger names each of them.` : ''
  return {
    title: `Copies changed (${no})`,
    value: [asSentence(why), changed, doubt, again, named].filter(Boolean).join(' '),
  }
}

/** Who looks at it next, while it waits for a second person. */
function askedFact(bulletin: Bulletin, names: Steering['names'], today: Day) {
  const { asked } = bulletin
  if (!asked || !approvalWaits(bulletin)) return []
  const value =
    asked.people.length === 0
      ? 'nobody: whoever may approve it wrote on it, is away, or holds no seat. Ask the business team who can.'
      : `${asked.people.map(names).join(', ')} (${sayMoment(asked.at, today)})${asked.nextAt ? '' : ': nobody has answered. Please ask one of them yourself.'}`
  return [{ title: 'Asked to approve', value }]
}

const atLeast = (count: number): string => (count >= mostCounted ? `${count} or more` : `${count}`)

const say = (count: number): string => count.toLocaleString('en-GB')

/** Somebody's own words, before others: whoever types a reason seldom ends it. */
const asSentence = (words: string): string =>
  /[.!?…]$/.test(words.trim()) ? words.trim() : `${words.trim()}.`
