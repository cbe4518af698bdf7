import { spreadsheets } from '../src/adapters/files/spreadsheets.ts'
import { createApp } from '../src/app.ts'
import { unpaced } from '../src/delivery/pacer.ts'
import { keepPlace } from '../src/delivery/places.ts'
import type { Person } from '../src/partnership/arrangements.ts'
import { addDays, type Day, instantOf, sayDay } from '../src/partnership/day.ts'
import { importPartnership } from '../src/partnership/import-partnership.ts'
import { addWorkingDays } from '../src/partnership/working-days.ts'
import { noMetrics, silentLog } from '../src/ports/log.ts'
import type { Messenger, Place } from '../src/ports/messenger.ts'
import type { Store } from '../src/ports/store.ts'
import { demoAccount, demoPartnership, demoTenant } from './prepare.ts'

/** What was agreed before the demo begins: group, action, owner, and when it is due, in working days from today. */
const agreed: [group: string, what: string, owner: string, due: number][] = [
  ['QIO', 'Ask each agency how it records children missing from education', 'director-of-practice', -3],
  ['QIO', 'Bring the neglect audit findings to the next meeting', 'named-nurse', 0],
  ['SCR', 'Publish the seven-minute briefing on coercive control', 'director-of-practice', 1],
  ['QIO', 'Agree the multi-agency audit timetable for the spring', 'chief-nurse-hospital', -6],
  ['SCR', 'Check that every ward has the safe sleep leaflet', 'named-nurse', 4],
  ['LD', 'Book the hall for the practitioner conference', 'youth-justice-manager', -5],
  ['QIO', 'Agree how learning from audits reaches every school', 'named-nurse', -10],
  ['SCR', 'Sign the information-sharing agreement', 'chief-nurse-hospital', -20],
  ['EXEC', 'Send the contributions letter to partners', 'dcs', 12],
]

type DemoOptions = { store: Store; today: Day; serviceUrl: string }

/**
 * Fills an empty store: the partnership, and five weeks of its work, done through the same doors as everybody uses.
 * What would have been sent in those weeks counts as sent.
 */
export async function seedDemo({ store, today, serviceUrl }: DemoOptions): Promise<void> {
  const file = demoPartnership(today)
  const start = addWorkingDays(today, -25, file.partnership)
  let clock = instantOf(start, '10:00')
  await importPartnership(store, file, clock)
  await placeDemo(store, file.people, serviceUrl)
  const ports = {
    store,
    messenger: alreadySent,
    clock: { now: () => clock },
    log: silentLog,
    metrics: noMetrics,
    pacer: unpaced,
  }
  const app = createApp({
    spreadsheets,
    ...ports,
    instance: 'demo-seed',
  })
  const say = async (person: string, text: string) => {
    const place = personal(person, serviceUrl)
    const activityId = `seed-${person}-${text}`
    await app.bot.handle({
      activityId,
      from: { tenantId: demoTenant, entraId: demoAccount(person) },
      place,
      input: { text },
    })
  }
  for (const [group, what, owner, due] of agreed) {
    const dueOn = addWorkingDays(today, due, file.partnership)
    await say('business-manager', `new action ${group}: ${what}; owner: ${owner}; due: ${sayDay(dueOn)}`)
  }
  for (let day = addDays(start, 1); day < today; day = addDays(day, 1)) {
    clock = instantOf(day, '09:00')
    await app.sweep()
  }
  await app.release()
}

/** Who the Playground shows, and where the chats of all others are. */
export type Shown = { as: string; others: string }

/** Where the Playground shows things: people's own chats, or only that of one of them, and a channel for each of two groups. */
export async function placeDemo(
  store: Store,
  people: readonly Person[],
  serviceUrl: string,
  shown?: Shown,
): Promise<void> {
  for (const { id } of people) {
    const at = shown && id !== shown.as ? shown.others : serviceUrl
    await keepPlace(store, 'demo', { person: id }, personal(id, at))
  }
  for (const [group, conversationId] of Object.entries(demoChannels)) {
    const place: Place = { kind: 'channel', tenantId: demoTenant, conversationId, serviceUrl }
    await keepPlace(store, 'demo', { group }, place)
  }
}

/** The Playground has two channels: its team's own, called General, and one more. */
export const demoTeam = 'team-demo'
export const demoChannels = { qio: demoTeam, scr: 'channel-scr' }

export const personalChatOf = (person: string): string => `chat-${person}`

function personal(person: string, serviceUrl: string): Place {
  const entraId = demoAccount(person)
  return {
    kind: 'personal',
    tenantId: demoTenant,
    conversationId: personalChatOf(person),
    serviceUrl,
    entraId,
  }
}

const alreadySent: Messenger = {
  openPersonal: async () => ({ outcome: 'unreachable', why: 'no-account', reason: 'before the demo began' }),
  post: async () => ({ outcome: 'sent', activityId: 'before-the-demo' }),
  update: async ({ activityId }) => ({ outcome: 'sent', activityId }),
}
