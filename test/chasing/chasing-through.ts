import { expect } from 'chai'
import { type Action, readAction } from '../../src/actions/index.ts'
import { openSqliteStore } from '../../src/adapters/sqlite/sqlite-store.ts'
import { readChallenge } from '../../src/challenges/challenge.ts'
import type { Store } from '../../src/ports/store.ts'
import {
  type Asking,
  askedOn,
  askedToAgreeOn,
  decisionFrom,
  hasMeetings,
  runsOf,
  type Step,
  standingAt,
  stepsOfDate,
  stepsOfLate,
  stepsOfUnagreed,
} from '../support/asked-by-hand.ts'
import { at, type Day, dayOf, inLondon, workingDay, worksOn } from '../support/simulated-days.ts'
import { isChaser, type Lived, live, rowsOf, type Span } from '../support/simulated-life.ts'
import type { Reached } from '../support/simulation.ts'

export type Weeks = Span & { name: string }

/** Lives through some weeks, and holds what was sent and decided against the rules, each told anew by hand. */
export function chasingThrough(span: Weeks): void {
  describe(`chasing through ${span.name}: ${span.people} people, ${span.groups} groups, ${span.actions} actions`, function () {
    this.timeout(1_200_000)
    let store: Store
    let lived: Lived
    let actions: Map<string, Action>
    /** By person and day: all that was on their card or could be reached by its button. */
    const held = new Map<string, ReadonlySet<string>>()
    let chasers: Reached[]

    before(async () => {
      // In memory: what a disk does is shown elsewhere.
      store = openSqliteStore(':memory:')
      lived = await live(store, span)
      actions = new Map((await lived.simulation.all('action')).map(readAction).map(one => [one.ref, one]))
      chasers = lived.simulation.reached.filter(isChaser)
      for (const { at, person, card } of chasers)
        held.set(`${person} ${dayOf(at)}`, new Set([...(card.shows ?? []), ...(card.reaches ?? [])]))
    })
    after(() => store.close())

    const standing = (ref: string, instant: string) => {
      const action = actions.get(ref)
      if (!action) throw new Error(`${ref} is in no log.`)
      return standingAt(action, instant, lived, span)
    }

    it('is a simulation in which something happens', () => {
      const decisions = [...actions.values()].flatMap(({ history }) =>
        history.filter(one => one.level !== undefined),
      )
      expect(actions.size).to.equal(span.actions)
      expect(chasers.length).to.be.greaterThan(span.actions)
      expect(decisions.length).to.be.greaterThan(50)
    })

    it('never sends anybody two chasers on a day', () => {
      expect(held.size).to.equal(chasers.length)
    })

    it('sends them at nine in London, on working days only', () => {
      for (const { at: instant } of chasers) {
        const [day, time] = inLondon(instant)
        expect(worksOn(day, span.closures) && !span.down.includes(day) ? time : day).to.equal('09:00')
      }
    })

    it('sends none to somebody on leave', () => {
      for (const { at: instant, person } of chasers) {
        const day = dayOf(instant)
        const said = lived.leaves.findLast(leave => leave.person === person && leave.from <= day)
        expect(said && day <= said.until ? `${person} on ${day}` : '').to.equal('')
      }
    })

    it('asks nobody, in any section, for what is answered, closed, on an agenda or not yet late enough', () => {
      for (const { at: instant, card } of chasers) {
        for (const { section, ref } of rowsOf(card)) {
          const why = wrong(section, ref, instant)
          expect(why ? `${ref} ${instant}, ${section}: ${why}` : '').to.equal('')
        }
        for (const ref of card.reaches ?? [])
          expect(standing(ref, instant).status, ref).to.not.equal('closed')
      }
    })

    /** Why a row should not have been on a card then. */
    function wrong(section: string, ref: string, instant: string): string | undefined {
      const { base, status, answered, dateAsked, onAgenda, aside } = standing(ref, instant)
      const earlier = (offset: number) => dayOf(instant) < workingDay(base, offset, span.closures)
      if (status === 'closed') return 'it is closed'
      if (section.startsWith('Said to be done'))
        return status === 'awaiting' ? undefined : 'nobody says it is done'
      if (status === 'awaiting') return 'it waits for agreement'
      if (onAgenda) return 'it is on an agenda'
      if (section.startsWith('Another date')) return dateAsked ? undefined : 'no other date is asked for'
      if (section.startsWith('Blocked')) return status === 'blocked' ? undefined : 'it is not blocked'
      if (section.startsWith('With you') || section.startsWith('Due, and')) {
        if (status === 'blocked') return 'another agency must act first'
        if (answered) return 'it was answered'
        // Raised long before its day, it is with its owner as what others are asked to decide.
        return earlier(-5) && !aside ? 'it is too soon' : undefined
      }
      if (aside) return undefined
      if (section.startsWith('Late in')) return earlier(5) ? 'nobody is to be told yet' : undefined
      return dayOf(instant) < decisionFrom(ref, base, span) ? 'no decision is to be asked yet' : undefined
    }

    /** Who should have had it on their card or behind its button, and had not. */
    const missedOf = (
      steps: readonly (Step & { ref: string })[],
      whom: (day: string, level: number, asking: Asking) => string[],
    ) =>
      steps.flatMap(({ ref, level, day }) => {
        const now = standing(ref, at(day, '09:00'))
        return whom(day, level, { ref, standing: now, ...lived, people: span.people })
          .filter(person => !held.get(`${person} ${day}`)?.has(ref))
          .map(person => `${ref} level ${level} ${day} ${person}`)
      })

    it('brings every overdue action nobody has dealt with to each whom its level asks, on its day', () => {
      const steps = lateSteps()
      const decisions = steps.filter(({ level }) => level === 3).map(({ ref }) => hasMeetings(ref))
      expect(steps.length).to.be.greaterThan(span.actions)
      expect(decisions, 'of groups with meetings and without').to.include.members([true, false])
      expect(missedOf(steps, askedOn).slice(0, 20)).to.deep.equal([])
    })

    it('brings what is said to be done and not agreed to whoever can agree, and up by its levels', () => {
      const steps = unagreedSteps()
      expect([...new Set(steps.map(({ level }) => level))]).to.have.members([2, 3, 4])
      expect(missedOf(steps, askedToAgreeOn).slice(0, 20)).to.deep.equal([])
    })

    it('brings another date that is asked for to whoever can agree to it, until they answer', () => {
      const steps = dateSteps()
      expect([...new Set(steps.map(({ level }) => level))]).to.have.members([2, 3])
      expect(missedOf(steps, askedToAgreeOn).slice(0, 20)).to.deep.equal([])
    })

    /** Every step that was to be taken of another date that was asked for. */
    function dateSteps() {
      return [...actions.values()].flatMap(({ ref, history }) =>
        history
          .filter(({ verb }) => verb === 'ask-date')
          .flatMap(said => {
            const asked = standing(ref, addSecond(said.at)).dateAsked
            const runs = asked ? runsOf(stepsOfDate(asked, span), span) : []
            return runs
              .filter(({ day }) => {
                const now = standing(ref, at(day, '09:00'))
                return (
                  now.dateAsked?.at === said.at &&
                  !now.onAgenda &&
                  now.status !== 'closed' &&
                  day <= now.dateAsked.wanted
                )
              })
              .map(step => ({ ref, ...step }))
          }),
      )
    }
    const addSecond = (instant: string): string => new Date(Date.parse(instant) + 1000).toISOString()

    /** Every step that was to be taken of what is late. */
    function lateSteps() {
      return [...actions.keys()].flatMap(ref => {
        const { base } = standing(ref, at(span.last, '23:00'))
        const stands = ({ day, planned, level }: Step & { planned: string }, answered: boolean) => {
          const now = standing(ref, at(day, '09:00'))
          const since = dayOf(now.since || at('2026-01-02', '07:00'))
          if (now.base !== base || since >= planned || now.aside) return false
          if (now.status === 'closed' || now.status === 'awaiting') return false
          if (level <= 1 && (now.answered || now.status === 'blocked')) return false
          // While another agency must act first, the owner's word is not the one that is waited for.
          return answered === (now.answered && now.status !== 'blocked')
        }
        const asked = askedOf(ref, base)
        return [true, false].flatMap(answered =>
          runsOf(stepsOfLate({ ref, base, answered, asked }, span), span)
            .filter(step => stands(step, answered))
            .map(step => ({ ref, ...step })),
        )
      })
    }

    /** On which day a decision, or agreement, was first asked for since a day. That it came is shown by the cards. */
    const askedOf = (ref: string, since: Day): Day | undefined =>
      actions.get(ref)?.chases?.find(({ level, day }) => level === 3 && day > since)?.day

    /** Every step that was to be taken of what is said to be done and not agreed. */
    function unagreedSteps() {
      return [...actions.values()].flatMap(({ ref, history }) =>
        history
          .filter(({ verb }) => verb === 'done')
          .flatMap(said => {
            const asked = askedOf(ref, dayOf(said.at))
            return runsOf(stepsOfUnagreed(dayOf(said.at), span, asked), span)
              .filter(({ day }) => {
                const now = standing(ref, at(day, '09:00'))
                return now.status === 'awaiting' && now.saidDone?.at === said.at
              })
              .map(step => ({ ref, ...step }))
          }),
      )
    }

    it('brings nothing to the Executive of which no decision was asked ten working days before', () => {
      const cards = chasers.map(({ at: instant, card }) => ({
        day: dayOf(instant),
        decides: card.decides ?? [],
      }))
      const undecided = [...actions.values()].filter(({ raised }) => raised && !raised.by)
      expect(undecided.length).to.be.greaterThan(5)
      for (const { ref, raised } of undecided) {
        const first = cards.find(({ decides }) => decides.includes(ref))?.day ?? ''
        expect(first === '' ? ref : workingDay(first, 10, span.closures) <= (raised?.on ?? ''), ref).to.equal(
          true,
        )
      }
    })

    it('leaves every decision traceable: asked before, by somebody, on a day, with its reason', () => {
      for (const { ref, history, chases = [] } of actions.values()) {
        for (const entry of history.filter(one => one.level !== undefined)) {
          const asked = chases.some(({ level, day }) => level === entry.level && day <= dayOf(entry.at))
          expect(asked && /^person-/.test(entry.by), ref).to.equal(true)
          expect(
            entry.note ?? (entry.verb === 'agree-date' ? 'asked for with a reason' : ''),
            ref,
          ).to.not.equal('')
        }
      }
    })

    it('has what is with the Executive in the challenge log, once, under numbers without a gap', async () => {
      const challenges = (await lived.simulation.all('challenge')).map(readChallenge)
      const about = challenges.map(one => `${one.action} ${one.openedOn} ${one.agency}`)
      expect(new Set(about).size).to.equal(about.length)
      const raised = [...actions.values()].filter(({ raised, chases = [] }) => {
        const last = chases.at(-1)
        return raised !== undefined && last?.level === 4 && last.day >= raised.on
      })
      const known = new Set(challenges.map(one => one.action))
      expect(raised.filter(({ ref }) => !known.has(ref)).map(({ ref }) => ref)).to.deep.equal([])
      const serials = challenges.map(one => Number(one.ref.slice(6))).sort((a, b) => a - b)
      expect(serials).to.deep.equal(serials.map((_, i) => i + 1))
    })
  })
}
