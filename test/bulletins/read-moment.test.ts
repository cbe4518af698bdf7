import { expect } from 'chai'
import type { Bulletin } from '../../src/bulletins/bulletin.ts'
import { readMoment } from '../../src/bulletins/read-moment.ts'
import { readStep } from '../../src/bulletins/step-rules.ts'

const today = '2026-11-23'
const now = '2026-11-23T08:10:00.000Z'
const at = (text: string, day = today) => {
  const moment = readMoment(text, day, now)
  return 'at' in moment ? moment.at : undefined
}

describe('the moment a bulletin is to be sent', () => {
  const ways: [string, string][] = [
    ['25 Nov 09:30', '2026-11-25T09:30:00.000Z'],
    ['25 Nov, 9.30', '2026-11-25T09:30:00.000Z'],
    ['09:30 25 Nov', '2026-11-25T09:30:00.000Z'],
    ['9.30am on 25 Nov', '2026-11-25T09:30:00.000Z'],
    ['25 Nov 9.30pm', '2026-11-25T21:30:00.000Z'],
    ['25 Nov at 9:30 p.m.', '2026-11-25T21:30:00.000Z'],
    ['25/11 09:30', '2026-11-25T09:30:00.000Z'],
    ['tomorrow 9am', '2026-11-24T09:00:00.000Z'],
    ['tomorrow at 9.30', '2026-11-24T09:30:00.000Z'],
    ['next Friday noon', '2026-12-04T12:00:00.000Z'],
    ['18:00', '2026-11-23T18:00:00.000Z'],
    ['9am', '2026-11-23T09:00:00.000Z'],
    ['12am tomorrow', '2026-11-24T00:00:00.000Z'],
    ['12 pm', '2026-11-23T12:00:00.000Z'],
    ['12 July 2027 at 9.30', '2027-07-12T08:30:00.000Z'],
    ['25/11/26 0930', '2026-11-25T09:30:00.000Z'],
    ['25 Nov 2026 1415', '2026-11-25T14:15:00.000Z'],
    ['tomorrow at 2030', '2026-11-24T20:30:00.000Z'],
    ['25 Nov 05:30', '2026-11-25T05:30:00.000Z'],
    ['25 Nov 5.30pm', '2026-11-25T17:30:00.000Z'],
    ['in 2 hours', '2026-11-23T10:10:00.000Z'],
    ['in half an hour', '2026-11-23T08:40:00.000Z'],
  ]
  for (const [text, instant] of ways) {
    it(`can be written as ${text}`, () => {
      expect(at(text)).to.equal(instant)
    })
  }

  it('is asked for again where it cannot be read', () => {
    for (const text of ['soon', '12 Feb', '31 Feb 09:00', '25:00', '12 Feb 9:75', '13pm', '0am', ''])
      expect(readMoment(text, today, now), text).to.have.property('refused')
  })

  it('is asked for with examples that are to come on whatever day they are read', () => {
    for (const text of ['soon', 'midnight']) {
      const moment = readMoment(text, today, now)
      const [, example = ''] = /(?:like|such as) (.*?)(?:,|\.)/.exec(JSON.stringify(moment)) ?? []
      const read = readMoment(example, today, now)
      expect('at' in read && read.at > now, example).to.equal(true)
    }
  })

  const questions: [text: string, question: string][] = [
    ['25 Nov', 'At what time? Write it like 25 Nov 09:30.'],
    ['25 Nov 2026', 'At what time?'],
    ['tomorrow', 'At what time?'],
    ['tomorrow at 9', 'Is that 9 in the morning or later? Write 9am or 9pm.'],
    ['25 Nov 5.30', 'Is that 5:30 in the morning or later? Write 5:30am or 5:30pm.'],
    ['tomorrow midnight', 'such as tomorrow 00:00'],
  ]
  for (const [text, question] of questions) {
    it(`is asked for with the question that ${text} leaves open`, () => {
      expect(JSON.stringify(readMoment(text, today, now))).to.include(question)
    })
  }

  it('is refused in the hour that the clocks leave out in spring', () => {
    expect(readMoment('29 Mar 2026 01:30', '2026-03-20', now)).to.deep.equal({
      refused:
        'There is no 01:30 on Sun 29 Mar 2026: the clocks go forward then. Choose another time, such as 02:30.',
    })
    expect(at('29 Mar 2026 02:30', '2026-03-20')).to.equal('2026-03-29T01:30:00.000Z')
  })

  it('is the first of two in the hour that comes twice in autumn, and says so', () => {
    expect(readMoment('25 Oct 2026 1.30am', '2026-10-20', now)).to.deep.equal({
      at: '2026-10-25T00:30:00.000Z',
      twice: 'the first 01:30 of two, before the clocks go back',
    })
    expect(readMoment('25 Oct 2026 02:30', '2026-10-20', now)).not.to.have.property('twice')
  })

  it('is refused when it is over, since what is late was not meant', () => {
    const step = { ref: 'LB-26-001', verb: 'schedule' as const, note: '9am' }
    const asking = {
      today,
      now: '2026-11-23T09:00:00.000Z',
      who: { person: { id: 'x', businessTeam: true } } as never,
      names: [],
    }
    expect(readStep({} as Bulletin, step, asking)).to.deep.equal({
      refused: ['That time is over. Choose a later one, or send it now. Nothing was changed.'],
    })
    expect(readStep({} as Bulletin, { ...step, note: '9.01am' }, asking)).to.have.property('taken')
  })
})
