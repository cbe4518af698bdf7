import { z } from 'zod'
import type { ChallengePorts } from '../challenges/index.ts'
import type { DeliveryKind } from '../delivery/delivery.ts'
import type { Feature, VerbHandler } from '../feature.ts'
import { dayOf } from '../partnership/day.ts'
import { isAway } from '../partnership/local-rules.ts'
import { loadArrangements, whoIs } from '../partnership/records.ts'
import { deputyOn } from '../partnership/who.ts'
import { readNumber } from '../ports/pages.ts'
import type { Store } from '../ports/store.ts'
import { chaseAction } from './chase-action.ts'
import { chasingHours } from './chase-rules.ts'
import { askOnCard, createChasers } from './chaser.ts'
import { chasingCommands } from './chasing-commands.ts'
import { dryRun } from './dry-run.ts'
import { emptySeatsKind } from './empty-seats.ts'
import { gatherAll, gatherChaser } from './gather-chaser.ts'
import { leadEndsKind } from './lead-terms.ts'
import { afterLeave } from './leave.ts'
import { leaverKind } from './leavers.ts'
import { replan } from './replan.ts'
import { vacancyKind, watchSeats } from './seats.ts'
import { editSettings, saveSettings, settingsForm, showSettings } from './settings.ts'

export { nextAttention } from './around.ts'
export { chasingHours } from './chase-rules.ts'

/** Chasing: an action wakes on the mornings of its steps, and a person gets one card for all of theirs. */
export function chasingFeature(store: Store): Feature {
  return {
    commands: chasingCommands(store),
    verbs: verbs(store),
    wakes: {
      action: (doc, now) => chaseAction(store, doc, now),
      return: (doc, now) => afterLeave(store, doc, now),
      replan: (doc, now) => replan(store, doc, now),
      seats: (doc, now) => watchSeats(store, doc, now),
    },
    views: {
      chase: async context => {
        const card = await gatherChaser(store, context.who, context.today)
        return card ? { card } : { text: 'Nothing else is asked of you today.' }
      },
      asked: async (context, after) => {
        const card = await gatherAll(store, context, after)
        if (card) return { card }
        return {
          text: after === '' ? 'Nothing waits for your answer.' : 'Nothing more waits for your answer here.',
        }
      },
      chasing: (context, wanted) => {
        const [code = '', page = '1'] = wanted.split('?')
        return showSettings(store, context, code, readNumber(page))
      },
    },
    deliveries: {
      chaser: chaser(store),
      vacancy: vacancyKind(store),
      leaver: leaverKind(store),
      'empty-seats': emptySeatsKind(store),
      'lead-ends': leadEndsKind(store),
    },
  }
}

function verbs(store: Store): Record<string, VerbHandler> {
  const asked = settingsForm.extend({
    day: z.string().max(10).optional(),
    page: z.number().int().min(0).max(10_000).optional(),
    pageOf: z.string().max(10).optional(),
  })
  return {
    'chasing.all': async (_, data) => {
      const { after } = z.object({ after: z.string().max(300).default('') }).parse(data)
      return { view: `asked:${after}` }
    },
    'chasing.save': (context, data) => saveSettings(store, context, settingsForm.parse(data)),
    'chasing.quiet': async (_, data) => {
      const { group, page } = z.object({ group: z.string().max(64), page: z.number().int() }).parse(data)
      return { view: `chasing:${group}?${page}` }
    },
    'chasing.edit': (context, data) => editSettings(store, context, settingsForm.parse(data)),
    'chasing.dry-run': (context, data) => dryRun(store, context, asked.parse(data)),
  }
}

/**
 * The one card of a person for a day, gathered when it is sent. One that could not be sent in the hours of its day
 * (an outage, somebody out of reach till now) makes way for that of the next working morning. Whoever is on leave by then is
 * not asked: their deputy is, and they have a card on their first morning back.
 */
function chaser(store: Store): DeliveryKind {
  return {
    ifUnknown: 'repeat',
    // All of it can be asked for with my actions, and what is not answered comes again: five copies would be a nuisance.
    mostUnknown: 3,
    fallback: 'mention',
    async card(delivery, { partnership, now }) {
      const today = dayOf(now)
      const arrangements = await loadArrangements(store, partnership)
      if (!arrangements || !('person' in delivery.to)) return undefined
      const { person } = delivery.to
      const hours = chasingHours(now, arrangements.partnership)
      const day = 'opensAt' in hours ? dayOf(hours.opensAt) : today
      if (day !== delivery.day) {
        const from = 'opensAt' in hours ? hours.opensAt : now
        await createChasers(store, partnership, [person], { day, now: from })
        return undefined
      }
      if ('opensAt' in hours) return undefined
      if (isAway(arrangements, person, today)) {
        const deputy = deputyOn(arrangements, person, today)
        const asked = deputy && !isAway(arrangements, deputy, today) ? [deputy] : []
        await createChasers(store, partnership, asked, { day, now })
        return undefined
      }
      const who = await whoIs(store, partnership, person, today)
      return who && gatherChaser(store, who, today)
    },
  }
}

/** Has what waits elsewhere asked on people's card of the day. */
export function askToday(store: Store): ChallengePorts['ask'] {
  return async (partnership, asked) => {
    const arrangements = await loadArrangements(store, partnership)
    if (arrangements) await askOnCard(store, arrangements.partnership, asked)
  }
}
