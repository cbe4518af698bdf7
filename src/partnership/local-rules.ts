import { z } from 'zod'
import type { Arrangements } from './arrangements.ts'
import { addDays, type Day, isDay, sayDay } from './day.ts'
import { hasLeft } from './presence.ts'

/**
 * What a partnership decides for itself, in the chat, beside its file: when is chased and by how much, who is on
 * leave, who wants no reminders, on which days it is closed. Kept with the arrangements; an import leaves it alone.
 */
const days = (least: number, most: number) =>
  z.number().int().min(least, `must be at least ${least}`).max(most, `must be at most ${most}`)

/** Whom a step of chasing goes to. */
export type Chased = 'owner' | 'deputy' | Escalated

export const escalated = ['agency-lead', 'chairs', 'business-manager', 'executive', 'partners'] as const
/** Whom what is late goes to beyond its owner. */
export type Escalated = (typeof escalated)[number]

const whom = z.array(z.enum(escalated)).min(1, 'is at least one').max(escalated.length)

export const chasingRules = z.object({
  /** Working days before the due date on which the owner is reminded. */
  reminders: z.array(days(1, 30)).max(5, 'are at most five'),
  /** Working days after it on which owner and deputy are chased; 0 is the due date itself. */
  chases: z.array(days(0, 30)).max(6, 'are at most six'),
  /** Working days after it on which the agency's lead and the chairs are told. */
  tellChairs: days(1, 60),
  /** … on which the chairs and the business manager are asked for a decision. */
  askDecision: days(1, 90),
  /** … on which it goes to the Executive when no decision was taken. */
  executive: days(2, 120),
  /** Working days after which whoever owes a decision, an agreement or an answer is asked again. */
  again: days(1, 30),
  /** Working days in which an agency's senior manager answers a challenge. */
  answerChallenge: days(1, 60),
  /** Working days from the notification by which agencies' returns are asked for. */
  returnsDue: days(1, 15),
  /** … on which whoever answers for an agency is chased for its return. */
  chaseReturns: z.array(days(1, 15)).max(5, 'are at most five'),
  /** … on which returns that are still to come go to the business team and the Executive's chair. */
  escalateReturns: days(1, 30),
  /** Who is told, of whom a decision is asked, and to whom it goes when none was taken. */
  tellWhom: whom,
  decisionOf: whom,
  executiveOf: whom,
  /** Working days before a seat falls vacant on which the business team is told. */
  vacancyNotice: days(1, 120),
})
export type ChasingRules = z.infer<typeof chasingRules>

/** Local rule, after docs/field.md ("Chasing and escalation"): every number is a setting. */
export const defaultRules: ChasingRules = {
  reminders: [5, 1],
  chases: [0, 1, 3],
  tellChairs: 5,
  askDecision: 10,
  executive: 20,
  again: 5,
  answerChallenge: 10,
  returnsDue: 7,
  chaseReturns: [5, 7],
  escalateReturns: 8,
  tellWhom: ['agency-lead', 'chairs'],
  decisionOf: ['chairs', 'business-manager'],
  executiveOf: ['executive', 'partners', 'chairs', 'business-manager'],
  vacancyNotice: 20,
}

const day = z.string().refine(isDay)

const leave = z.object({ from: day, until: day })
export type Leave = z.infer<typeof leave>
/** An earlier version kept one a person. */
const leaves = z.union([z.array(leave), leave.transform(one => [one])])

export const localRules = z.object({
  chasing: chasingRules.partial().default({}),
  /** By group: what differs from the partnership's. */
  groups: z.record(z.string(), chasingRules.partial()).default({}),
  /** By person: from when to when they are away, both days included, the earliest first. */
  away: z.record(z.string(), leaves).default({}),
  /** By person: since when they get no reminders. Decisions and agreements are still asked of them. */
  remindersOff: z.record(z.string(), day).default({}),
  /** Days on which the partnership is closed, beside those of its file. */
  closures: z.array(day).max(200).default([]),
})
export type LocalRules = z.infer<typeof localRules>

type Local = Pick<Arrangements, 'local' | 'presence'>

/** The numbers that chasing goes by: the group's own, else the partnership's, else the defaults. */
export function rulesFor({ local }: Local, group?: string): ChasingRules {
  return { ...defaultRules, ...local?.chasing, ...(group ? local?.groups[group] : {}) }
}

/** Whether nothing can be asked of somebody on a day: they are on leave, or have left. */
export function isAway(arrangements: Local, person: string, on: Day): boolean {
  const leaves = arrangements.local?.away[person] ?? []
  return leaves.some(({ from, until }) => from <= on && on <= until) || hasLeft(arrangements, person, on)
}

/**
 * The leaves of somebody with one more. It says how it is from its first day on: another that touches it makes way,
 * but what has begun already keeps the days before. What is over is forgotten.
 */
export function withLeave(leaves: readonly Leave[], added: Leave, today: Day): Leave[] {
  const others = leaves.map(one => {
    if (one.until < added.from || added.until < one.from) return one
    return one.from <= today ? { from: one.from, until: addDays(added.from, -1) } : added
  })
  const kept = others.filter(one => one !== added && one.until >= today)
  return [...kept, added].sort((a, b) => a.from.localeCompare(b.from))
}

/** 'until Thu 18 Oct', or 'from … until …' when it has not begun. */
export const sayLeave = ({ from, until }: Leave, today: Day): string =>
  from > today ? `from ${sayDay(from, today)} until ${sayDay(until, today)}` : `until ${sayDay(until, today)}`

/** Whether somebody wants no reminders of what is theirs to do. */
export function wantsNoReminders({ local }: Local, person: string): boolean {
  return local?.remindersOff[person] !== undefined
}

/** Every reason why these numbers cannot stand together. */
export function ruleProblems(rules: ChasingRules): string[] {
  const problems: string[] = []
  const lastChase = Math.max(-1, ...rules.chases)
  if (new Set(rules.reminders).size < rules.reminders.length) problems.push('A reminder day is there twice.')
  if (new Set(rules.chases).size < rules.chases.length) problems.push('A chasing day is there twice.')
  if (rules.tellChairs <= lastChase) problems.push('The chairs are told after the last chaser, not before.')
  if (rules.askDecision <= rules.tellChairs)
    problems.push('A decision is asked for after the chairs are told.')
  if (rules.executive <= rules.askDecision)
    problems.push('It goes to the Executive after the chairs were asked for a decision.')
  if (rules.escalateReturns <= Math.max(rules.returnsDue, ...rules.chaseReturns))
    problems.push('Late returns go to the chair after they are due and were chased.')
  // Somebody who may decide must be among those of whom it is asked.
  if (!rules.decisionOf.includes('chairs'))
    problems.push('A decision is asked of the chairs, whoever else is asked.')
  if (!rules.executiveOf.includes('executive'))
    problems.push('What nobody decided goes to the Executive, whoever else it goes to.')
  return problems
}
