import { z } from 'zod'
import { deliveryStates } from '../delivery/delivery.ts'
import type { Doc, Draft, Partition } from '../ports/store.ts'

export const bulletinStatuses = [
  'draft',
  'proposed',
  'approved',
  'scheduled',
  'sending',
  'paused',
  'sent',
  'cancelled',
] as const
export type BulletinStatus = (typeof bulletinStatuses)[number]

export const markings = ['OFFICIAL', 'OFFICIAL-SENSITIVE'] as const

/** What recipients read. */
const words = z.object({
  title: z.string(),
  /** Simple Markdown: bold, italics, bullets, links. Everything else shows as it was typed. */
  text: z.string(),
  /** The audit, review or other work it was learnt from. */
  source: z.string(),
  links: z.array(z.object({ url: z.string(), label: z.string() })),
  picture: z.object({ url: z.string(), alt: z.string() }).optional(),
  marking: z.enum(markings),
  /** Whether readers are asked to press Read and understood. */
  acknowledge: z.boolean(),
  /** Who answers questions: a person's id. */
  contact: z.string(),
  /** Where else questions go: an e-mail address. */
  replyTo: z.string(),
})
export type Words = z.infer<typeof words>

/** Who is meant. Within one kind any fits; of different kinds all must fit. Nothing named: everyone. */
const audience = z.object({
  agencies: z.array(z.string()).default([]),
  groups: z.array(z.string()).default([]),
  roles: z.array(z.string()).default([]),
  localities: z.array(z.string()).default([]),
  /** Whether guests of other organisations get it; where nothing is said, its marking decides. */
  guests: z.enum(['include', 'leave-out']).optional(),
  /** An uploaded list: of which upload, kept in how many parts, naming how many people once it is looked up. */
  list: z.object({ id: z.string(), parts: z.number().int(), people: z.number().int().optional() }).optional(),
})
export type Audience = z.infer<typeof audience>

/** What the wake loop has still to do, a part at a time; `after` says how far it is. */
const job = z.discriminatedUnion('kind', [
  /** Takes an audience that was counted before out of the way. */
  z.object({ kind: z.literal('discard'), tally: z.string() }),
  /** Finds the people whom a part of the uploaded list names. */
  z.object({ kind: z.literal('look-up'), part: z.number().int() }),
  /** Creates one held delivery for each person of the audience. */
  z.object({ kind: z.literal('count'), after: z.string().optional() }),
  /** Takes back deliveries in these states, to be sent again: copies, or those of one tally. */
  z.object({
    kind: z.literal('gather'),
    states: z.array(z.enum(deliveryStates)),
    tally: z.string().optional(),
  }),
  /** Takes those out who left since the audience was frozen. */
  z.object({ kind: z.literal('leavers'), after: z.string().optional() }),
  z.object({ kind: z.literal('release'), tally: z.string().optional() }),
  z.object({ kind: z.literal('hold') }),
  /** Takes back what has not left: copies, and reminders of them. */
  z.object({ kind: z.literal('drop') }),
  /** Edits every copy that arrived: the correction or withdrawal with this number, once those made before `at` are gone. */
  z.object({ kind: z.literal('spread'), no: z.number().int(), at: z.string(), after: z.string().optional() }),
  /** Reminds whoever has it and has not read it. */
  z.object({ kind: z.literal('remind'), no: z.number().int(), after: z.string().optional() }),
])
export type Job = z.infer<typeof job>

const said = { at: z.string(), by: z.string() }

const bulletinBody = z.object({
  schema: z.literal(1),
  ref: z.string(),
  version: z.number().int(),
  status: z.enum(bulletinStatuses),
  author: z.string(),
  /** Everybody who wrote on the draft since it was last approved: none of them can approve it. */
  writers: z.array(z.string()),
  words,
  audience,
  /** The audience, frozen: its number (each proposal freezes anew), whether all are counted, how many they are. */
  frozen: z
    .object({
      no: z.number().int(),
      done: z.boolean(),
      total: z.number().int(),
      at: z.string(),
      /** How many guests it means, people of other organisations' Teams: in all, and by agency. */
      guests: z.number().int().default(0),
      guestsBy: z.record(z.string(), z.number().int()).default({}),
      /** They are not among those counted: they are left out. */
      guestsOut: z.boolean().default(false),
      /** What it names that nobody counted fits. Before, roles and localities alone were looked at. */
      unmet: z
        .object({
          agencies: z.array(z.string()).default([]),
          groups: z.array(z.string()).default([]),
          roles: z.array(z.string()),
          localities: z.array(z.string()),
        })
        .optional(),
    })
    .optional(),
  approved: z.object(said).optional(),
  /** When it is to be sent: instant, UTC. */
  sendAt: z.string().optional(),
  /** When sending began, and by whom: they get the progress. `again`: it was through before, and only some get it again. */
  sending: z.object({ ...said, run: z.number().int(), again: z.boolean().optional() }).optional(),
  /** How often progress was looked at in this run, when it is next, how many were dealt with by then, at what rate. */
  progress: z
    .object({
      shown: z.number().int(),
      at: z.string(),
      nextAt: z.string(),
      done: z.number().int(),
      perSecond: z.number(),
    })
    .optional(),
  /** New words that wait for a second person: by whom, proposed so many times, and where they were returned, why. */
  pending: z
    .object({
      words,
      why: z.string(),
      writers: z.array(z.string()),
      times: z.number().int(),
      returned: z.string().optional(),
      ...said,
    })
    .optional(),
  /** How often corrections were proposed that were dropped, since one was last approved: approvers may have seen those. */
  dropped: z.number().int().optional(),
  /** Of whom the approval of what waits was asked last, when, for which time; and when it is asked again. */
  asked: z
    .object({
      people: z.array(z.string()),
      at: z.string(),
      times: z.number().int(),
      nextAt: z.string().optional(),
    })
    .optional(),
  /** What was corrected, in order; the last may be the withdrawal. */
  corrections: z.array(z.object({ no: z.number().int(), why: z.string(), ...said })),
  withdrawn: z.object({ why: z.string(), ...said }).optional(),
  /** Stopped, the next reminder is the same one going on: nobody gets it twice. */
  reminders: z.array(z.object({ no: z.number().int(), stopped: z.boolean().optional(), ...said })),
  work: z.array(job),
  history: z.array(z.object({ ...said, what: z.string() })),
})
export type Bulletin = z.infer<typeof bulletinBody>

/** Who has done what no person did: its time had come. */
export const convenor = 'convenor'

export const bulletinRefPattern = /^LB-\d{2}-\d{3,5}$/

export const bulletinId = (ref: string): string => `bulletin:${ref}`
export const bulletinPartition = (partnership: string, ref: string): Partition => ({
  partnership,
  scope: `bulletin:${ref}`,
})

/** The delivery to one person of the audience that was frozen with this number. */
export const copyId = (ref: string, no: number, person: string): string => `bulletin:${ref}:${no}:${person}`
export const tallyId = (ref: string, no: number): string => `tally:${ref}:${no}`
export const correctionTally = (ref: string, no: number): string => `tally:${ref}:correction-${no}`
export const reminderTally = (ref: string, no: number): string => `tally:${ref}:reminder-${no}`

/** The bulletin as it is kept. It wakes while there is work, at the moment it is to be sent, and while it is sent. */
export function bulletinDraft(bulletin: Bulletin, now: string): Draft {
  return {
    id: bulletinId(bulletin.ref),
    type: 'bulletin',
    body: bulletin,
    tags: [
      'bulletin',
      `status:${bulletin.status}`,
      `author:${bulletin.author}`,
      ...(approvalWaits(bulletin) ? [waitsTag] : []),
    ],
    sort: bulletin.ref,
    wakeAt: wakesAt(bulletin, now),
  }
}

/** Of a reader's question that nobody has answered yet. */
export const openQuestionTag = 'open-question'

/** Of what waits for a second person. */
export const waitsTag = 'waits-for-approval'

/** Whether a second person is asked: to approve it, once its audience is counted, or a correction. */
export const approvalWaits = ({ status, frozen, pending, withdrawn }: Bulletin): boolean =>
  (status === 'proposed' && frozen?.done === true) ||
  (pending !== undefined && pending.returned === undefined && !withdrawn)

function wakesAt(bulletin: Bulletin, now: string): string | undefined {
  const { work, status, sendAt, progress, asked } = bulletin
  const [first] = work
  if (first) return first.kind === 'spread' && first.at > now ? first.at : now
  const moments = [
    ...(status === 'scheduled' ? [sendAt] : []),
    ...(status === 'sending' ? [progress?.nextAt ?? now] : []),
    ...(approvalWaits(bulletin) ? [asked?.nextAt] : []),
  ]
  return moments.filter(moment => moment !== undefined).sort()[0]
}

export const readBulletin = (doc: Doc): Bulletin => bulletinBody.parse(withWriters(doc.body as Before))

/** Before, a bulletin knew the last writer alone. */
type Before = { wordsBy?: string; writers?: string[]; pending?: { by: string; writers?: string[] } }

function withWriters({ wordsBy, pending, ...body }: Before): object {
  return {
    ...body,
    writers: body.writers ?? (wordsBy === undefined ? [] : [wordsBy]),
    ...(pending ? { pending: { ...pending, writers: pending.writers ?? [pending.by] } } : {}),
  }
}
