import type { Answer, Context } from '../feature.ts'
import { codeOf } from '../partnership/arrangements.ts'
import { listPeople } from '../partnership/records.ts'
import { noSuchAction } from './change-action.ts'
import { type Choice, confirmCard } from './confirm-card.ts'
import { allowedVerbs } from './decide-step.ts'
import { openActionsOf } from './find-actions.ts'
import type { ActionPorts } from './ports.ts'
import { type Meaning, readSentence } from './read-sentence.ts'
import { type Seen, seeAction } from './see-action.ts'

const mostOwn = 50

/**
 * What somebody who typed no command may mean about an action: shown as a card to confirm, the likeliest first, since
 * what is read from free words is never done at once. An action they may not see gets the answer for none. Undefined
 * when the words are not about an action.
 */
export async function understand(
  { store }: ActionPorts,
  context: Context,
  text: string,
): Promise<Answer | undefined> {
  const { who, today } = context
  const { id } = who.partnership.partnership
  const [mine, people] = await Promise.all([
    openActionsOf(store, id, who.person.id, { limit: mostOwn }),
    listPeople(store, id, { today, limit: 1000 }),
  ])
  const { agencies } = who.partnership
  const groups = who.partnership.groups.map(group => ({
    id: group.id,
    name: group.name,
    code: codeOf(group),
  }))
  const reading = readSentence(text, { today, mine: mine.actions, agencies, people, groups })
  if ('nothing' in reading) return undefined
  const meanings =
    'exact' in reading ? [reading.exact] : 'likely' in reading ? reading.likely : reading.whichOf
  const [first] = meanings
  if (first?.verb === 'show' && meanings.length === 1) return { view: `action:${first.ref}` }
  const choices = await choicesOf(meanings, ref => seeAction(store, who, ref, today))
  const [only, second] = choices
  if (!only) return noSuchAction
  if (!second) choices.push(...otherwise(only, text))
  return {
    card: confirmCard(choices, {
      arrangements: who.partnership,
      people,
      today,
      several: 'whichOf' in reading,
    }),
  }
}

/** One meaning alone may be the wrong one: then what was typed was news of the action, or none. */
function otherwise(only: Choice, text: string): Choice[] {
  const { ref, verb } = only.meaning
  const note = text.replace(new RegExp(`^\\s*${ref}\\b[,:]?\\s*`, 'i'), '').trim()
  const update: Meaning = { verb: 'update', ref, note }
  const news = verb !== 'update' && verb !== 'show' && note !== '' && mayDo(update, only.seen)
  return [
    ...(news ? [{ ...only, meaning: update }] : []),
    { ...only, meaning: { verb: 'show' as const, ref, note: '' } },
  ]
}

/** The meanings whose action the reader may see; those they may not do come last. */
async function choicesOf(
  meanings: readonly Meaning[],
  see: (ref: string) => Promise<Seen | undefined>,
): Promise<Choice[]> {
  const found = await Promise.all(meanings.map(async meaning => ({ meaning, seen: await see(meaning.ref) })))
  const visible = found.flatMap(({ meaning, seen }) =>
    seen ? [{ meaning, seen, may: mayDo(meaning, seen) }] : [],
  )
  return visible.sort((a, b) => Number(b.may) - Number(a.may))
}

function mayDo({ verb }: Meaning, { action, roles }: Seen): boolean {
  return verb === 'show' || verb === 'undo' || allowedVerbs(action, roles).includes(verb)
}
