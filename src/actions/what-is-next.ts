import type { Context } from '../feature.ts'
import { codeOf } from '../partnership/arrangements.ts'
import { sayDay } from '../partnership/day.ts'
import { listed } from '../partnership/list-words.ts'
import { loadNames } from '../partnership/records.ts'
import { agencyName, groupById, leadsOn } from '../partnership/who.ts'
import type { Store } from '../ports/store.ts'
import { type Action, owing } from './action.ts'
import type { ActionVerb } from './action-transitions.ts'

type Taken = { before: Action; changed: Action; verb: ActionVerb; told: readonly string[] }

const namedAtMost = 3

/**
 * What follows from a step that was taken, for whoever took it: who is asked now, where it goes on, and what no longer
 * holds. Empty when nothing does.
 */
export async function whatIsNext(store: Store, context: Context, taken: Taken): Promise<string> {
  const { who } = context
  const asked = peopleAsked(context, taken)
  const names = await loadNames(store, who.partnership.partnership.id, asked, [who.person])
  const said = [nextMove(context, taken, listed(asked.map(names), namedAtMost)), ended(context, taken)]
  return said.filter(text => text !== '').join(' ')
}

function peopleAsked({ who, today }: Context, { changed, verb, told }: Taken): readonly string[] {
  if (verb !== 'block') return told
  const leads = leadsOn(who.partnership, changed.blockedBy ?? '', today)
  return told.filter(person => leads.includes(person))
}

function nextMove({ who }: Context, { changed, verb }: Taken, asked: string): string {
  const isOrAre = asked.includes(' and ') ? 'are' : 'is'
  if (verb === 'done' && changed.status !== 'awaiting-agreement') {
    const open = owing(changed).length
    return open === 1 ? 'One agency has still to answer.' : `${open} agencies have still to answer.`
  }
  if (verb === 'done')
    return asked === '' ? '' : `Now ${asked} ${isOrAre} asked to agree that it is complete.`
  if (verb === 'ask-date')
    return asked === ''
      ? ''
      : `Now ${asked} ${isOrAre} asked to agree it; until then the date stays as it is.`
  if (verb === 'transfer')
    return 'In a moment it has a new ref in that log: this one then shows it, as “Now in”.'
  if (verb === 'block') {
    const agency = agencyName(who.partnership, changed.blockedBy ?? '')
    return asked === ''
      ? `Nobody at ${agency} could be told: please ask them yourself.`
      : `Now ${asked} (${agency}) ${isOrAre} told.`
  }
  return ''
}

/** A new date or owner ends what was asked of others; the item on an agenda is the meeting's own, and stays. */
function ended({ who, today }: Context, { before, changed, verb }: Taken): string {
  if (verb === 'transfer') return ''
  const code = codeOf(groupById(who.partnership, changed.group))
  const agenda = before.agenda && before.agenda >= today && !changed.agenda ? before.agenda : undefined
  return [
    before.raised && !changed.raised ? 'It is with the Executive no longer.' : '',
    agenda ? `Its item on the agenda of ${sayDay(agenda, today)} stays: type agenda ${code} to see it.` : '',
    before.asked && !changed.asked && verb === 'reassign'
      ? 'The date asked for before is not asked for any more.'
      : '',
  ]
    .filter(text => text !== '')
    .join(' ')
}
