import type { Action } from '../../src/actions/index.ts'
import { addDays, at, type Day, worksOn } from './simulated-days.ts'
import {
  chance,
  madeUpPartnership,
  type Reached,
  recordAll,
  type Simulation,
  simulate,
} from './simulation.ts'

export type Span = {
  first: Day
  last: Day
  people: number
  groups: number
  actions: number
  /** Days on which nothing runs. */
  down: readonly Day[]
  closures: readonly Day[]
}

export type Leave = { person: string; from: Day; until: Day }
export type Shown = { section: string; ref: string }

/** What happened: what was recorded and said, and every card that arrived. */
export type Lived = {
  simulation: Simulation
  due: ReadonlyMap<string, Day>
  leaves: readonly Leave[]
  /** By ref, with whom it was at first. */
  owners: ReadonlyMap<string, string>
}

const isSilent = (person: string): boolean => Number(person.replace('person-', '')) % 4 === 0
const isSilentGroup = (ref: string): boolean => Number(ref.slice(2, ref.indexOf('-'))) % 3 === 2

export const rowsOf = (card: Reached['card']): Shown[] => {
  const sections = (card.data['sections'] ?? []) as { title: string; rows: { title: string }[] }[]
  return sections
    .flatMap(({ title, rows }) => rows.map(row => ({ section: title, ref: row.title.split(' ')[0] ?? '' })))
    .filter(({ ref }) => ref.startsWith('GR'))
}

export const isChaser = ({ card }: Reached): boolean => card.summary.startsWith('For your answer')

/** A span of a partnership's life, day by day: mornings, what some answer and decide, leave, days without the loop. */
export async function live(store: Parameters<typeof simulate>[0], span: Span): Promise<Lived> {
  const simulation = await simulate(store, madeUpPartnership(span), at(span.first, '07:00'))
  const actions = recorded(span)
  await recordAll(store, actions)
  const leaves: Leave[] = []
  const owners = new Map(actions.map(({ ref, owners }) => [ref, owners[0]?.person ?? '']))
  const lived = { simulation, leaves, owners, due: new Map(actions.map(({ ref, dueOn }) => [ref, dueOn])) }
  for (let day = span.first; day <= span.last; day = addDays(day, 1)) {
    const runs = !span.down.includes(day)
    const dice = chance(Number(day.replaceAll('-', '')))
    const before = simulation.reached.length
    if (runs) await simulation.goTo(at(day, '09:00'))
    const arrived = simulation.reached.slice(before)
    simulation.setNow(at(day, '11:00'))
    for (const one of arrived) if (!isSilent(one.person)) await answer(one)
    if (worksOn(day, span.closures)) await goOnLeave()
    if (runs) await simulation.goTo(at(day, '19:30'))

    async function answer({ person, card }: Reached): Promise<void> {
      for (const { section, ref } of rowsOf(card)) {
        const text = answerTo({ section, ref }, dice, day)
        if (text !== undefined) await simulation.say(person, { text: `${ref} ${text}` })
      }
    }
    async function goOnLeave(): Promise<void> {
      const person = `person-${dice.below(span.people)}`
      const until = addDays(day, 1 + dice.below(10))
      await simulation.say(person, { text: `away until ${until}` })
      leaves.push({ person, from: addDays(day, 1), until })
    }
  }
  return lived
}

function recorded({ first, actions, people, groups }: Span): Action[] {
  const { below } = chance(7)
  return Array.from({ length: actions }, (_, i) => {
    const [group, owner] = [below(groups), 40 + below(people - 40)]
    // Some are said to be done already, so that within weeks what nobody agrees to is with the Executive.
    const done = {
      at: at(addDays(first, -18), '11:00'),
      by: `person-${owner}`,
      as: 'owner',
      verb: 'done' as const,
    }
    const isDone = i % 40 === 39
    return {
      schema: 1,
      ref: `GR${group}-26-${String(i + 1).padStart(3, '0')}`,
      group: `group-${group}`,
      what: `Number ${i}`,
      owners: [{ person: `person-${owner}`, agency: `agency-${owner % 10}` }],
      eachAgency: false,
      // Some are late already, so that within weeks every level is reached.
      dueOn: addDays(first, ((i * 7) % 70) - 20),
      dueMoves: [],
      marking: 'OFFICIAL',
      status: isDone ? 'awaiting-agreement' : 'open',
      version: isDone ? 2 : 1,
      history: [
        { at: at(addDays(first, -30), '07:00'), by: 'person-20', verb: 'record' },
        ...(isDone ? [done] : []),
      ],
      chasedOn: first,
    }
  })
}

function answerTo({ section, ref }: Shown, dice: ReturnType<typeof chance>, day: Day): string | undefined {
  const later = addDays(day, 5 + dice.below(20))
  if (section.startsWith('With you') && dice.happens(0.3))
    return dice.one([
      'update nearly',
      'done it was sent',
      `extend to ${later} because of leave`,
      'blocked by agency-4: the figures',
    ])
  if (section.startsWith('Said to be done: do') && !isSilentGroup(ref) && dice.happens(0.5))
    return dice.one(['agree', 'return: no dates'])
  if (section.startsWith('Another date') && !isSilentGroup(ref) && dice.happens(0.3))
    return dice.one(['agree the date', 'keep the date: the event is in spring'])
  if (section.startsWith('Waiting') && dice.happens(0.5)) return 'no longer blocked'
  if (section.startsWith('A decision') && !isSilentGroup(ref) && dice.happens(0.4))
    return dice.one([
      `extend to ${later} because it is nearly there`,
      `reassign to person-${50 + dice.below(50)} because of leave`,
      'to the agenda: who leads',
      'not pursued: it is done elsewhere',
      'raise: no agency will lead',
    ])
  return undefined
}
