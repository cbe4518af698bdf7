import { addDays, type Day, sayDay } from '../partnership/day.ts'
import type { Action, ActionState, Owner } from './action.ts'
import type { ActionVerb } from './action-transitions.ts'
import { type Author, decidesForAll, type Step } from './step.ts'
import { answersMeant } from './whose-answer.ts'

type Effect = (action: Action, step: Step, author: Author) => Partial<ActionState> & { detail?: string }

/** What a step changes beside the status. */
export const effects: Partial<Record<ActionVerb, Effect>> = {
  done: (action, step, author) => {
    if (!action.eachAgency) return { asked: undefined }
    const theirs = answersMeant(action, step, author)
    const owners = action.owners.map(owner =>
      theirs.includes(owner) ? { ...owner, answeredAt: author.now } : owner,
    )
    const open = owners.filter(owner => owner.answeredAt === undefined).length
    if (open === 0) return { owners, asked: undefined }
    // What another agency waits for, it waits for still.
    const waits = action.status === 'blocked' && { status: action.status, blockedBy: action.blockedBy }
    const whose = step.agency && decidesForAll(author.roles) ? step.agency.name : 'their agency'
    const detail = `for ${whose}; ${open} still to answer`
    return { owners, ...(waits || { status: 'in-progress' }), detail }
  },
  return: (action, step, author) => {
    const back = answersMeant(action, step, author)
    const owners = action.owners.map(owner => (back.includes(owner) ? askedAgain(owner) : owner))
    const whose = step.allAgencies ? 'to all' : `to ${step.agency?.name ?? 'all'}`
    return {
      owners,
      ...settled,
      chasedOn: author.today,
      ...(action.eachAgency ? { detail: whose } : {}),
    }
  },
  'not-pursue': () => ({ asked: undefined }),
  reopen: (action, _step, { today }) => ({
    owners: action.owners.map(askedAgain),
    ...settled,
    chasedOn: today,
  }),
  block: (_action, { agency }) => ({ blockedBy: agency?.id ?? '', detail: agency?.name ?? '' }),
  'ask-date': (action, { dueOn = action.dueOn, note }, { person }) => ({
    asked: { dueOn, reason: note.trim(), by: person },
    detail: `${sayDay(dueOn)} instead of ${sayDay(action.dueOn)}`,
  }),
  extend: (action, { dueOn = action.dueOn, note }, author) =>
    moved(action, { dueOn, reason: note.trim() }, author),
  'agree-date': (action, _step, author) => (action.asked ? moved(action, action.asked, author) : {}),
  'refuse-date': () => ({ asked: undefined }),
  reassign: (action, { person }, { today, roles, leads }) => {
    if (!person) return {}
    const taken: Owner = { person: person.id, agency: person.agency }
    const goes = (owner: Owner): boolean => {
      if (action.eachAgency) return owner.agency === person.agency
      return decidesForAll(roles) || leads.includes(owner.agency)
    }
    const stay = action.owners.filter(owner => !goes(owner) && owner.person !== person.id)
    const owners = action.eachAgency
      ? action.owners.map(owner => (goes(owner) ? taken : owner))
      : [...stay, taken]
    return { owners, ...settled, chasedOn: today, detail: `to ${person.name}` }
  },
  'to-agenda': (_action, { meeting }) => ({ agenda: meeting, detail: sayDay(meeting ?? '') }),
  // The step of today is still to come, whatever was asked this morning.
  raise: ({ version }, { note }, { person, today }) => ({
    raised: { on: today, by: person, reason: note.trim(), version: version + 1 },
    agenda: undefined,
    chasedOn: addDays(today, -1),
  }),
  transfer: (_action, { group }) => ({ ...settled, detail: `to ${group?.name ?? ''}` }),
  describe: (action, { details = {} }) => ({ ...details, detail: saidDetails(action, details) }),
}

/** Which details, and what stood there before: nothing that was said is lost. */
function saidDetails(action: Action, details: NonNullable<Step['details']>): string {
  const said = Object.keys(details).map(key => {
    const before = action[key as keyof typeof details]
    const was = typeof before === 'object' ? before.word : before
    const name = details[key as keyof typeof details] === undefined ? `${key} taken away` : key
    return was === undefined || was === '' ? name : `${name} (before: ${was})`
  })
  return said.join(', ')
}

/** A new date or owner, and its return, end what was asked and what was raised. */
const settled = { asked: undefined, agenda: undefined, raised: undefined }

const askedAgain = ({ person, agency }: Owner): Owner => ({ person, agency })

function moved(
  action: Action,
  { dueOn, reason }: { dueOn: Day; reason: string },
  { person, now, today }: Author,
): ReturnType<Effect> {
  const move = { from: action.dueOn, to: dueOn, reason, by: person, at: now }
  return {
    dueOn,
    ...settled,
    dueMoves: [...action.dueMoves, move],
    chasedOn: today,
    detail: `from ${sayDay(action.dueOn)} to ${sayDay(dueOn)}`,
  }
}
