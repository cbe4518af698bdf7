import type { Answer, Context } from '../feature.ts'
import { codeOf, type Person } from '../partnership/arrangements.ts'
import { rolesIn } from '../partnership/permissions.ts'
import { listPeople } from '../partnership/records.ts'
import type { Action } from './action.ts'
import { readerOf } from './author.ts'
import { allowedVerbs } from './barred-step.ts'
import { noSuchAction } from './change-action.ts'
import { type Choice, confirmCard } from './confirm-card.ts'
import { awaitingAgreementIn, openActionsOf } from './find-actions.ts'
import type { ActionPorts } from './ports.ts'
import { type Known, type Meaning, type Reading, readSentence } from './read-sentence.ts'
import { type Seen, seeAction } from './see-action.ts'
import { serialSpokenOf } from './sentence-refs.ts'
import { saysItsName, sharedWords, spokenOf } from './shared-words.ts'
import { canUndo } from './undo-step.ts'

const mostOwn = 50
export const notUnderstood = 'Nothing was changed: please say it in other words, or use the card.'

/**
 * What somebody who typed no command may mean about an action: shown as a card to confirm, the likeliest first, since
 * what is read from free words is never done at once. An action they may not see gets the answer for none. Undefined
 * when the words are not about an action.
 */
export async function understand(
  { store }: ActionPorts,
  context: Context,
  typed: string,
): Promise<Answer | undefined> {
  const elsewhere = notAboutActions.find(({ said }) => said.test(typed))
  if (elsewhere) return { text: `Nothing was changed. ${elsewhere.instead}` }
  const { who, today } = context
  const { id } = who.partnership.partnership
  const [mine, waiting, named] = await Promise.all([
    openActionsOf(store, id, who.person.id, { limit: mostOwn }),
    waitingFor(store, context),
    namedHere(store, context),
  ])
  const { people } = named
  const toAgree = waiting.map(({ ref }) => ref)
  const isMine = (ref: string) => mine.actions.some(action => action.ref === ref)
  const known = { today, me: who.person.id, mine: mine.actions, toAgree, ...named }
  const text = withRef(typed, [...mine.actions, ...waiting.filter(({ ref }) => !isMine(ref))], known)
  const spoken = readSentence(text, known)
  if ('nothing' in spoken) return noneMeant(text, context)
  if (notOurs.test(typed)) return { text: whatInstead }
  const refs = [...new Set(meaningsIn(spoken).map(({ ref }) => ref))]
  const seen = await Promise.all(refs.map(ref => seeAction(store, who, ref, today)))
  // Whoever's they are, '2 more weeks' count from the day they are due.
  const others = seen.flatMap(one => one?.action ?? [])
  const reading = readSentence(text, { ...known, others })
  const meanings = 'nothing' in reading ? [] : meaningsIn(reading)
  const found = meanings.map(meaning => ({ meaning, seen: seen[refs.indexOf(meaning.ref)] }))
  const [first, second] = found
  if (first?.meaning.verb === 'show' && !second) return { view: `action:${first.meaning.ref}` }
  return asked(context, people, { reading, text, found })
}

/** Where no action is named, but one that waits for the reader is spoken of in its own words, it is as if it were named. */
function withRef(text: string, theirs: readonly Action[], known: Known): string {
  const reading = readSentence(text, known)
  const namesNone = 'whichOf' in reading || ('nothing' in reading && !/\d{2}-\d{3}/.test(text))
  const meant = namesNone ? spokenOf(text, theirs) : undefined
  return meant ? `${meant.ref} ${text}` : text
}

/** A number alone, or an undo, is of the reader's own or of what waits for them. Of any other action, what to type instead. */
function noneMeant(text: string, { who, today }: Context): Answer | undefined {
  const serial = serialSpokenOf(text)
  const [group] = who.partnership.groups
  if (!group) return undefined
  const refOf = (number: string) => `${codeOf(group)}-${today.slice(2, 4)}-${number.padStart(3, '0')}`
  if (serial !== undefined)
    return {
      text: `Nothing was changed: ${serial} is none of your open actions. Of another action, type the whole ref, such as ${refOf(serial)}.`,
    }
  if (!/^undo\b/i.test(text)) return undefined
  return {
    text: `Nothing was changed. To take back your last step on an action, press “Undo my last step” on its card, or type its ref, such as ${refOf('14')} undo.`,
  }
}

type Found = { meaning: Meaning; seen?: Seen | undefined }
type Read = { reading: Reading; text: string; found: readonly Found[] }

/** The card that asks whether it was understood; the answer for none where nothing of it can be seen. */
function asked(context: Context, people: readonly Person[], { reading, text, found }: Read): Answer {
  const visible = found.flatMap(({ meaning, seen }) =>
    seen ? [orAgreed(context, withoutItsName({ meaning, seen }))] : [],
  )
  if (visible.length === 0) return noSuchAction
  const known = { arrangements: context.who.partnership, people, today: context.today }
  const undoing = visible.every(({ meaning }) => meaning.verb === 'undo')
  if (undoing && visible.length > 1) return askedToUndo(visible, known, context)
  const offered = visible.map(choice => orShown(context, choice))
  if ('each' in reading)
    return { card: confirmCard(offered, { ...known, asks: 'each', more: sayLeftOut(reading.left, found) }) }
  const several = 'whichOf' in reading
  const choices = several ? likeliestFirst(offered, text) : choicesOf(context, visible, text)
  const [only, second] = choices
  if (only?.meaning.verb === 'show' && !second)
    return { view: `action:${only.meaning.ref}`, notice: notUnderstood }
  return { card: confirmCard(choices, { ...known, asks: several ? 'which' : 'what' }) }
}

/** Of what somebody may want to take back, only that of which they can; nothing else was meant. */
function askedToUndo(
  visible: readonly Choice[],
  known: Omit<Parameters<typeof confirmCard>[1], 'asks'>,
  { who, now }: Context,
): Answer {
  const choices = visible.filter(({ seen }) => canUndo(seen.action, { person: who.person.id, now }))
  return choices.length === 0
    ? { text: 'There is no last step of yours in the last ten minutes that could be taken back.' }
    : { card: confirmCard(choices, { ...known, asks: choices.length > 1 ? 'which' : 'what' }) }
}

function meaningsIn(reading: Exclude<Reading, { nothing: true }>): Meaning[] {
  if ('exact' in reading) return [reading.exact]
  if ('likely' in reading) return reading.likely
  return 'each' in reading ? reading.each : reading.whichOf
}

/** Which of the actions that were named are not on the card, and why. */
function sayLeftOut(left: readonly string[], found: readonly Found[]) {
  const missing = found.flatMap(({ meaning, seen }) => (seen ? [] : [meaning.ref]))
  return [
    missing.length > 0 ? `Not found in a log that you can see: ${missing.join(', ')}.` : '',
    left.length > 0 ? `Too many for one card: type again what is to be said of ${left.join(', ')}.` : '',
  ]
    .filter(line => line !== '')
    .join(' ')
}

/** All that a sentence may name. */
export async function namedHere(store: ActionPorts['store'], { who, today }: Context) {
  const { agencies, groups, partnership } = who.partnership
  const people = await listPeople(store, partnership.id, { today, limit: 1000 })
  return { agencies, people, groups: groups.map(group => ({ ...group, code: codeOf(group) })) }
}

/** What waits in the groups that they chair for somebody to agree: a chair's '30 agreed' means one of those. */
async function waitingFor(store: ActionPorts['store'], { who, today }: Context): Promise<Action[]> {
  const { groups, partnership } = who.partnership
  const chaired = groups.filter(group => rolesIn(who, group, today).includes('chair')).map(({ id }) => id)
  return awaitingAgreementIn(store, { partnership: partnership.id, groups: chaired }, mostOwn)
}

/** What is said of people and would be read as a word on an action: 'on holiday until 4 Dec' as a new date. */
const notAboutActions: readonly { said: RegExp; instead: string }[] = [
  {
    said: /^\s*(?:i(?:['’]m|\s+am|\s+will\s+be|['’]ll\s+be)\s+)?(?:off\s+)?(?:(?:on|taking)\s+(?:(?:annual|sick|study|maternity|paternity|parental)\s+)?(?:leave|holidays?)|off\s+(?:sick|work)|out\s+of\s+(?:the\s+)?office)\b(?![\s\S]*\b[a-z][a-z0-9]+-\d{2}-\d{3})/i,
    instead:
      'If you are away, type away until and your last day, such as away until 3 Dec, or away from 1 Dec until 3 Dec: your deputy is asked meanwhile.',
  },
  {
    said: /^\s*(?:my\s+)?deput(?:y|ies)\s+(?:of|for|is|are)\b/i,
    instead: 'Deputies are named in the partnership file. Please ask the business team.',
  },
]

/** What people ask of an assistant, and Convenor does not do; as a step's note it would only be noise in a history. */
const notOurs = /^\s*(?:please\s+)?(?:remind\s+me|delete|remove)\b/i
const whatInstead =
  'Nothing was changed. Actions are not deleted: a chair can close one as not pursued, such as QIO-26-014 not pursued: why. Reminders come by themselves, before the due date and after; to note how it stands, type its ref and update.'

/** Of several actions, those first that share most of the longer words with what was typed. */
function likeliestFirst(choices: readonly Choice[], text: string): Choice[] {
  const shared = ({ seen }: Choice) => sharedWords(text, seen.action.what)
  return [...choices].sort((a, b) => shared(b) - shared(a))
}

/** What the reader may not do is offered to be looked at. */
export const orShown = (context: Context, choice: Choice): Choice =>
  mayDo(context, choice)
    ? choice
    : { ...choice, meaning: { verb: 'show', ref: choice.meaning.ref, note: '' } }

/** 'Finished the neglect toolkit' names the action, and no evidence. */
const withoutItsName = ({ meaning, seen }: Choice): Choice =>
  meaning.verb === 'done' && saysItsName(meaning.note, seen.action.what)
    ? { seen, meaning: { ...meaning, note: '' } }
    : { seen, meaning }

/** Whoever gives the very day that is asked for, or agrees where no more than that waits, agrees the day: that needs no reason of their own. */
function orAgreed(context: Context, choice: Choice): Choice {
  const { meaning, seen } = choice
  const { ref, note } = meaning
  const agrees: Choice = { seen, meaning: { verb: 'agree-date', ref, note } }
  const { asked } = seen.action
  const isAsked =
    meaning.verb === 'extend'
      ? meaning.due === asked?.dueOn
      : meaning.verb === 'agree' && !mayDo(context, choice)
  return asked && isAsked && mayDo(context, agrees) ? agrees : choice
}

/**
 * What the reader may do of what they may mean. One alone may be the wrong one, and none may be left: then what was typed is
 * news of the action, or a wish to see it.
 */
function choicesOf(context: Context, visible: readonly Choice[], text: string): Choice[] {
  const allowed = visible.filter(choice => mayDo(context, choice))
  const choices = allowed.filter(
    (one, i) => allowed.findIndex(other => other.meaning.verb === one.meaning.verb) === i,
  )
  const [any] = visible
  return choices.length > 1 || !any ? choices : [...choices, ...otherwise(context, any, choices, text)]
}

function otherwise(context: Context, { seen }: Choice, choices: readonly Choice[], text: string): Choice[] {
  const { ref } = seen.action
  const note = text.replace(new RegExp(`^\\s*${ref}\\b[,:]?\\s*`, 'i'), '').trim()
  const others: Meaning[] = [
    { verb: 'update', ref, note },
    { verb: 'show', ref, note: '' },
  ]
  return others
    .filter(({ verb }) => verb === 'show' || note !== '')
    .map(meaning => ({ meaning, seen }))
    .filter(other => mayDo(context, other) && choices.every(one => one.meaning.verb !== other.meaning.verb))
}

function mayDo(context: Context, { meaning: { verb }, seen }: Choice): boolean {
  return (
    verb === 'show' || verb === 'undo' || allowedVerbs(seen.action, readerOf(context, seen)).includes(verb)
  )
}
