import { z } from 'zod'
import { isDay } from './day.ts'
import type { Held } from './held.ts'
import type { LocalRules } from './local-rules.ts'
import type { Presence } from './presence.ts'
import { looseDate } from './terms.ts'

/**
 * A partnership's arrangements as its file states them (format: docs/partnership-file.md): who works with whom,
 * under which names, in which groups, chaired by whom from when to when. People are kept apart, one document each.
 */
const id = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/, {
  error: 'is not an id. Use 1 to 64 small letters, digits and hyphens, such as chief-nurse-bwc',
})
const worded = (error: string) => z.string().trim().min(1, { error }).max(300)
const text = worded('is empty. Write something here')
const optionalText = worded('is empty. Write something, or leave the line out').optional()
const day = z.string().refine(isDay, { error: 'is not a day. Write it as 2019-03-31' })
const dated = { from: looseDate.optional(), to: looseDate.optional() }

const dayOfMonth = /^(first|second|third|fourth|last) (monday|tuesday|wednesday|thursday|friday)$/

/** What refs begin with. */
export const codePattern = /^[A-Z][A-Z0-9]{1,11}$/

/** When a group meets. `on` and `startsOn` (or `dates`) are what agendas are made from; the rest describes. */
export const meets = z.strictObject({
  every: z.enum(['month', 'two-months', 'quarter']).optional(),
  on: z
    .string()
    .regex(dayOfMonth, { error: 'is not a meeting day. Write, for example: second thursday' })
    .optional(),
  at: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: 'is not a time. Write it as 14:00' })
    .optional(),
  startsOn: day.optional(),
  dates: z.array(day).max(60).optional(),
  where: optionalText,
  themes: z.array(text).max(12).optional(),
  timesAYear: z.number().int().min(1).max(366).optional(),
  hostedByPartners: z.boolean().optional(),
  usualAttendance: z.number().int().min(0).optional(),
})

const holder = z.strictObject({ person: id, ...dated })
/** Who leads an agency or is a deputy: always, as an id alone, from when to when, or one after the other. */
export const held = z.union([id, holder, z.array(holder).min(1).max(20)], {
  error:
    'is nobody’s id, nor people with dates. Write chief-nurse-bwc, or { person: chief-nurse-bwc, to: 2019-03 }, or a list of such',
})

export const agency = z.strictObject({
  id,
  name: text,
  kind: z.enum(['statutory-partner', 'relevant-agency', 'independent']),
  /** Who answers for the agency: its requests for returns and its overdue actions go there. */
  lead: held.optional(),
  /** Whether it is the (or a) local authority: the duty to notify of a serious incident is its. */
  localAuthority: z.boolean().optional(),
  ...dated,
})

export const person = z.strictObject({
  id,
  title: text,
  /** Shown instead of the title where it is given. */
  name: optionalText,
  agency: z.union([id, z.literal('not-stated')], {
    error: 'is not the id of an agency. Write one that stands under agencies, or not-stated',
  }),
  businessTeam: z.boolean().optional(),
  vacant: z.boolean().optional(),
  /** Who may answer for them. */
  deputy: held.optional(),
  /** The Entra object id, and the tenant in which the bot meets them. */
  entraId: z.string().min(1).max(100).optional(),
  tenant: z.string().min(1).max(100).optional(),
  /** Of another organisation, where a directory says so: a guest may have an account in the host's tenant. */
  guest: z.boolean().optional(),
  /** Where they are written to by other means when Teams does not reach them. */
  email: z.email({ error: 'is not an e-mail address' }).max(254).optional(),
  locality: optionalText,
  /** What bulletins can be addressed by: health visitor, designated safeguarding lead. */
  roles: z.array(text).max(10).optional(),
  ...dated,
})

const chairTerm = z.strictObject({
  person: id,
  role: z.enum(['chair', 'co-chair', 'vice-chair']),
  ...dated,
})

/** Somebody in a group: always, as an id alone, or from when to when. */
const membership = z.union([id, z.strictObject({ person: id, ...dated })], {
  error:
    'is nobody’s id, nor a person with dates. Write chief-nurse-bwc, or { person: chief-nurse-bwc, from: 2019-01 }',
})
export type Membership = z.infer<typeof membership>

export const group = z.strictObject({
  id,
  /** What its refs begin with: QIO in QIO-26-014. Without one, the id in capitals, letters and digits only. */
  code: z
    .string()
    .regex(codePattern, {
      error: 'is not a code. Use 2 to 12 capital letters and digits, such as QIO',
    })
    .optional(),
  name: text,
  kind: z.enum(['executive', 'sub-group', 'assembly', 'forum', 'event', 'linked-body']),
  reportsTo: z.array(id).optional(),
  chairs: z.array(chairTerm).optional(),
  members: z.array(membership).optional(),
  /** Who may read its log and agendas, and no more. */
  observers: z.array(membership).optional(),
  /** Whether owners may move a due date once without a chair's word. */
  ownersMoveOnce: z.boolean().optional(),
  meets: meets.optional(),
  assurance: z
    .strictObject({ rating: z.string(), para: z.number().optional(), note: z.string().optional() })
    .optional(),
})

export const partnershipFile = z.strictObject({
  partnership: z.strictObject({
    id,
    timeZone: z.literal('Europe/London', { error: 'must be Europe/London: days are London days' }),
    holidays: z.literal('england', { error: 'must be england: working days are those of England' }),
    extraClosures: z.array(day),
    names: z.array(z.strictObject({ name: text, short: text, ...dated })).min(1),
    reportingYear: z
      .strictObject({
        startsOn: z.string().refine(dayOfYear => isDay(`2000-${dayOfYear}`), {
          error: 'is not a day of the year. Write it as 04-01',
        }),
      })
      .optional(),
    region: id.optional(),
    /** Who is told where rules say the business manager; without one, the whole business team. */
    businessManager: id.optional(),
    reportRecipients: z.array(text).optional(),
  }),
  agencies: z.array(agency).min(1),
  people: z.array(person).min(1),
  groups: z.array(group).min(1),
  priorities: z.array(z.strictObject({ id, name: text, ...dated })).optional(),
  chairFunctions: z.record(z.string().regex(/^[a-z]$/), text).optional(),
  /** Local rules of bulletins: who beside the business team writes them and to whom, and when a chair approves. */
  bulletins: z
    .strictObject({
      authors: z
        .array(
          z.strictObject({
            person: id,
            mayReach: z.union(
              [
                z.literal('everyone'),
                z.strictObject({ agencies: z.array(id).optional(), groups: z.array(id).optional() }),
              ],
              { error: 'should be everyone, or lists of agencies and groups by their ids' },
            ),
          }),
        )
        .max(100)
        .optional(),
      chairOver: z.number().int().min(0).optional(),
      mostReminders: z.number().int().min(0).max(5).optional(),
    })
    .optional(),
})

export type PartnershipFile = z.infer<typeof partnershipFile>
export type Agency = z.infer<typeof agency>
export type Group = z.infer<typeof group>
export type Person = z.infer<typeof person>
export type Meets = z.infer<typeof meets>

/** Everything of the file but the people; of them, who stands in for whom. */
export type Arrangements = Omit<PartnershipFile, 'people'> & {
  /** By person, their deputies. */
  deputies?: Readonly<Record<string, Held>>
  /** By person, from when to when they are there, where that is not always. */
  presence?: Presence
  /** What is decided in the chat, not in the file. */
  local?: LocalRules
}

/** What a group's refs begin with. */
export function codeOf(group: { id: string; code?: string | undefined }): string {
  return group.code ?? group.id.toUpperCase().replaceAll(/[^A-Z0-9]/g, '')
}
