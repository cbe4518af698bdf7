import type { DeliveryState } from '../delivery/delivery.ts'
import type { Context } from '../feature.ts'
import type { Taken } from './apply-step.ts'
import type { Audience, Bulletin, Words } from './bulletin.ts'
import { mayRemind, reachOf, reachRefusals, wordProblems } from './bulletin-rules.ts'
import { type BulletinVerb, ruleOf } from './bulletin-transitions.ts'
import { hasEmptyParts } from './compose-form.ts'
import { mayTell } from './may-tell.ts'
import { sayMoment } from './progress-words.ts'
import { readMoment } from './read-moment.ts'

export type Step = {
  ref: string
  verb: BulletinVerb
  version?: number | undefined
  note?: string | undefined
  words?: Words | undefined
  audience?: Audience | undefined
}

type Read = { taken: Taken } | { refused: string[] }
/** With the names of members, which may be said where a child's may not. */
type Asking = Pick<Context, 'who' | 'today' | 'now'> & { names: readonly string[] }

const mostNote = 500

/** What a step means with what was said with it, or every reason why it cannot be taken so. */
export function readStep(bulletin: Bulletin, step: Step, context: Asking): Read {
  const note = step.note?.trim() ?? ''
  const said = ruleOf(step.verb).asks !== undefined
  const taken: Taken = {
    verb: step.verb,
    by: context.who.person.id,
    now: context.now,
    note: said ? note : '',
    words: step.words,
    audience: step.audience,
  }
  const refused = [
    ...(said && note === ''
      ? [`Please say ${lowerFirst(ruleOf(step.verb).asks ?? '')}. Nothing was changed.`]
      : []),
    ...(note.length > mostNote ? [`Please say it in ${mostNote} characters. Nothing was changed.`] : []),
  ]
  const goesOn = step.verb === 'cancel' && bulletin.status === 'sending'
  if (refused.length > 0) return { refused: goesOn ? [...refused, pauseMeanwhile(step.ref)] : refused }
  const reach = sendsMore.includes(step.verb) ? reachRefusals(reachOf(context.who), bulletin.audience) : []
  if (reach.length > 0) return { refused: reach }
  return readers[step.verb]?.(taken, bulletin, context) ?? { taken }
}

/** Words take a moment to write, and hundreds leave in it. */
const pauseMeanwhile = (ref: string): string => `It goes on meanwhile: ${ref} pause holds it at once.`

/** Whoever may not address its readers any more sends them nothing more; what stops or mends it stays theirs. */
const sendsMore: readonly BulletinVerb[] = ['send', 'schedule', 'resume', 'resend', 'send-rest', 'remind']

const lowerFirst = (words: string): string => `${words[0]?.toLowerCase()}${words.slice(1)}`

type Reader = (taken: Taken, bulletin: Bulletin, context: Asking) => Read

const checked = (taken: Taken, refused: string[]): Read => (refused.length > 0 ? { refused } : { taken })

/** Why a reason that every reader sees may tell who a child or a family is. */
function tellingWho(note: string, names: readonly string[]): string[] {
  const telling = mayTell(note, names)
  if (telling.length === 0) return []
  return [...telling, 'Every recipient reads the reason: say it without that. Nothing was changed.']
}

const stillEmpty =
  'A part of it is still empty, with … in its place: fill it in or take it out, so that nobody is sent that.'
const emptyParts = ({ text }: Words): string[] => (hasEmptyParts(text) ? [stillEmpty] : [])
const stillLookedUp = 'Its list is still being looked up. Please ask for approval in a moment.'

const readers: Partial<Record<BulletinVerb, Reader>> = {
  edit: (taken, bulletin, { who }) =>
    checked(taken, [
      ...wordProblems(taken.words ?? bulletin.words),
      ...reachRefusals(reachOf(who), taken.audience ?? bulletin.audience),
    ]),
  propose: (taken, bulletin, { who }) =>
    checked(taken, [
      ...wordProblems(bulletin.words),
      ...emptyParts(bulletin.words),
      ...reachRefusals(reachOf(who), bulletin.audience),
      ...(bulletin.audience.list && bulletin.audience.list.people === undefined ? [stillLookedUp] : []),
    ]),
  approve: (taken, { frozen }) =>
    checked(
      taken,
      frozen?.done ? [] : ['Its audience is still being counted. Please look again in a moment.'],
    ),
  correct(taken, bulletin) {
    const words = taken.words ?? bulletin.words
    return checked(taken, [...wordProblems(words), ...emptyParts(words)])
  },
  // Nobody reads a withdrawal before it is on every card.
  withdraw: (taken, _, { names }) => checked(taken, tellingWho(taken.note, names)),
  schedule(taken, _, context) {
    const read = readMoment(taken.note, context.today, context.now)
    if ('refused' in read) return { refused: [`${read.refused} Nothing was changed.`] }
    const { at: sendAt, twice } = read
    if (sendAt <= context.now)
      return { refused: ['That time is over. Choose a later one, or send it now. Nothing was changed.'] }
    // Read again next week, 'tomorrow 09:30' would say nothing.
    const moment = sayMoment(sendAt, context.today)
    const note = twice === undefined ? moment : `${moment} (${twice})`
    return { taken: { ...taken, note, sendAt } }
  },
  resend(taken) {
    const words = asStates(taken.note)
      .split(/[\s,;]+|\band\b/)
      .filter(Boolean)
    const states = resendable.filter(state => words.includes(state))
    if (states.length === 0 || words.some(word => !resendable.includes(word as DeliveryState)))
      return { refused: [`Name whom to send it to again: ${resendable.join(', ')}. Nothing was changed.`] }
    return { taken: { ...taken, note: states.join(', '), states } }
  },
  remind: (taken, bulletin, { who }) =>
    checked(taken, [
      ...(bulletin.words.acknowledge ? [] : ['This bulletin does not ask to be acknowledged.']),
      ...(mayRemind(bulletin, who.partnership) ? [] : [noMoreReminders(bulletin)]),
    ]),
}

function noMoreReminders({ reminders: { length } }: Bulletin): string {
  if (length === 0) return 'No reminders are sent of bulletins here (local rule). Nothing was changed.'
  const often = length === 1 ? 'once' : length === 2 ? 'twice' : `${length} times`
  return `It was reminded of ${often}: no more are sent, unless it is corrected. Nothing was changed.`
}

/** As the card and the Excel file call them, as much as by the states' own names. */
const asStates = (said: string): string =>
  said
    .toLowerCase()
    .replaceAll(/\b(?:in doubt|not known(?: whether delivered)?)\b/g, 'unconfirmed')
    .replaceAll(
      /\b(?:not reachable|not reached|(?:cannot|could not) be reached|out of reach)\b/g,
      'unreachable',
    )

/** States that a bulletin may be sent to again, by somebody's choice. */
const resendable: DeliveryState[] = ['unconfirmed', 'failed', 'unreachable']
