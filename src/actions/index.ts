import type { DeliveryKind } from '../delivery/delivery.ts'
import type { Context, Feature, View } from '../feature.ts'
import { dayOf } from '../partnership/day.ts'
import { loadArrangements, loadPerson } from '../partnership/records.ts'
import { actionButtons } from './action-buttons.ts'
import { actionCommands } from './action-commands.ts'
import { cardOf, noSuchAction } from './change-action.ts'
import { groupLog, myActions } from './list-actions.ts'
import type { ActionPorts } from './ports.ts'
import { seeAction } from './see-action.ts'

export type { Action } from './action.ts'
export { actionDraft, groupPartition, isClosed, isWithOwner, lastAnswer, readAction } from './action.ts'
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
      const [arrangements, person] = await Promise.all([
        loadArrangements(ports.store, partnership),
        loadPerson(ports.store, partnership, delivery.to.person),
      ])
      if (!arrangements || !person) return undefined
      const context: Pick<Context, 'who' | 'today'> = {
        who: { partnership: arrangements, person },
        today: dayOf(now),
      }
      const seen = await seeAction(
        ports.store,
        context.who,
        delivery.about.id.replace('action:', ''),
        context.today,
      )
      return seen && cardOf(ports, context, seen, { heading: `${heading}: ${seen.action.ref}` })
    },
  }
}
