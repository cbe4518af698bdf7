import { z } from 'zod'
import { fieldsOf } from '../actions/index.ts'
import type { DeliveryKind } from '../delivery/delivery.ts'
import type { Command, Feature, FormAgain, VerbHandler } from '../feature.ts'
import { dayOf } from '../partnership/day.ts'
import { businessTeam, loadArrangements, whoIs } from '../partnership/records.ts'
import type { Doc, Store } from '../ports/store.ts'
import { carryDecision, type DecisionPorts } from './carry-decision.ts'
import { carryRequest, type RequestPorts } from './carry-request.ts'
import { carrySettled } from './carry-settled.ts'
import { challengeDraft, readChallenge } from './challenge.ts'
import { awaited, type ChallengeVerb, challengeRules, nextAsking } from './challenge-rules.ts'
import { changeChallenge, notTaken } from './change-challenge.ts'
import { newChallengeForm, openChallenge } from './open-challenge.ts'
import { challengeCardFor, listChallenges, noSuchChallenge, seeChallenge } from './see-challenge.ts'

export { settledDraft } from './carry-settled.ts'
export { type AskedOnDay, foreseeChallenges, type ToBeOpened } from './foresee.ts'
export { challengeRequest } from './open-challenge.ts'
export { challengesAskedOf } from './see-challenge.ts'

export type ChallengePorts = DecisionPorts & RequestPorts

const ref = '(CL-\\d{2}-\\d{3,5})'
const said = '\\b[,:]?\\s*([\\s\\S]*)'
const signedOff = 'sign(?:ed)?[ -]?off(?:\\s*[,:]\\s*([\\s\\S]+))?'
const long = z.string().max(4000).default('')

/** The challenge log: what is raised to the Executive, answered by an agency's senior manager, closed on sign-off. */
export function challengesFeature(ports: ChallengePorts): Feature {
  const { store } = ports
  return {
    commands: commands(store),
    verbs: verbs(store),
    again: {
      ...Object.fromEntries(
        Object.keys(challengeRules).map(verb => [`challenge.${verb}`, writtenAgain(store)]),
      ),
      'challenge.open': async (context, data, why) => newChallengeForm(context, form.parse(data), [why]),
    },
    views: {
      challenge: async (context, wanted) => {
        const seen = await seeChallenge(store, context.who, wanted, context.today)
        return seen ? { card: await challengeCardFor(store, context, seen) } : noSuchChallenge
      },
    },
    wakes: {
      'challenge-request': (doc, now) => carryRequest(ports, doc, now),
      'challenge-decided': doc => carryDecision(ports, doc),
      'action-settled': doc => carrySettled(store, doc),
      challenge: (doc, now) => askAgain(ports, doc, now),
    },
    deliveries: { challenge: news(store) },
  }
}

function commands(store: Store): Command[] {
  const step = (verb: ChallengeVerb, words: string, usage: string, means: string): Command => ({
    usage: `CL-26-003 ${usage}`,
    means,
    ...(verb === 'respond' ? { section: 'Challenges' } : { section: 'For chairs', audience: 'chairs' }),
    pattern: new RegExp(`^${ref}[,:]?\\s+${words}$`, 'i'),
    run: (context, [, typed = '', note = '']) =>
      changeChallenge(store, context, { ref: typed.toUpperCase(), verb, note }),
  })
  return [
    {
      usage: 'challenges',
      means: 'the challenge log; challenges closed for those that are over',
      section: 'Challenges',
      pattern: /^challenges(?:\s+(closed|open))?$/i,
      run: (context, [, which]) =>
        listChallenges(store, context, { which: which?.toLowerCase() === 'closed' ? 'closed' : 'open' }),
    },
    {
      usage: 'new challenge',
      means: 'challenge an agency’s senior manager (chairs and business team)',
      section: 'For chairs',
      audience: 'chairs',
      pattern: /^new challenge$/i,
      run: async context => newChallengeForm(context, { group: '', agency: '', issue: '' }),
    },
    {
      usage: 'new challenge SCR to police: …',
      means: 'the same in one line: group, agency, issue',
      section: 'For chairs',
      audience: 'chairs',
      pattern: /^new challenge\s+(\S+)\s+to\s+([^:]+?)\s*:\s*([\s\S]+)$/i,
      run: (context, [, group = '', agency = '', issue = '']) =>
        openChallenge(store, context, { group, agency, issue }),
    },
    {
      usage: 'CL-26-003',
      means: 'one challenge with its response and outcome',
      section: 'Challenges',
      pattern: new RegExp(`^${ref}$`, 'i'),
      run: async (_, [, typed = '']) => ({ view: `challenge:${typed.toUpperCase()}` }),
    },
    step('respond', `response${said}`, 'response: …', 'your agency’s answer to a challenge'),
    step('decide', `decision${said}`, 'decision: …', 'what the Executive decided'),
    step('sign-off', signedOff, 'sign off', 'close a challenge (Executive’s chairs, partners)'),
  ]
}

const form = z.object({
  group: z.string().max(64).default(''),
  agency: z.string().max(64).default(''),
  issue: long,
})

const pressed = z.preprocess(
  fieldsOf,
  z.object({
    ref: z.string().max(20),
    version: z.number().int().optional(),
    view: z.string().max(1000).optional(),
    note: long,
  }),
)

function verbs(store: Store): Record<string, VerbHandler> {
  const step = (verb: ChallengeVerb): VerbHandler => {
    return (context, data) => changeChallenge(store, context, { ...pressed.parse(data), verb })
  }
  return {
    'challenge.show': async (_, data) => ({ view: `challenge:${pressed.parse(data).ref}` }),
    'challenge.respond': step('respond'),
    'challenge.decide': step('decide'),
    'challenge.sign-off': step('sign-off'),
    'challenge.open': (context, data) => openChallenge(store, context, form.parse(data)),
    'challenges.list': (context, data) => {
      const { after } = z.object({ after: z.string().max(500).optional() }).parse(data)
      return listChallenges(store, context, { which: 'open', after })
    },
  }
}

/** The words of a step as they come back when something in them may not be kept. */
const writtenAgain =
  (store: Store): FormAgain =>
  async (context, data, why) => {
    const step = pressed.parse(data)
    const seen = await seeChallenge(store, context.who, step.ref, context.today)
    return seen ? notTaken(store, context, seen, { step, why }) : noSuchChallenge
  }

/** A challenge's morning has come: whoever it waits for gets the day's card, and it is asked about again later. */
async function askAgain({ store, ask }: RequestPorts, doc: Doc, now: string): Promise<void> {
  const challenge = readChallenge(doc)
  const arrangements = await loadArrangements(store, doc.partnership)
  if (!arrangements) throw new Error('A challenge belongs to a partnership whose arrangements are not kept.')
  const today = dayOf(now)
  const team = (await businessTeam(store, doc.partnership, today)).map(person => person.id)
  await ask(doc.partnership, { people: awaited(arrangements, challenge, { today, team }), now })
  const wakeAt = nextAsking(arrangements, challenge, today)
  await store.commit(doc, [{ replace: challengeDraft(challenge, wakeAt), etag: doc.etag }])
}

/** Tells one person of a challenge: as it is when it is sent, with what they may do. */
function news(store: Store): DeliveryKind {
  return {
    ifUnknown: 'repeat',
    fallback: 'mention',
    async card(delivery, { partnership, now }) {
      if (!('person' in delivery.to)) return undefined
      const today = dayOf(now)
      const who = await whoIs(store, partnership, delivery.to.person, today)
      const wanted = delivery.about.id.replace('challenge:', '')
      const seen = who && (await seeChallenge(store, who, wanted, today))
      return who && seen ? challengeCardFor(store, { who, today }, seen) : undefined
    },
  }
}
