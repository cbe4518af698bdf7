import { expect } from 'chai'
import { type BulletinTeam, bulletinTeam } from '../support/bulletin-team.ts'
import { wordsOn } from '../support/member.ts'

describe('the card that shows how far sending is', function () {
  this.timeout(30_000)
  let team: BulletinTeam
  beforeEach(async () => {
    team = await bulletinTeam()
  })
  afterEach(() => team.running.stop())

  it('says the rate, the time left at that rate, and that the rest waits only once it does', async () => {
    const { running, author, approved } = team
    const ref = await approved()
    const late = Array.from({ length: 8 }, (_, i) => running.member(`practitioner-${i}`).personal)
    for (const chat of late.slice(1)) running.connector.trouble({ status: 429, retryAfter: 6, in: chat })
    running.connector.trouble({ status: 429, retryAfter: 1200, in: late[0] ?? '' })
    await author.type(`${ref} send now`)
    const told: string[] = []
    for (const second of ['00', '03', '07', '13', '23', '33']) {
      await running.goTo(`2019-02-11T09:01:${second}.000Z`)
      told.push(wordsOn(team.news(author, ref)))
    }
    const words = told.join('\n')
    expect(words).to.match(/\d+ sent, of 54\. \d+ a (second|minute); at that rate .* more\. As of 09:01\./)
    expect(told.at(-1)).to.include('53 sent, of 54. The rest waits: Teams asked us to slow down.')
  })
})
