import type { DeliveryKind } from '../delivery/delivery.ts'
import type { Feature, View } from '../feature.ts'
import { dayOf } from '../partnership/day.ts'
import { whoIs } from '../partnership/records.ts'
import { actionButtons } from './action-buttons.ts'
import { actionCommands } from './action-commands.ts'
import { cardOf, noSuchAction } from './change-action.ts'
import { groupLog, myActions } from './list-actions.ts'
import type { ActionPorts } from './ports.ts'
import { seeAction } from './see-action.ts'

export type { Action } from './action.ts'
export { actionDraft, isClosed, isWithOwner, lastAnswer, readAction } from './action.ts'
export { actionListCard, rowsOnCard, type Section } from './action-list-card.ts'
export { awaitingAgreement, openActionsIn, openActionsOf, openActionsOfAgency } from './find-actions.ts'
export type { ActionPorts } from './ports.ts'
export { rolesOn } from './see-action.ts'

/** The action log: recorded, answered, agreed. Starts from these commands, buttons and notices. */
export function actionsFeature(ports: ActionPorts): Feature {
  const { store } = ports
  const log = (overdue: boolean): View => {
    return (context, group) => groupLog(store, context, { code: group, overdue })
  }
  return {
    commands: actionCommands(ports),
    verbs: actionButtons(ports),
    views: {
      mine: async context => ({ card: await myActions(store, context) }),
      log: log(false),
      overdue: log(true),
      action: async (context, ref) => {
        const seen = await seeAction(store, context.who, ref, context.today)
        return seen ? { card: await cardOf(ports, context, seen) } : noSuchAction
      },
    },
    deliveries: {
      'new-owner': notice(ports, 'A new action is with you'),
      'action-done': notice(ports, 'Said to be done'),
      'action-agree': notice(ports, 'Agreed as complete'),
      'action-return': notice(ports, 'Returned to you'),
    },
  }
}

/** A notice about one action, to one person: the action as it is when it is sent, as that person may see it. */
function notice(ports: ActionPorts, heading: string): DeliveryKind {
  return {
    ifUnknown: 'repeat',
    async card(delivery, { partnership, now }) {
      if (!('person' in delivery.to)) return undefined
      const today = dayOf(now)
      const who = await whoIs(ports.store, partnership, delivery.to.person, today)
      const seen = who && (await seeAction(ports.store, who, delivery.about.id.replace('action:', ''), today))
      return seen && cardOf(ports, { who, today }, seen, { heading: `${heading}: ${seen.action.ref}` })
    },
  }
}
