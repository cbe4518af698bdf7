import { z } from 'zod'
import { type Day, isDay } from '../partnership/day.ts'
import type { Doc, Draft } from '../ports/store.ts'

const meetingBody = z.object({
  schema: z.literal(1),
  group: z.string(),
  date: z.string().refine(isDay),
  /** London time of day, where it is known. */
  at: z.string().optional(),
  where: z.string().optional(),
  /** What this meeting is given to, where a group alternates. */
  theme: z.string().optional(),
  /** Items asked for by members, beside the standing ones. */
  items: z.array(
    z.object({
      title: z.string(),
      by: z.string(),
      addedOn: z.string(),
      /** The action that was taken to it, and what the meeting is to decide on it. */
      action: z.string().optional(),
      question: z.string().optional(),
    }),
  ),
  version: z.number().int(),
  /** Whether its agenda has been put in line for the group's channel. */
  agendaOut: z.boolean(),
  /** Its series no longer has it. Its items have gone to the next meeting, where there is one. */
  cancelled: z.object({ next: z.string().refine(isDay).optional() }).optional(),
})

/** One meeting of a group, made from its series some months ahead. */
export type Meeting = z.infer<typeof meetingBody>

export const meetingId = (group: string, date: Day): string => `meeting:${group}:${date}`

export function meetingDraft(meeting: Meeting, wakeAt?: string): Draft {
  const { group, date } = meeting
  return { id: meetingId(group, date), type: 'meeting', body: meeting, tags: [], sort: date, wakeAt }
}

export const readMeeting = (doc: Doc): Meeting => meetingBody.parse(doc.body)
