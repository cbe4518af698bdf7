import { expect } from 'chai'
import { addDays, instantOf } from '../../src/partnership/day.ts'
import { addWorkingDays, isWorkingDay } from '../../src/partnership/working-days.ts'
import type { Store } from '../../src/ports/store.ts'
import { birminghamToWorkWith } from '../support/birmingham.ts'
import type { Posted } from '../support/fake-connector.ts'
import { type Answer, wordsOn } from '../support/member.ts'
import { type RunningApp, runApp } from '../support/running-app.ts'

type Seen = { day: string; to: string; summary: string; words: string; post: Posted }

const scrChannel = '19:scr@thread.tacv2'
const calendar = { extraClosures: [] }

/**
 * The year of the 2018/19 report, day by day on a driven clock, over HTTP. The report gives few dates: those of the
 * handovers, vacancies, alternation and rename are its own; the days of actions, of the SCR Sub-Group's meetings
 * (second Thursdays) and of the rapid review are chosen here, so that the year's bank holidays fall among them.
 */
export function yearOf201819(name: string, open: () => Promise<Store>): void {
  describe(`the year 2018/19, replayed on ${name}`, function () {
    this.timeout(1_200_000)
    let app: RunningApp
    const seen: Seen[] = []
    const answers: Record<string, Answer> = {}

    const script: Record<string, () => Promise<void>> = {
      '2018-03-19': async () => {
        await manager().typeIn(scrChannel, 'link SCR')
        await manager().type(
          'new action SCR: Share the Easter rota; owner: ad-early-help; due: 29 March 2018',
        )
        await manager().type('new action SCR: Write to all schools; owner: ad-early-help; due: 4 May 2018')
      },
      '2018-05-10': async () => {
        const card = app.member('ad-early-help').latest()?.card
        answers['update'] = await app
          .member('ad-early-help')
          .press(card, 'Save update', { 'note-SCR-18-002': 'letters are printed' })
      },
      '2018-05-15': async () => {
        await app.member('ad-early-help').type('SCR-18-001 done the rota went out')
        const mine = await app.member('ad-early-help').type('my actions')
        answers['done'] = await app
          .member('ad-early-help')
          .press(mine.card, 'It is done', { 'note-SCR-18-002': '412 letters sent' })
        await sweep('2018-05-15')
      },
      '2018-05-16': async () => {
        answers['agree'] = await app
          .member('scr-co-chair-doctor')
          .press(app.member('scr-co-chair-doctor').latest()?.card, 'Agree it is complete')
      },
      '2018-11-20': async () => {
        await manager().type('new action QIO: Report on exclusions; owner: yos-performance; due: 3 Dec 2018')
        await manager().type('new action LD: Plan the conference; owner: ad-cyp; due: 4 Jan 2019')
      },
      '2018-12-19': async () => {
        const form = await manager().type('new review')
        answers['review'] = await manager().press(form.card, 'Open the review', {
          aware: '2018-12-14',
          notified: '2018-12-18',
          agencies: 'wmp,bct,uhb',
        })
        await sweep('2018-12-19')
      },
      '2019-01-08': async () => {
        const police = app.member('vice-chair')
        const chaser = police.inbox().findLast(post => wordsOn(post.card).includes('RR-18-001 ·'))
        const { card } = await police.press(chaser?.card, 'Open')
        answers['return'] = await police.press(card, 'Return sent')
      },
      '2019-01-11': async () => {
        answers['reported'] = await manager().type('RR-18-001 reported on 11 Jan 2019')
      },
      '2019-01-14': async () => {
        await manager().type(
          'new action QIO: Homeless accommodation; owner: yos-performance; due: 25 Jan 2019',
        )
      },
      '2019-04-01': async () => {
        answers['after the rename'] = await manager().type('SCR-18-002')
      },
    }

    const manager = () => app.member('business-manager')
    const keep = (day: string, posts: Posted[]) =>
      seen.push(
        ...posts.map(post => ({
          day,
          to: post.conversation,
          summary: post.summary ?? '',
          words: wordsOn(post.card),
          post,
        })),
      )
    const sweep = async (day: string) => keep(day, await app.goTo(instantOf(day, '12:00')))
    const chasers = (person: string) =>
      seen.filter(one => one.to === app.member(person).personal && one.summary.startsWith('For your answer'))
    const daysOfChasers = (person: string, ref: string) =>
      chasers(person)
        .filter(one => one.words.includes(ref))
        .map(one => one.day)
    const agendas = () => seen.filter(one => one.to === scrChannel && one.summary.includes('agenda'))

    before(async () => {
      app = await runApp({
        store: await open(),
        file: birminghamToWorkWith(),
        now: '2018-03-18T12:00:00.000Z',
      })
      for (let day = '2018-03-19'; day <= '2019-05-31'; day = addDays(day, 1)) {
        keep(day, await app.goTo(instantOf(day, '09:00')))
        const plan = script[day]
        if (!plan) continue
        await app.goTo(instantOf(day, '10:00'))
        await plan()
      }
    })
    after(() => app.stop())

    it('posts an agenda for each monthly meeting of the SCR Sub-Group, once, five working days before it', () => {
      const meetings = [
        '2018-04-12',
        '2018-05-10',
        '2018-06-14',
        '2018-07-12',
        '2018-08-09',
        '2018-09-13',
        '2018-10-11',
        '2018-11-08',
        '2018-12-13',
        '2019-01-10',
        '2019-02-14',
        '2019-03-14',
        '2019-04-11',
        '2019-05-09',
        '2019-06-13',
      ]
      const expected = meetings
        .map(date => addWorkingDays(date, -5, calendar))
        .filter(day => day <= '2019-05-31')
      expect(agendas().map(one => one.day)).to.deep.equal(expected)
      expect(agendas()[1]?.day, 'the bank holiday of 7 May is not counted').to.equal('2018-05-02')
    })

    it('gives every other meeting to Learning into Action', () => {
      const themes = agendas().map(one =>
        one.words.includes('Theme of this meeting: Learning into Action') ? 'learning' : 'cases',
      )
      expect(themes.slice(0, 6)).to.deep.equal([
        'cases',
        'learning',
        'cases',
        'learning',
        'cases',
        'learning',
      ])
      expect(new Set(themes.filter((_, i) => i % 2 === 0))).to.deep.equal(new Set(['cases']))
    })

    it('carries the open actions on the agenda', () => {
      expect(agendas()[1]?.words).to.contain('SCR-18-002').and.to.contain('Write to all schools')
      expect(agendas().at(-1)?.words, 'an agreed action is no longer there').not.to.contain('SCR-18-002')
    })

    it('chases on the right mornings across Easter 2018', () => {
      const days = daysOfChasers('ad-early-help', 'SCR-18-001').filter(day => day <= '2018-04-09')
      expect(days).to.deep.equal(['2018-03-22', '2018-03-28', '2018-03-29', '2018-04-03', '2018-04-05'])
    })

    it('chases on the right mornings across the May bank holiday, and stops when answered', () => {
      const days = chasers('ad-early-help')
        .map(one => one.day)
        .filter(day => day > '2018-04-09' && day < '2018-06-01')
      expect(days).to.deep.equal(['2018-04-27', '2018-05-03', '2018-05-04', '2018-05-08', '2018-05-10'])
      expect(wordsOn(answers['update']?.card)).to.contain('SCR-18-002: you updated it')
    })

    it('takes an action from recorded to agreed: the owner says done, a co-chair agrees', () => {
      expect(wordsOn(answers['done']?.card)).to.contain('SCR-18-002: you said it is done')
      const asked = seen
        .filter(one => one.words.includes('412 letters sent') && one.day === '2018-05-15')
        .map(one => one.to)
      expect(asked, 'both co-chairs are asked at once').to.have.members([
        app.member('ad-child-protection').personal,
        app.member('scr-co-chair-doctor').personal,
      ])
      expect(wordsOn(answers['agree']?.card))
        .to.contain('you agreed it is complete')
        .and.to.contain('Blue: complete')
    })

    it('alerts the chair of the day: in December 2018 the Independent Chair, from February 2019 the Director of Practice', () => {
      const alerted = (ref: string, until: string) =>
        seen.filter(
          one =>
            one.words.includes(ref) &&
            one.words.includes('Late in a group you answer for') &&
            one.day <= until,
        )
      const people = (ref: string, until: string) => [...new Set(alerted(ref, until).map(one => one.to))]
      expect(people('QIO-18-001', '2018-12-31')).to.have.members(
        ['independent-chair', 'ad-early-help'].map(id => app.member(id).personal),
      )
      expect(people('QIO-19-001', '2019-02-28')).to.have.members(
        ['director-of-practice', 'ad-early-help'].map(id => app.member(id).personal),
      )
    })

    it('tells the business team about an overdue action of the L&D Sub-Group, whose chairs left in December 2018', () => {
      const told = seen.filter(
        one => one.words.includes('LD-18-001') && one.words.includes('Late in a group you answer for'),
      )
      expect(told.map(one => one.day)).to.include('2019-01-11')
      expect(new Set(told.map(one => one.to))).to.deep.equal(
        new Set([manager().personal, app.member('programme-manager').personal]),
      )
      expect(daysOfChasers('chief-nurse-bwc', 'LD-18-001')).to.deep.equal([])
    })

    it('runs a rapid review over Christmas with its sum shown, and asks each agency’s lead for a return', () => {
      const card = wordsOn(answers['review']?.card)
      expect(card).to.contain('RR-18-001 is open').and.to.contain('In time: done Tue 18 Dec, day 2 of 5')
      expect(card).to.contain(
        'Notified Tue 18 Dec; Tue 25 Dec, Wed 26 Dec and Tue 1 Jan 2019 not counted; due Fri 11 Jan 2019.',
      )
      expect(card)
        .to.contain('University Hospitals Birmingham NHS Foundation Trust')
        .and.to.contain('no lead is named')
      const asked = seen
        .filter(one => one.words.includes('A return is asked of your agency: RR-18-001'))
        .map(one => one.to)
      expect(asked).to.have.members(['vice-chair', 'ad-child-protection'].map(id => app.member(id).personal))
      expect(daysOfChasers('vice-chair', 'RR-18-001 · a return'), 'days 5 and 7').to.include.members([
        '2018-12-27',
        '2018-12-31',
      ])
      expect(daysOfChasers('independent-chair', 'RR-18-001 · 3 returns overdue'), 'day 8').to.include(
        '2019-01-02',
      )
      expect(wordsOn(answers['return']?.card)).to.contain('Received, Tue 8 Jan, Vice Chair of the Executive')
      expect(wordsOn(answers['reported']?.card)).to.contain('In time: done Fri 11 Jan, day 15 of 15')
    })

    it('bears the new name from 1 April 2019, and keeps the history from before', () => {
      const named = (day: string) => agendas().find(one => one.day === day)?.words
      expect(named(addWorkingDays('2019-03-14', -5, calendar))).to.contain(
        'Birmingham Safeguarding Children Board',
      )
      expect(named(addWorkingDays('2019-04-11', -5, calendar))).to.contain(
        'Birmingham Safeguarding Children Partnership',
      )
      expect(wordsOn(answers['after the rename']?.card))
        .to.contain('412 letters sent')
        .and.to.contain('agreed it is complete')
    })

    it('never sends anybody two chasers a day, nor one on a day that is not a working day', () => {
      const all = seen.filter(one => one.summary.startsWith('For your answer'))
      expect(all.length).to.be.greaterThan(15)
      expect(new Set(all.map(one => `${one.to} ${one.day}`)).size).to.equal(all.length)
      expect(all.filter(one => !isWorkingDay(one.day, calendar))).to.deep.equal([])
    })
  })
}
