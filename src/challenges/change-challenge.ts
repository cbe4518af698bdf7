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
import { challengeCardFor, noSuchChallenge, seeChallenge } from './see-challenge.ts'

export type ChallengeStep = {
  ref: string
  verb: ChallengeVerb
  note: string
  version?: number | undefined
}

const mostWords = 2000

/**
 * Records a response, a decision or the sign-off, once for a turn, and sees that whoever it now waits for is asked. Pressed on a card
 * that is out of date it changes nothing, and shows what has happened; refused, it keeps what was written.
 */
export function changeChallenge(store: Store, context: Context, step: ChallengeStep): Promise<Answer> {
  const { who, today } = context
  const partition = challengesOf(who.partnership.partnership.id)
  return decideOnce(store, partition, context, async () => {
    const seen = await seeChallenge(store, who, step.ref, today)
    if (!seen) return { writes: [], reply: noSuchChallenge }
    const { challenge, roles } = seen
    const stale = step.version !== undefined && step.version !== challenge.version
    const refused = stale
      ? [`Nothing was changed: this moved on since your card was made (${challenge.history.at(-1)?.what}).`]
      : [...challengeRefusals(challenge, { ...step, roles }), ...tooLong(step.note)]
    if (refused.length > 0) {
      const more = { notice: refused.join(' '), typed: step.note }
      return { writes: [], reply: { card: await challengeCardFor(store, context, seen, more) } }
    }
    const changed = changedBy(challenge, step, context)
    // What is answered is asked of those who decide, on their card of the day.
    const wakeAt = step.verb === 'respond' ? context.now : nextAsking(who.partnership, changed, today)
    const decision = step.verb === 'respond' ? undefined : decisionDraft(changed, context.now)
    const writes: Write[] = [
      { replace: challengeDraft(changed, wakeAt), etag: seen.doc.etag },
      ...(decision ? [{ create: decision }] : []),
      ...(step.verb === 'respond' ? [] : await notices(store, context, changed)),
    ]
    const notice = `${challenge.ref}: ${challengeRules[step.verb].past}. Thank you.`
    return { writes, reply: { view: `challenge:${challenge.ref}`, notice } }
  })
}

const tooLong = (note: string): string[] =>
  note.length > mostWords ? ['Please put it in 2,000 characters, and the rest in a paper.'] : []

function changedBy(challenge: Challenge, { verb, note }: ChallengeStep, context: Context): Challenge {
  const { who, today, now } = context
  const by = who.person.id
  const text = note.trim()
  const said = { text, by, on: today }
  const workingDays = workingDaysBetween(challenge.openedOn, today, who.partnership.partnership)
  const change = {
    // How long it took is counted to the first: a second one only says more.
    respond: { response: { workingDays, ...said, ...firstOf(challenge) } },
    decide: { outcome: said },
    'sign-off': { closed: { by, on: today } },
  }[verb]
  const what = text === '' ? challengeRules[verb].past : `${challengeRules[verb].past}: ${text}`
  return {
    ...challenge,
    ...change,
    version: challenge.version + 1,
    history: [...challenge.history, { at: now, by, what }],
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
