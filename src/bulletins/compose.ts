import type { Answer, Context } from '../feature.ts'
import type { Person } from '../partnership/arrangements.ts'
import type { Day } from '../partnership/day.ts'
import { businessTeam, loadPerson } from '../partnership/records.ts'
import { nameOf, type Who } from '../partnership/who.ts'
import { decideOnce } from '../turn/decide-once.ts'
import { refForTurn } from '../turn/ref-for-turn.ts'
import { type Bulletin, bulletinDraft, bulletinPartition } from './bulletin.ts'
import { reachOf, reachRefusals, wordProblems } from './bulletin-rules.ts'
import { isPossible } from './bulletin-transitions.ts'
import { changeBulletin } from './change-bulletin.ts'
import { type Composing, composeCard } from './compose-card.ts'
import {
  audienceOf,
  type ComposeForm,
  differences,
  emptyForm,
  formOf,
  sevenMinutes,
  withTemplate,
  wordsOf,
} from './compose-form.ts'
import { newBulletin, sameDraft } from './new-draft.ts'
import type { StepPorts } from './ports.ts'
import { noSuchBulletin, seeBulletin } from './see-bulletin.ts'
import type { Step } from './step-rules.ts'

/** What the form sends beside its fields: of which bulletin, whether it corrects what was sent, and why. */
export type Composed = {
  form: ComposeForm
  ref?: string | undefined
  version?: number | undefined
  correct?: boolean | undefined
  note?: string | undefined
}

const notYours = { text: 'Bulletins are written by the business team and those it names. Please ask them.' }

/** The empty form, or one with a template filled in. What was typed before the template was chosen stays. */
export async function newBulletinForm(
  ports: StepPorts,
  context: Context,
  start?: string,
  typed: ComposeForm = emptyForm,
): Promise<Answer> {
  if (!reachOf(context.who)) return notYours
  const form = start === 'seven-minutes' ? withTemplate(typed, sevenMinutes) : typed
  const contact = form.contact || context.who.person.id
  return formAnswer(ports, context, { form: { ...form, contact }, refused: [] })
}

/** The form of a bulletin that is there: to change a draft, or to correct what was sent. A correction that was written already is gone on with. */
export async function editForm(
  ports: StepPorts,
  context: Context,
  { ref, correct }: { ref: string; correct: boolean },
): Promise<Answer> {
  const seen = await seeBulletin(ports.store, context.who, ref, context.today)
  if (!seen?.roles.includes('author')) return noSuchBulletin
  const { bulletin } = seen
  if (!isPossible(correct ? 'correct' : 'edit', bulletin))
    return { text: `${ref} cannot be changed as it stands now. Type ${ref} to see what can be done.` }
  const { form, why } = formNow(bulletin, correct)
  const of = { ref, version: bulletin.version, correct, why }
  return formAnswer(ports, context, { form, refused: [], of })
}

/** A bulletin as its form shows it; to correct, with the words that were written already. */
export function formNow(bulletin: Bulletin, correct: boolean): { form: ComposeForm; why: string } {
  const { pending } = bulletin
  if (!correct || !pending) return { form: formOf(bulletin), why: '' }
  return { form: formOf({ ...bulletin, words: pending.words }), why: pending.why }
}

/** The form without what may not be kept, for whoever may write that bulletin: it names people to choose from. */
export async function formCleaned(
  ports: StepPorts,
  context: Context,
  { composed, refused }: { composed: Composed; refused: readonly string[] },
): Promise<Answer> {
  const { ref } = composed
  if (ref === undefined && !reachOf(context.who)) return notYours
  const seen = ref === undefined ? undefined : await seeBulletin(ports.store, context.who, ref, context.today)
  if (ref !== undefined && !seen?.roles.includes('author')) return noSuchBulletin
  return formAgain(ports, context, { composed, refused })
}

/** The same form once more, with why it could not be taken. */
function formAgain(
  ports: StepPorts,
  context: Context,
  { composed, refused }: { composed: Composed; refused: readonly string[] },
): Promise<Answer> {
  const { form, ref, version, correct, note } = composed
  const of =
    ref === undefined ? undefined : { ref, version: version ?? 0, correct: correct === true, why: note ?? '' }
  return formAnswer(ports, context, { form, refused, of })
}

/** The form, if all that was filled in fits it; else what is wrong in words: the form it was pressed on keeps what it holds. */
async function formAnswer(
  { store }: StepPorts,
  { who, today }: Context,
  { form, refused, of }: Pick<Composing, 'form' | 'refused' | 'of'>,
): Promise<Answer> {
  const contacts = await contactsOf(store, { who, today, also: form.contact })
  const card = composeCard({ arrangements: who.partnership, contacts, form, refused, of })
  if (card) return { card }
  const how = of
    ? `type ${of.ref} ${of.correct ? 'correct because …; text: …' : 'change text: …'}`
    : 'shorten it'
  const why = refused.join(' ') || 'This is too long to be shown in a form.'
  return { text: `${why} Nothing was changed: the form you wrote it in still holds it, or ${how}.` }
}

/** Who may be named to answer questions: whoever writes, the business team, and who was named already. */
async function contactsOf(
  store: StepPorts['store'],
  { who, today, also }: { who: Who; today: Day; also: string },
): Promise<Person[]> {
  const { id } = who.partnership.partnership
  const team = await businessTeam(store, id, today)
  const named = also === '' ? undefined : await loadPerson(store, id, also, today)
  const all = [who.person, ...team, ...(named ? [named] : [])]
  return [...new Map(all.map(person => [person.id, person])).values()]
}

/** Keeps a new draft, a changed one, or a correction to be approved. What is wrong comes back with what was filled in. */
export async function save(ports: StepPorts, context: Context, composed: Composed): Promise<Answer> {
  const { who, today } = context
  if (composed.ref === undefined) return saveNew(ports, context, composed)
  const seen = await seeBulletin(ports.store, who, composed.ref, today)
  if (!seen?.roles.includes('author')) return noSuchBulletin
  const { bulletin } = seen
  const contact = await contactFor(ports, context, composed.form)
  const words = wordsOf(composed.form, contact ?? bulletin.words.contact, bulletin.words)
  const { audience, unknown } = audienceOf(composed.form, who.partnership, bulletin.audience.list)
  const note = composed.note?.trim() ?? ''
  const refused = [
    ...wordProblems(words),
    ...(contact ? [] : [noContact]),
    ...(composed.correct ? (note === '' ? ['Say why it is corrected.'] : []) : unknown),
    ...(composed.correct ? [] : reachRefusals(reachOf(who), audience)),
  ]
  const { ref, version } = composed
  if (refused.length > 0) {
    const again = { ...composed, version: version ?? bulletin.version }
    return formAgain(ports, context, { composed: again, refused })
  }
  const step: Step = composed.correct
    ? { ref, version, verb: 'correct', note, words }
    : { ref, version, verb: 'edit', words, audience }
  return changeBulletin(ports, context, step, (now, why) =>
    formAgain(ports, context, stillFilledIn(composed, now.bulletin, why)),
  )
}

/**
 * What was filled in, for a bulletin that moved on meanwhile: with what is different there now, and so that it can be kept
 * all the same. A picture that came from a file meanwhile stays, since no form shows it.
 */
function stillFilledIn(composed: Composed, bulletin: Bulletin, why: readonly string[]) {
  const { version } = bulletin
  const now = formNow(bulletin, composed.correct === true).form
  const { picture, alt } = composed.form
  const form = { ...composed.form, alt: picture.trim() + alt.trim() === '' ? now.alt : alt }
  const different = differences(now, form)
  const stale = composed.version !== undefined && composed.version !== version
  const compared =
    different.length > 0
      ? [`It is otherwise there now: ${different.join(', ')}. What you keep takes its place.`]
      : []
  return { composed: { ...composed, form, version }, refused: [...why, ...(stale ? compared : [])] }
}

const noContact =
  'Name somebody of the business team, or yourself, to answer questions: whoever was named is not here any more.'

/** Whoever is to answer questions, if they may be named. */
async function contactFor(
  { store }: StepPorts,
  { who, today }: Context,
  { contact }: ComposeForm,
): Promise<string | undefined> {
  const also = contact.trim() || who.person.id
  const may = await contactsOf(store, { who, today, also: '' })
  const sought = also.toLowerCase()
  return may.find(person => [person.id, nameOf(person).toLowerCase()].includes(sought))?.id
}

async function saveNew(ports: StepPorts, context: Context, composed: Composed): Promise<Answer> {
  const { who, now } = context
  const { store } = ports
  if (!reachOf(who)) return notYours
  const contact = await contactFor(ports, context, composed.form)
  const words = wordsOf(composed.form, contact ?? who.person.id)
  const { audience, unknown } = audienceOf(composed.form, who.partnership, undefined)
  const refused = [
    ...wordProblems(words),
    ...(contact ? [] : [noContact]),
    ...unknown,
    ...reachRefusals(reachOf(who), audience),
  ]
  if (refused.length > 0) return formAgain(ports, context, { composed, refused })
  const kept = (draft: string): Answer => ({
    view: `bulletin:${draft}`,
    notice: `${draft} is kept as a draft. Look at it as recipients will.`,
  })
  const same = await sameDraft(store, who, { words, audience })
  if (same) return kept(same)
  const ref = await refForTurn(store, context, { code: 'LB', scope: 'bulletins' })
  const partition = bulletinPartition(who.partnership.partnership.id, ref)
  return decideOnce(store, partition, context, async () => ({
    writes: [
      { create: bulletinDraft(newBulletin(ref, { words, audience }, { by: who.person.id, now }), now) },
    ],
    reply: kept(ref),
  }))
}
