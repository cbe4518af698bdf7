import { clip } from '../actions/index.ts'
import { queued } from '../delivery/delivery.ts'
import type { Answer, Context } from '../feature.ts'
import { businessTeam } from '../partnership/records.ts'
import { chairsAsked, groupById, leadOn } from '../partnership/who.ts'
import { workingDaysBetween } from '../partnership/working-days.ts'
import type { Store, Write } from '../ports/store.ts'
import { decideOnce } from '../turn/decide-once.ts'
import { decisionDraft } from './carry-decision.ts'
import { type Challenge, challengeDraft, challengeId, challengesOf } from './challenge.ts'
import { type ChallengeVerb, challengeRefusals, challengeRules, nextAsking } from './challenge-rules.ts'
import { challengeCardFor, noSuchChallenge, type SeenChallenge, seeChallenge } from './see-challenge.ts'

export type ChallengeStep = {
  ref: string
  verb: ChallengeVerb
  note: string
  version?: number | undefined
  /** The list that was pressed, to be shown again; left out, the challenge's own card is. */
  view?: string | undefined
}

/**
 * Records a response, a decision or the sign-off, once for a turn, and sees that whoever it now waits for is asked. The same
 * words pressed twice on one card are recorded once. Pressed on a card that is out of date it changes nothing, and shows what
 * has happened; refused, it keeps what was written, on the challenge's own card.
 */
export function changeChallenge(store: Store, context: Context, step: ChallengeStep): Promise<Answer> {
  const { who, today } = context
  const partition = challengesOf(who.partnership.partnership.id)
  return decideOnce(store, partition, context, async () => {
    const seen = await seeChallenge(store, who, step.ref, today)
    if (!seen) return { writes: [], reply: noSuchChallenge }
    const { challenge, roles } = seen
    const { view = `challenge:${challenge.ref}` } = step
    const thanks = { view, notice: `${challenge.ref}: ${challengeRules[step.verb].past}. Thank you.` }
    if (saidAlready(challenge, step, who.person.id)) return { writes: [], reply: thanks }
    const stale = step.version !== undefined && step.version !== challenge.version
    const refused = stale
      ? [
          `Nothing was changed: this moved on since your card was made (${clip(challenge.history.at(-1)?.what ?? '', 300)}).`,
        ]
      : challengeRefusals(challenge, { ...step, roles })
    if (refused.length > 0)
      return { writes: [], reply: await notTaken(store, context, seen, { step, why: refused.join(' ') }) }
    const changed = changedBy(challenge, step, context)
    // What is answered is asked of those who decide, on their card of the day.
    const wakeAt = step.verb === 'respond' ? context.now : nextAsking(who.partnership, changed, today)
    const decision = step.verb === 'respond' ? undefined : decisionDraft(changed, context.now)
    const writes: Write[] = [
      { replace: challengeDraft(changed, wakeAt), etag: seen.doc.etag },
      ...(decision ? [{ create: decision }] : []),
      ...(step.verb === 'respond' ? [] : await notices(store, context, changed)),
    ]
    return { writes, reply: thanks }
  })
}

/** The challenge's own card with what was written; where nothing was, the list that was pressed loses nothing and stays. */
export async function notTaken(
  store: Store,
  context: Context,
  seen: SeenChallenge,
  { step: { ref, note, view }, why }: { step: Omit<ChallengeStep, 'verb'>; why: string },
): Promise<Answer> {
  if (view && note.trim() === '') return { view, notice: `${ref}: ${why}` }
  return { card: await challengeCardFor(store, context, seen, { notice: why, typed: note, view }) }
}

/** Whether this person recorded the same on this very card already: a second click is no second word. */
function saidAlready({ history }: Challenge, step: ChallengeStep, person: string): boolean {
  if (step.version === undefined) return false
  return history.slice(step.version).some(({ by, what }) => by === person && what === saidWith(step))
}

function saidWith({ verb, note }: ChallengeStep): string {
  const text = note.trim()
  return text === '' ? challengeRules[verb].past : `${challengeRules[verb].past}: ${text}`
}

function changedBy(challenge: Challenge, step: ChallengeStep, context: Context): Challenge {
  const { who, today, now } = context
  const by = who.person.id
  const text = step.note.trim()
  const said = { text, by, on: today }
  const workingDays = workingDaysBetween(challenge.openedOn, today, who.partnership.partnership)
  const change = {
    // How long it took is counted to the first: a second one only says more.
    respond: { response: { workingDays, ...said, ...firstOf(challenge) } },
    decide: { outcome: said },
    'sign-off': { closed: { by, on: today } },
  }[step.verb]
  return {
    ...challenge,
    ...change,
    version: challenge.version + 1,
    history: [...challenge.history, { at: now, by, what: saidWith(step) }],
  }
}

function firstOf({ response }: Challenge): Partial<NonNullable<Challenge['response']>> {
  return response ? { on: response.on, workingDays: response.workingDays } : {}
}

/** A decision and the sign-off ask nothing of the agency, the group's chairs and the team, who would not hear of them else. */
async function notices(store: Store, { who, today, now }: Context, changed: Challenge): Promise<Write[]> {
  const arrangements = who.partnership
  const chairs = chairsAsked(groupById(arrangements, changed.group), today, arrangements)
  const team = (await businessTeam(store, arrangements.partnership.id, today)).map(person => person.id)
  const lead = leadOn(arrangements, changed.agency, today)
  const told = [...chairs, ...(lead ? [lead] : []), ...team]
  const about = { scope: 'challenges', id: challengeId(changed.ref), version: changed.version }
  return [...new Set(told)]
    .filter(person => person !== who.person.id)
    .map(person => ({
      create: queued({
        id: `challenge:${changed.ref}:${changed.version}:${person}`,
        kind: 'challenge',
        to: { person },
        about,
        now,
      }),
    }))
}
