import type { Answer, Context } from '../feature.ts'
import { decideOnce } from '../turn/decide-once.ts'
import { refForTurn } from '../turn/ref-for-turn.ts'
import { type Audience, type Bulletin, bulletinDraft, bulletinPartition, type Words } from './bulletin.ts'
import { reachOf, reachRefusals, wordProblems } from './bulletin-rules.ts'
import { isPossible } from './bulletin-transitions.ts'
import { changeBulletin } from './change-bulletin.ts'
import { composeCard } from './compose-card.ts'
import { audienceOf, type ComposeForm, emptyForm, formOf, sevenMinutes, wordsOf } from './compose-form.ts'
import type { StepPorts } from './ports.ts'
import { noSuchBulletin, seeBulletin } from './see-bulletin.ts'

/** What the form sends beside its fields: of which bulletin, whether it corrects what was sent, and why. */
export type Composed = {
  form: ComposeForm
  ref?: string | undefined
  version?: number | undefined
  correct?: boolean | undefined
  note?: string | undefined
}

const notYours = { text: 'Bulletins are written by the business team and those it names. Please ask them.' }

/** The empty form, or one with a template filled in. */
export function newBulletinForm({ who }: Context, start?: string): Answer {
  if (!reachOf(who)) return notYours
  const form = start === 'seven-minutes' ? sevenMinutes : emptyForm
  return { card: composeCard({ arrangements: who.partnership, form, refused: [] }) }
}

/** The form of a bulletin that is there: to change a draft, or to correct what was sent. */
export async function editForm(
  { store }: StepPorts,
  { who, today }: Context,
  { ref, correct }: { ref: string; correct: boolean },
): Promise<Answer> {
  const seen = await seeBulletin(store, who, ref, today)
  if (!seen?.roles.includes('author')) return noSuchBulletin
  const { bulletin } = seen
  if (!isPossible(correct ? 'correct' : 'edit', bulletin))
    return { text: `${ref} cannot be changed as it stands now. Type ${ref} to see what can be done.` }
  const of = { ref, version: bulletin.version, correct }
  return { card: composeCard({ arrangements: who.partnership, form: formOf(bulletin), refused: [], of }) }
}

/** The same form once more, with why it could not be taken. */
export function formAgain(
  { who }: Context,
  { form, ref, version, correct }: Composed,
  why: string[],
): Answer {
  const of = ref === undefined ? undefined : { ref, version: version ?? 0, correct: correct === true }
  return { card: composeCard({ arrangements: who.partnership, form, refused: why, of }) }
}

/** Keeps a new draft, a changed one, or a correction to be approved. What is wrong comes back with what was filled in. */
export async function save(ports: StepPorts, context: Context, composed: Composed): Promise<Answer> {
  const { who, today } = context
  if (composed.ref === undefined) return saveNew(ports, context, composed)
  const seen = await seeBulletin(ports.store, who, composed.ref, today)
  if (!seen?.roles.includes('author')) return noSuchBulletin
  const { bulletin } = seen
  const words = wordsOf(composed.form, bulletin.words.contact, bulletin.words)
  const { audience, unknown } = audienceOf(composed.form, who.partnership, bulletin.audience.list)
  const note = composed.note?.trim() ?? ''
  const problems = [
    ...wordProblems(words),
    ...(composed.correct ? (note === '' ? ['Say why it is corrected.'] : []) : unknown),
    ...(composed.correct ? [] : reachRefusals(reachOf(who), audience)),
  ]
  if (problems.length > 0) return formAgain(context, composed, problems)
  const { ref, version } = composed
  return changeBulletin(
    ports,
    context,
    composed.correct
      ? { ref, version, verb: 'correct', note, words }
      : { ref, version, verb: 'edit', words, audience },
  )
}

async function saveNew({ store }: StepPorts, context: Context, composed: Composed): Promise<Answer> {
  const { who, now } = context
  if (!reachOf(who)) return notYours
  const words = wordsOf(composed.form, who.person.id)
  const { audience, unknown } = audienceOf(composed.form, who.partnership, undefined)
  const problems = [...wordProblems(words), ...unknown, ...reachRefusals(reachOf(who), audience)]
  if (problems.length > 0) return formAgain(context, composed, problems)
  const ref = await refForTurn(store, context, { code: 'LB', scope: 'bulletins' })
  const partition = bulletinPartition(who.partnership.partnership.id, ref)
  return decideOnce(store, partition, context, async () => ({
    writes: [
      { create: bulletinDraft(newBulletin(ref, { words, audience }, { by: who.person.id, now }), now) },
    ],
    reply: { view: `bulletin:${ref}`, notice: `${ref} is kept as a draft. Look at it as recipients will.` },
  }))
}

function newBulletin(
  ref: string,
  { words, audience }: { words: Words; audience: Audience },
  { by, now }: { by: string; now: string },
): Bulletin {
  return {
    schema: 1,
    ref,
    version: 1,
    status: 'draft',
    author: by,
    wordsBy: by,
    words,
    audience,
    corrections: [],
    reminders: [],
    work: [],
    history: [{ at: now, by, what: 'began it' }],
  }
}
