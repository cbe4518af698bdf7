import { cardStandsSeconds } from '../delivery/delivery.ts'
import { secondsAfter } from '../partnership/day.ts'
import { leavesGuestsOut } from './audience-rules.ts'
import { type Bulletin, correctionTally, type Job, reminderTally, tallyId, type Words } from './bulletin.ts'
import { type BulletinVerb, ruleOf, statusAfter } from './bulletin-transitions.ts'

export type Taken = {
  verb: BulletinVerb
  by: string
  now: string
  /** What was said with it. */
  note: string
  /** New words: of a draft, or of a correction. */
  words?: Words | undefined
  audience?: Bulletin['audience'] | undefined
  /** When it is to be sent: instant, UTC. */
  sendAt?: string | undefined
  /** Of a resend: which states. */
  states?: Extract<Job, { kind: 'gather' }>['states'] | undefined
}

/**
 * Copies are looked for once all that were made with the old words stand as sending: the bulletin is known for half a
 * second (known-bulletins.ts), and a card stands for one second.
 */
const settledAfterSeconds = cardStandsSeconds + 1

/** The bulletin after a step that may be taken: how it stands, and what the wake loop has to do for it. Pure. */
export function applyStep(before: Bulletin, taken: Taken): Bulletin {
  const { verb, by, now, note } = taken
  const what = note === '' ? ruleOf(verb).past : `${ruleOf(verb).past}: ${note}`
  const stepped: Bulletin = {
    ...before,
    version: before.version + 1,
    status: statusAfter(verb, before.status),
    history: [...before.history, { at: now, by, what }],
  }
  const effect = effects[verb]
  return effect ? effect(stepped, taken) : stepped
}

type Effect = (bulletin: Bulletin, taken: Taken) => Bulletin

/** A draft has no audience that was counted: it may change. */
export const thawed = (bulletin: Bulletin): Bulletin =>
  bulletin.frozen ? { ...bulletin, frozen: { ...bulletin.frozen, done: false, total: 0 } } : bulletin

/** Of the work under way, what does not concern sending copies goes on: what has a tally of its own, and these. */
const apart = ({ work }: Bulletin): Job[] =>
  work.filter(job => job.kind === 'spread' || job.kind === 'remind' || hasOwnTally(job))

const hasOwnTally = (job: Job): boolean => 'tally' in job && job.tally !== undefined

/** What finds out whom it is to be sent to is done all the same when it is paused: a pause forgets nobody. */
const findingOut = ({ work }: Bulletin): Job[] =>
  work.filter(job => job.kind === 'leavers' || (job.kind === 'gather' && !hasOwnTally(job)))

/** Nothing more is sent of it, and nobody is reminded of it. */
const dropped = (bulletin: Bulletin): Bulletin => {
  const { work } = withWork(bulletin, { kind: 'drop' })
  return {
    ...bulletin,
    reminders: withLast(bulletin.reminders, last => ({ ...last, stopped: true })),
    work: work.filter(job => job.kind !== 'remind' && !isReminding(bulletin, job)),
  }
}

const withLast = <One>(list: readonly One[], change: (last: One) => One): One[] =>
  list.map((one, i) => (i === list.length - 1 ? change(one) : one))

/** Of a reminder that goes on after it was stopped. */
const isReminding = ({ ref, reminders }: Bulletin, job: Job): boolean =>
  'tally' in job && reminders.some(({ no }) => job.tally === reminderTally(ref, no))

const withWork = (bulletin: Bulletin, ...jobs: Job[]): Bulletin => ({
  ...bulletin,
  work: [...apart(bulletin), ...jobs],
})

const startRun: Effect = (bulletin, { by, now, verb }) => ({
  ...bulletin,
  sendAt: undefined,
  progress: undefined,
  sending: {
    by,
    at: now,
    run: (bulletin.sending?.run ?? 0) + 1,
    ...(verb === 'resend' ? { again: true } : {}),
  },
})

const withWriter = (writers: readonly string[] = [], by: string): string[] => [...new Set([...writers, by])]

const effects: Partial<Record<BulletinVerb, Effect>> = {
  edit(bulletin, { by, words = bulletin.words, audience = bulletin.audience }) {
    const edited = { ...bulletin, writers: withWriter(bulletin.writers, by), words }
    const { list } = bulletin.audience
    // What was found of the list since the form was opened stays known.
    if (audience.list?.id === list?.id) return { ...edited, audience: { ...audience, list } }
    return {
      ...withWork(edited, ...(audience.list ? [{ kind: 'look-up', part: 0 } as const] : [])),
      audience,
    }
  },
  /** Each proposal freezes its audience anew; what was counted before goes. */
  propose(bulletin, { now }) {
    const { frozen, ref } = bulletin
    const discard: Job[] = frozen ? [{ kind: 'discard', tally: tallyId(ref, frozen.no) }] : []
    const no = (frozen?.no ?? 0) + 1
    return {
      ...withWork(bulletin, ...discard, { kind: 'count' }),
      approved: undefined,
      frozen: {
        no,
        done: false,
        total: 0,
        at: now,
        guests: 0,
        guestsBy: {},
        guestsOut: leavesGuestsOut(bulletin),
      },
    }
  },
  // Counting stops, and nobody is asked to approve a draft.
  return: bulletin => thawed(withWork(bulletin)),
  'take-back': bulletin => ({ ...thawed(withWork(bulletin)), approved: undefined, sendAt: undefined }),
  approve: (bulletin, { by, now }) => ({ ...bulletin, approved: { by, at: now }, writers: [] }),
  send: (bulletin, taken) => startRun(withWork(bulletin, { kind: 'leavers' }, { kind: 'release' }), taken),
  schedule: (bulletin, { sendAt }) => ({ ...bulletin, sendAt }),
  pause: bulletin => withWork(bulletin, ...findingOut(bulletin), { kind: 'hold' }),
  // The same run: whoever set it going goes on seeing how far it is on the same card.
  resume: (bulletin, { now }) => ({
    ...withWork(bulletin, ...findingOut(bulletin), { kind: 'release' }),
    progress: bulletin.progress && { ...bulletin.progress, at: now, nextAt: now, perSecond: 0 },
  }),
  cancel: bulletin => ({ ...dropped(bulletin), sendAt: undefined }),
  resend: (bulletin, taken) =>
    startRun(withWork(bulletin, { kind: 'gather', states: taken.states ?? [] }, { kind: 'release' }), taken),
  reopen: bulletin => ({ ...thawed(withWork(bulletin)), approved: undefined }),
  /** Whoever was not sent it, but for those who have left. */
  'send-rest': (bulletin, taken) =>
    startRun(
      withWork(
        bulletin,
        { kind: 'gather', states: ['not-needed'] },
        { kind: 'leavers' },
        { kind: 'release' },
      ),
      taken,
    ),
  stop: dropped,
  remind(bulletin, { by, now }) {
    const last = bulletin.reminders.at(-1)
    if (last?.stopped) return remindOn(bulletin, last.no)
    const no = bulletin.reminders.length + 1
    return {
      ...bulletin,
      reminders: [...bulletin.reminders, { no, by, at: now }],
      work: [...bulletin.work, { kind: 'remind', no }],
    }
  },
  correct: (bulletin, { by, now, note, words }) => ({
    ...bulletin,
    pending: {
      words: words ?? bulletin.words,
      why: note,
      writers: withWriter(bulletin.pending?.writers, by),
      times: (bulletin.pending?.times ?? bulletin.dropped ?? 0) + 1,
      by,
      at: now,
    },
  }),
  'drop-correction': bulletin => ({ ...bulletin, pending: undefined, dropped: bulletin.pending?.times }),
  'approve-correction'(bulletin, taken) {
    const { pending } = bulletin
    if (!pending) return bulletin
    const corrected = { ...bulletin, words: pending.words, pending: undefined, dropped: undefined }
    return spread(corrected, { ...taken, by: pending.by, note: pending.why })
  },
  /** Its words stay, to be written on. */
  'return-correction': (bulletin, { note }) => ({
    ...bulletin,
    pending: bulletin.pending && { ...bulletin.pending, returned: note },
  }),
  withdraw(bulletin, taken) {
    const { by, now, note: why } = taken
    return spread({ ...dropped(bulletin), withdrawn: { by, at: now, why }, pending: undefined }, taken)
  },
  /** Of the latest change alone: those before it are overtaken. */
  'try-again'(bulletin) {
    const tally = correctionTally(bulletin.ref, bulletin.corrections.length)
    const states = ['failed', 'unreachable', 'unconfirmed'] as const
    const again: Job[] = [
      { kind: 'gather', states: [...states], tally },
      { kind: 'release', tally },
    ]
    return { ...bulletin, work: [...bulletin.work, ...again] }
  },
}

/** The reminder that was stopped, to those who did not get it. */
function remindOn(bulletin: Bulletin, no: number): Bulletin {
  const tally = reminderTally(bulletin.ref, no)
  return {
    ...bulletin,
    reminders: withLast(bulletin.reminders, ({ stopped, ...last }) => last),
    work: [
      ...bulletin.work,
      { kind: 'remind', no },
      { kind: 'gather', states: ['not-needed'], tally },
      { kind: 'release', tally },
    ],
  }
}

/** Every copy that arrived is edited, once those that were made before are gone. */
function spread(bulletin: Bulletin, { by, now, note: why }: Taken): Bulletin {
  const no = bulletin.corrections.length + 1
  const at = secondsAfter(now, settledAfterSeconds)
  // An earlier correction that is not through yet is overtaken by this one.
  const others = bulletin.work.filter(job => job.kind !== 'spread')
  return {
    ...bulletin,
    corrections: [...bulletin.corrections, { no, why, by, at: now }],
    work: [...others, { kind: 'spread', no, at }],
  }
}
