import { readFileSync } from 'node:fs'
import { expect } from 'chai'
import { parse } from 'yaml'
import { withPractitioners, write } from '../support/bulletin-desk.ts'
import { wordsOn } from '../support/member.ts'
import { type RunningApp, runApp } from '../support/running-app.ts'
import { temporaryStore } from '../support/temporary-store.ts'

type Published = { title: string; month: string; source: string }
const year = parse(readFileSync(new URL('../data/bscb-2018-19.year.yaml', import.meta.url), 'utf8'))
const published: Published[] = year.bulletins

describe('the three bulletins of 2018/19', function () {
  this.timeout(30_000)
  let running: RunningApp
  after(() => running.stop())

  it('go out in their months, with their sources, to everybody of the time, and are read', async () => {
    running = await runApp({
      store: temporaryStore(),
      file: withPractitioners(12),
      now: `${published[0]?.month}-15T09:00:00.000Z`,
    })
    const author = running.member('programme-manager')
    const second = running.member('business-manager')
    const reader = running.member('practitioner-3')
    for (const one of [author, second, reader]) await one.install()
    const refs: string[] = []
    for (const { title, month, source } of published) {
      const at = (time: string) => `${month}-15T${time}:00.000Z`
      await running.goTo(at('09:00'))
      const { ref } = await write(author, { title, source })
      refs.push(ref)
      await author.type(`${ref} propose`)
      await running.goTo(at('09:01'))
      await second.type(`${ref} approve`)
      await author.type(`${ref} send now`)
      await running.goTo(at('09:02'))
      const copy = reader.inbox().findLast(post => post.summary === `${title} (${ref})`)?.card
      expect(wordsOn(copy)).to.include(title).and.include(`Learnt from: ${source}`)
      expect((await reader.type(`read ${ref}`)).text).to.include('Thank you')
      await running.goTo(at('09:04'))
      const { card } = await author.type(ref)
      expect(wordsOn(card)).to.include('1 read and understood').and.include('Sent.')
    }
    expect(refs).to.deep.equal(['LB-18-001', 'LB-18-002', 'LB-19-001'])
    const { card: list } = await second.type('bulletins')
    for (const [i, { title }] of published.entries()) expect(wordsOn(list)).to.include(`${refs[i]}: ${title}`)
    const { card: mine } = await reader.type('bulletins')
    expect(wordsOn(mine)).to.include('Your learning bulletins').and.include(published[2]?.title)
  })
})
