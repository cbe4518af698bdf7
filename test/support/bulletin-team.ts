import type { PartnershipFile } from '../../src/partnership/arrangements.ts'
import { withPractitioners, write } from './bulletin-desk.ts'
import { type Member, wordsOn } from './member.ts'
import { runApp } from './running-app.ts'
import { temporaryStore } from './temporary-store.ts'

export type BulletinTeam = Awaited<ReturnType<typeof bulletinTeam>>

/** The desk with everybody at it: who writes, two who check, who reads; and a clock that passes by minutes. */
export async function bulletinTeam(file: PartnershipFile = withPractitioners(40)) {
  const began = '2019-02-11T09:00:00.000Z'
  const running = await runApp({ store: temporaryStore(), file, now: began })
  const [author, second, chair, reader] = [
    running.member('business-manager'),
    running.member('programme-manager'),
    running.member('independent-chair'),
    running.member('practitioner-1'),
  ]
  for (const one of [author, second, chair, reader]) await one.install()
  let minute = 0
  const pass = (minutes = 1) => {
    minute += minutes
    return running.goTo(new Date(Date.parse(began) + minute * 60_000).toISOString())
  }
  const proposed = async (more: object = {}) => {
    const { ref } = await write(author, more)
    await author.type(`${ref} propose`)
    await pass()
    return ref
  }
  return {
    running,
    author,
    second,
    chair,
    reader,
    /** Lets so many minutes pass. */
    pass,
    proposed,
    approved: async (more: object = {}) => {
      const ref = await proposed(more)
      await second.type(`${ref} approve`)
      return ref
    },
    sent: async (more: object = {}) => {
      const ref = await proposed(more)
      await second.type(`${ref} approve`)
      await author.type(`${ref} send now`)
      await pass()
      await pass(2)
      return ref
    },
    /** What somebody's card of a bulletin says. */
    shows: async (member: Member, ref: string) => wordsOn((await member.type(`${ref} status`)).card),
    /** The latest card on a bulletin that came to somebody by itself. */
    news: (member: Member, ref: string) =>
      member.inbox().findLast(post => post.card && post.summary?.includes(`${ref}:`))?.card,
  }
}
