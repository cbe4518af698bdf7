import { readFileSync } from 'node:fs'
import { expect } from 'chai'
import { parse } from 'yaml'
import { renderCard } from '../../src/adapters/teams/render-card.ts'
import { isMeant } from '../../src/bulletins/audience-rules.ts'
import type { Audience, Words } from '../../src/bulletins/bulletin.ts'
import { bulletinCard } from '../../src/bulletins/bulletin-card.ts'
import { mayApprove, mayRemind, reachRefusals, wordProblems } from '../../src/bulletins/bulletin-rules.ts'
import { emptyForm, formOf, wordsOf } from '../../src/bulletins/compose-form.ts'
import { finished, missedMoment, progressAt } from '../../src/bulletins/wake-rules.ts'
import type { Person } from '../../src/partnership/arrangements.ts'
import { birminghamToWorkWith } from '../support/birmingham.ts'

const { people, ...arrangements } = birminghamToWorkWith()
const today = '2019-02-11'
const list = { id: 'upload', parts: 1, people: 1 }
const everyone: Audience = { agencies: [], groups: [], roles: [], localities: [] }
const words = (more: Partial<Words> = {}): Words => ({
  ...wordsOf({ ...emptyForm, title: 'T', text: 'Learning.', source: 'an audit' }, 'x'),
  ...more,
})

describe('whom a bulletin is for', () => {
  const visitor: Person = {
    id: 'v',
    title: 'V',
    agency: 'bchc',
    roles: ['Health Visitor'],
    locality: 'Selly Oak',
  }
  const meant = (audience: Partial<Audience>, person = visitor, listed = new Set<string>()) =>
    isMeant(person, { audience: { ...everyone, ...audience }, arrangements, listed, today })

  it('everyone when nothing is chosen, but nobody whose time is over or whose post is vacant', () => {
    expect(meant({})).to.equal(true)
    expect(meant({}, { ...visitor, to: '2019-01-31' })).to.equal(false)
    expect(meant({}, { ...visitor, vacant: true })).to.equal(false)
  })

  it('of one kind any fits; of several kinds all must fit', () => {
    expect(meant({ agencies: ['wmp', 'bchc'] })).to.equal(true)
    expect(meant({ roles: ['health-visitor'], localities: ['selly oak'] })).to.equal(true)
    expect(meant({ roles: ['health visitor'], localities: ['Erdington'] })).to.equal(false)
    expect(meant({ groups: ['qio'] })).to.equal(false)
    const member = people.find(person => person.id === 'ad-cyp')!
    expect(meant({ groups: ['qio', 'scr'] }, member)).to.equal(true)
    expect(meant({ list })).to.equal(false)
    expect(meant({ list }, visitor, new Set(['v']))).to.equal(true)
  })
})

describe('who may approve a bulletin', () => {
  const who = (id: string) => ({
    partnership: arrangements,
    person: people.find(person => person.id === id)!,
  })
  it('the business team and chairs up to five hundred people, above that a chair only', () => {
    expect(mayApprove(who('programme-manager'), 500, today)).to.equal(true)
    expect(mayApprove(who('programme-manager'), 501, today)).to.equal(false)
    expect(mayApprove(who('independent-chair'), 501, today)).to.equal(true)
    expect(
      mayApprove(who('council-chief-executive'), 10, today),
      'chairs of linked bodies are no chairs here',
    ).to.equal(false)
  })
  it('an author reaches no further than their scope, whatever else they choose', () => {
    const reach = { agencies: ['schools'], groups: ['education'] }
    expect(reachRefusals(reach, { ...everyone, agencies: ['schools'] })).to.deep.equal([])
    expect(reachRefusals(reach, { ...everyone, groups: ['education'], agencies: ['wmp'] })).to.deep.equal([])
    for (const audience of [everyone, { ...everyone, agencies: ['schools', 'wmp'] }, { ...everyone, list }])
      expect(reachRefusals(reach, audience)).to.have.length(1)
  })
})

describe('the words of a bulletin', () => {
  const show = (one: Words) =>
    renderCard(
      bulletinCard({
        bulletin: {
          ref: 'LB-26-003',
          words: one,
          corrections: [{ no: 1, why: 'w'.repeat(500), at: '2026-11-23T09:00:00.000Z', by: 'x' }],
        } as never,
        contact: 'C'.repeat(100),
        today,
      }),
    )

  it('that are accepted fit a Teams card whole, however they are built', () => {
    for (const unit of ['word ', '"', '\\', '**b** ', '- x\n', '[a](https://b.org) ', 'é', '<{~'])
      for (const length of [1000, 4000, 8000, 12_000]) {
        const one = words({ text: unit.repeat(Math.ceil(length / unit.length)).slice(0, length) })
        if (wordProblems(one).length > 0) continue
        const text = JSON.stringify(show(one))
        expect(text.length * 2, unit).to.be.lessThan(28 * 1024)
        expect(text, 'nothing was cut').not.to.include('…')
      }
    expect(wordProblems(words({ text: 'word '.repeat(1200) }))).to.deep.equal([])
    expect(wordProblems(words({ text: 'word '.repeat(3000) })).join()).to.include('too long')
  })

  it('come back from the form as they went in', () => {
    const one = words({ links: [{ url: 'https://a.org', label: 'the report' }], replyTo: 'a@b.org' })
    expect(wordsOf(formOf({ words: one, audience: everyone }), 'x')).to.deep.equal(one)
  })

  it('have a picture that every reader can see: on a public page, over https', () => {
    const problems = (url: string) => wordProblems(words({ picture: { url, alt: 'A path' } })).join()
    expect(problems('https://lscpbirmingham.org.uk/path.png')).to.equal('')
    for (const url of [
      'http://example.org/a.png',
      'ftp://a.org/b',
      'a.png',
      `https://a.org/${'x'.repeat(1000)}`,
    ])
      expect(problems(url), url).to.include('begins with https://')
    expect(problems('https://bscb.sharepoint.com/a.png')).to.include('SharePoint')
    for (const url of ['https://localhost/a.png', 'https://10.1.2.3/a.png', 'https://intranet.local/a.png'])
      expect(problems(url), url).to.include('Put it on a public page')
  })

  it('of the three bulletins of 2018/19 can be sent as they were', () => {
    const year = parse(readFileSync(new URL('../data/bscb-2018-19.year.yaml', import.meta.url), 'utf8'))
    const bulletins: { title: string; source: string; month: string }[] = year.bulletins
    expect(bulletins.map(({ month }) => month)).to.deep.equal(['2018-05', '2018-06', '2019-02'])
    for (const { title, source } of bulletins) {
      expect(wordProblems(words({ title, source }))).to.deep.equal([])
      expect(JSON.stringify(show(words({ title, source })))).to.include(JSON.stringify(title).slice(1, 12))
    }
  })
})

describe('the moments of a bulletin', () => {
  it('are missed after a quarter of an hour, not by the seconds of a busy loop', () => {
    const sendAt = '2019-02-12T09:30:00.000Z'
    expect(missedMoment(sendAt, '2019-02-12T09:45:00.000Z')).to.equal(false)
    expect(missedMoment(sendAt, '2019-02-12T09:45:01.000Z')).to.equal(true)
  })

  it('end when nothing waits: sent, or empty when nobody was left', () => {
    expect(finished({ sent: 3, queued: 1 })).to.equal(undefined)
    expect(finished({ sent: 3, held: 1 })).to.equal(undefined)
    expect(finished({ sent: 3, unreachable: 2 })).to.equal('sent')
    expect(finished({ 'not-needed': 2 })).to.equal('empty')
    expect(finished({})).to.equal('empty')
  })

  it('of progress come at a humane pace, with the rate since the last', () => {
    const sending = { at: '2019-02-12T09:30:00.000Z', by: 'x', run: 1 }
    const first = progressAt({ sending }, { queued: 100 }, sending.at)
    expect(first).to.include({ perSecond: 0, nextAt: '2019-02-12T09:30:03.000Z' })
    const next = progressAt({ sending, progress: first }, { queued: 40, sent: 60 }, first.nextAt)
    expect(next).to.include({ perSecond: 20, done: 60, nextAt: '2019-02-12T09:30:13.000Z' })
    const late = { ...next, shown: 30 }
    expect(progressAt({ sending, progress: late }, { queued: 1 }, next.nextAt).nextAt).to.equal(
      '2019-02-12T09:32:13.000Z',
    )
  })
})

describe('a reminder of a bulletin', () => {
  const one = { no: 1, by: 'author', at: '2026-11-26T09:00:00.000Z' }
  const corrected = { ...one, why: 'a word was missing', at: '2026-11-26T10:00:00.000Z' }
  const later = { ...one, no: 2, at: '2026-11-26T11:00:00.000Z' }
  const table: [string, Parameters<typeof mayRemind>[0], number | undefined, boolean][] = [
    ['may be sent once, where no rule says otherwise', { reminders: [], corrections: [] }, undefined, true],
    ['may not be sent twice', { reminders: [one], corrections: [] }, undefined, false],
    ['may be sent as often as the file says', { reminders: [one], corrections: [] }, 2, true],
    [
      'goes on after it was stopped',
      { reminders: [{ ...one, stopped: true }], corrections: [] },
      undefined,
      true,
    ],
    [
      'may be sent once more after a correction, of which nobody was told',
      { reminders: [one], corrections: [corrected] },
      undefined,
      true,
    ],
    ['but not twice', { reminders: [one, later], corrections: [corrected] }, undefined, false],
    [
      'is never sent where the file says so, corrected or not',
      { reminders: [], corrections: [corrected] },
      0,
      false,
    ],
  ]
  for (const [what, bulletin, most, may] of table)
    it(what, () =>
      expect(mayRemind(bulletin, most === undefined ? {} : { bulletins: { mostReminders: most } })).to.equal(
        may,
      ),
    )
})
