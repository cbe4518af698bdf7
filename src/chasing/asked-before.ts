import type { Action } from '../actions/index.ts'
import { readDelivery } from '../delivery/delivery.ts'
import { stoodBefore } from '../delivery/outcome-rules.ts'
import type { Arrangements } from '../partnership/arrangements.ts'
import type { Day } from '../partnership/day.ts'
import { peopleOf } from '../partnership/records.ts'
import { addWorkingDays } from '../partnership/working-days.ts'
import type { Doc, Store } from '../ports/store.ts'
import { aroundOf } from './around.ts'
import { decideChase, firstAsking } from './chase-rules.ts'
import { chaserId } from './chaser.ts'

/**
 * What is due for the Executive, with the day noted on which somebody first had the decision asked of them: while none of
 * those cards has left (Teams was away), that is today. Anything else is given back as it is.
 */
export async function notingWhenAsked(
  store: Store,
  action: Action,
  { arrangements, today }: { arrangements: Arrangements; today: Day },
): Promise<Action> {
  const due = decideChase(action, aroundOf(arrangements, action.group), today)
  const first = firstAsking(action)
  if (due?.level !== 4 || action.raised || first?.level !== 3) return action
  const { chases = [], ref, formerRefs = [] } = action
  const asks = { refs: [ref, ...formerRefs], agreement: action.status === 'awaiting-agreement' }
  const calendar = arrangements.partnership
  const askings = chases.slice(chases.indexOf(first)).filter(({ to }) => to.length > 0)
  if (askings.length === 0) return action
  const days = await Promise.all(
    askings.flatMap(({ to, day }) => to.map(person => cameOn(store, { person, day, asks, calendar, today }))),
  )
  const on = days.filter(day => day !== undefined).sort()[0] ?? today
  if (on === (first.cameOn ?? first.day)) return action
  return { ...action, chases: chases.map(one => (one === first ? { ...one, cameOn: on } : one)) }
}

/** An action, by all its refs, and whether what is asked is to agree. */
type Asks = { refs: readonly string[]; agreement: boolean }

type Asking = {
  person: string
  day: Day
  asks: Asks
  calendar: Arrangements['partnership']
  today: Day
}

/** On which day a card with it left for somebody, or was found not to reach them; undefined while none has. */
async function cameOn(store: Store, asking: Asking): Promise<Day | undefined> {
  const { person, calendar, asks, today } = asking
  for (let { day } = asking; day <= today; day = addWorkingDays(day, 1, calendar)) {
    const card = await store.get(peopleOf(calendar.id), chaserId(person, day))
    if (card && hasAsked(card, asks)) return day
  }
  return undefined
}

/** Silence of somebody who cannot be reached goes up like any other; what waits for Teams is no silence yet. */
function hasAsked(card: Doc, { refs, agreement }: Asks): boolean {
  const delivery = readDelivery(card)
  const { state, shows = [], reaches = [], decides } = delivery
  switch (state) {
    case 'sent': {
      // An earlier version did not keep on what a card asked for a decision.
      const asked = agreement || !decides ? [...shows, ...reaches] : decides
      return refs.some(ref => asked.includes(ref))
    }
    case 'unconfirmed':
    case 'unreachable':
    case 'failed':
      return true
    case 'queued':
    case 'sending':
      return stoodBefore(delivery) !== undefined
    default:
      return false
  }
}
