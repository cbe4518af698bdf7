import { expect } from 'chai'
import { type Action, actionDraft, readAction } from '../../src/actions/index.ts'
import { openSqliteStore } from '../../src/adapters/sqlite/sqlite-store.ts'
import { readChallenge } from '../../src/challenges/challenge.ts'
import { nextAttention } from '../../src/chasing/index.ts'
import { addDays, type Day, dayOf } from '../../src/partnership/day.ts'
import { groupPartition, loadArrangements } from '../../src/partnership/records.ts'
import type { Store } from '../../src/ports/store.ts'
import {
  at,
  chance,
  madeUpPartnership,
  type Reached,
  type Simulation,
  simulate,
  workingDay,
  worksOn,
} from '../support/simulation.ts'

type Row = { title: string }
type Shown = { section: string; ref: string }
type Leave = { person: string; from: Day; until: Day }

const spans = [
  {
    name: 'a quarter over Easter and the clocks’ going forward',
    first: '2026-02-02',
    last: '2026-04-30',
    people: 500,
    groups: 12,
    actions: 2000,
    down: ['2026-02-24', '2026-02-25', '2026-02-26', '2026-04-03', '2026-04-07'],
  },
  {
    name: 'four weeks over the clocks’ going back',
    first: '2026-10-12',
    last: '2026-11-06',
    people: 150,
    groups: 4,
    actions: 300,
    down: ['2026-10-26'],
  },
]

for (const span of spans) {
  describe(`chasing through ${span.name}: ${span.people} people, ${span.groups} groups, ${span.actions} actions`, function () {
    this.timeout(180_000)
    let store: Store
    let simulation: Simulation
    let actions: Action[]
    const leaves: Leave[] = []
    const due = new Map<string, Day>()
    const silentGroup = (group: string) => Number(group.replace('group-', '')) % 3 === 2
    const isSilent = (person: string) => Number(person.replace('person-', '')) % 4 === 0
    const ranOn = (day: Day) => worksOn(day) && !span.down.includes(day)
    const nextRun = (day: Day): Day => (ranOn(day) ? day : nextRun(addDays(day, 1)))

    before(async () => {
      // In memory: what a disk does is shown elsewhere, and three months are many commits.
      store = openSqliteStore(':memory:')
      simulation = await simulate(store, madeUpPartnership(span), at(span.first, '07:00'))
      await record()
      for (let day = span.first; day <= span.last; day = addDays(day, 1)) await live(day)
      actions = (await simulation.all('action')).map(readAction)
    })
    after(() => store.close())

    async function record() {
      const { below } = chance(7)
      const arrangements = await loadArrangements(store, 'simulated')
      if (!arrangements) throw new Error('The simulation has no arrangements.')
      for (let i = 0; i < span.actions; i += 1) {
        const group = below(span.groups)
        const action = recorded(i, {
          group,
          owner: 40 + below(span.people - 40),
          dueOn: addDays(span.first, 2 + below(70)),
        })
        due.set(action.ref, action.dueOn)
        const draft = actionDraft(action, nextAttention(action, arrangements))
        await store.commit(groupPartition('simulated', action.group), [{ create: draft }])
      }
    }

    function recorded(
      i: number,
      { group, owner, dueOn }: { group: number; owner: number; dueOn: Day },
    ): Action {
      return {
        schema: 1,
        ref: `GR${group}-26-${String(i + 1).padStart(3, '0')}`,
        group: `group-${group}`,
        what: `Number ${i}`,
        owners: [{ person: `person-${owner}`, agency: `agency-${owner % 10}` }],
        eachAgency: false,
        dueOn,
        dueMoves: [],
        marking: 'OFFICIAL',
        status: 'open',
        version: 1,
        history: [{ at: at(span.first, '07:00'), by: 'person-20', verb: 'record' }],
        chasedOn: span.first,
      }
    }

    /** One day: the morning, what people do about it, an evening look, and no look at all while the loop is down. */
    async function live(day: Day) {
      const dice = chance(Number(day.replaceAll('-', '')))
      const before = simulation.reached.length
      if (!span.down.includes(day)) await simulation.goTo(at(day, '09:00'))
      simulation.setNow(at(day, '11:00'))
      for (const reached of simulation.reached.slice(before)) await answer(reached, dice, day)
      if (worksOn(day)) await goOnLeave(dice, day)
      if (!span.down.includes(day)) await simulation.goTo(at(day, '19:30'))
    }

    async function answer({ person, card }: Reached, dice: ReturnType<typeof chance>, day: Day) {
      if (isSilent(person)) return
      for (const { section, ref } of rowsOf(card)) {
        const text = answerTo(section, ref, dice, day)
        if (text !== undefined) await simulation.say(person, { text: `${ref} ${text}` })
      }
    }

    function answerTo(section: string, ref: string, dice: ReturnType<typeof chance>, day: Day) {
      const later = addDays(day, 5 + dice.below(20))
      const group = `group-${ref.slice(2, ref.indexOf('-'))}`
      if (section.startsWith('With you') && dice.happens(0.3))
        return dice.one([
          'update nearly',
          'done it was sent',
          `extend to ${later} because of leave`,
          'blocked by agency-4: the figures',
        ])
      if (section.startsWith('Said to be done') && dice.happens(0.5))
        return dice.one(['agree', 'return: no dates'])
      if (section.startsWith('Waiting') && dice.happens(0.5)) return 'no longer blocked'
      if (section.startsWith('A decision') && !silentGroup(group) && dice.happens(0.4))
        return dice.one([
          `extend to ${later} because it is nearly there`,
          `reassign to person-${50 + dice.below(50)} because of leave`,
          'to the agenda: who leads',
          'not pursued: it is done elsewhere',
          'raise: no agency will lead',
        ])
      return undefined
    }

    async function goOnLeave(dice: ReturnType<typeof chance>, day: Day) {
      const person = `person-${dice.below(span.people)}`
      const until = addDays(day, 1 + dice.below(10))
      await simulation.say(person, { text: `away until ${until}` })
      leaves.push({ person, from: addDays(day, 1), until })
    }

    const rowsOf = (card: Reached['card']): Shown[] => {
      const sections = (card.data['sections'] ?? []) as { title: string; rows: Row[] }[]
      return sections.flatMap(({ title, rows }) =>
        rows.map(row => ({ section: title, ref: row.title.split(' ')[0] ?? '' })),
      )
    }
    const chasers = () => simulation.reached.filter(one => one.card.summary.startsWith('For your answer'))

    it('is a simulation in which something happens', () => {
      const decisions = actions.flatMap(action => action.history.filter(entry => entry.level !== undefined))
      expect(chasers().length).to.be.greaterThan(span.actions / 2)
      expect(actions).to.have.length(span.actions)
      expect(decisions.length).to.be.greaterThan(0)
      console.log(
        `        ${chasers().length} chasers, ${decisions.length} decisions, ${actions.filter(one => one.raised).length} raised`,
      )
    })

    it('never sends anybody two chasers on a day', () => {
      const seen = chasers().map(({ at, person }) => `${person} ${dayOf(at)}`)
      expect(new Set(seen).size).to.equal(seen.length)
    })

    it('sends none on a day that is no working day, none outside nine to five in London', () => {
      for (const { at: instant } of chasers()) {
        const day = dayOf(instant)
        expect(worksOn(day), day).to.equal(true)
        expect(instant >= at(day, '09:00') && instant < at(day, '17:00'), instant).to.equal(true)
      }
    })

    it('sends none to somebody on leave', () => {
      const last = new Map<string, Leave[]>()
      for (const leave of leaves) last.set(leave.person, [...(last.get(leave.person) ?? []), leave])
      for (const { at: instant, person } of chasers()) {
        const day = dayOf(instant)
        const said = (last.get(person) ?? []).filter(leave => leave.from <= day).at(-1)
        expect(said && day <= said.until ? `${person} on ${day}` : '').to.equal('')
      }
    })

    it('chases nobody for what they have answered', () => {
      const byRef = new Map(actions.map(action => [action.ref, action]))
      for (const { at: instant, card } of chasers()) {
        for (const { section, ref } of rowsOf(card)) {
          const action = byRef.get(ref)
          if (!action || !section.startsWith('With you')) continue
          expect(wasAnswered(action, instant) ? `${ref} at ${instant}` : '').to.equal('')
        }
      }
    })

    /** Whether the owner's side had answered before an instant, at the level that was then asked. */
    function wasAnswered(action: Action, instant: string): boolean {
      const before = action.history.filter(entry => entry.at < instant)
      const again = before.findLastIndex(({ verb }) => ['return', 'reopen', 'reassign'].includes(verb))
      const answers = before
        .slice(again + 1)
        .filter(({ verb }) => ['update', 'done', 'block', 'resume', 'extend', 'ask-date'].includes(verb))
        .filter(({ as }) => ['owner', 'deputy', 'business-team'].includes(as ?? ''))
      const moves = action.dueMoves.filter(move => move.at < instant)
      const dueThen = moves.at(-1)?.to ?? due.get(action.ref) ?? ''
      const restart = again >= 0 ? dayOf(before[again]?.at ?? '') : ''
      const asked = workingDay(restart > dueThen ? restart : dueThen, 0)
      const said = answers.filter(entry => entry.at > (moves.at(-1)?.at ?? ''))
      // Long before a reminder is no answer to it.
      const since = dayOf(instant) < asked ? workingDay(asked, -10) : asked
      return said.some(entry => dayOf(entry.at) >= since)
    }

    it('takes every action that nobody touched to each level by its day', () => {
      const untouched = actions.filter(action => action.history.length === 1)
      expect(untouched.length).to.be.greaterThan(20)
      for (const action of untouched) {
        const ladder: [number, number][] = [
          [-5, 0],
          [-1, 0],
          [0, 1],
          [1, 1],
          [3, 1],
          [5, 2],
          [10, 3],
          [20, 4],
        ]
        for (const [offset, level] of ladder) {
          const on = workingDay(action.dueOn, offset)
          if (on <= span.first || nextRun(on) > span.last) continue
          const reached = (action.chases ?? []).some(one => one.level >= level && one.day <= nextRun(on))
          expect(reached ? '' : `${action.ref}, due ${action.dueOn}: level ${level} by ${on}`).to.equal('')
        }
      }
    })

    it('leaves every decision traceable: asked before, by somebody, on a day, with its reason', () => {
      for (const action of actions) {
        for (const entry of action.history.filter(one => one.level !== undefined)) {
          const asked = (action.chases ?? []).some(
            ({ level, day }) => level === entry.level && day <= dayOf(entry.at),
          )
          expect(asked, action.ref).to.equal(true)
          expect(entry.by, action.ref).to.match(/^person-/)
          expect(
            entry.note ?? (entry.verb === 'agree-date' ? 'asked for with a reason' : ''),
            action.ref,
          ).to.not.equal('')
        }
      }
    })

    it('has what is with the Executive in the challenge log, once, under numbers without a gap', async () => {
      const challenges = (await simulation.all('challenge')).map(readChallenge)
      const about = challenges.map(one => `${one.action} ${one.openedOn} ${one.agency}`)
      expect(new Set(about).size).to.equal(about.length)
      const there = (action: Action): boolean => {
        const last = action.chases?.at(-1)
        return last?.level === 4 && last.day >= (action.raised?.on ?? '9999')
      }
      for (const { ref } of actions.filter(there))
        expect(
          challenges.some(one => one.action === ref),
          ref,
        ).to.equal(true)
      const serials = challenges.map(one => Number(one.ref.slice(6))).sort((a, b) => a - b)
      expect(serials).to.deep.equal(serials.map((_, i) => i + 1))
    })
  })
}
