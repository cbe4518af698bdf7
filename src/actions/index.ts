import type { DeliveryKind } from '../delivery/delivery.ts'
import type { Feature } from '../feature.ts'
import { loadArrangements } from '../partnership/records.ts'
import { groupById } from '../partnership/who.ts'
import { readNumber } from '../ports/pages.ts'
import type { Store } from '../ports/store.ts'
import { actionButtons, actionForms } from './action-buttons.ts'
import { actionCommands } from './action-commands.ts'
import { transitions, verbs } from './action-transitions.ts'
import { carryImport, readImport } from './carry-import.ts'
import { noSuchAction } from './change-action.ts'
import { historyCard } from './history-card.ts'
import { importDoneCard } from './import-card.ts'
import { forgetPage } from './import-pages.ts'
import { foundActions, groupLog, myActions, overdueEverywhere } from './list-actions.ts'
import { boardDelivery, drawChanges, followDay } from './log-board.ts'
import { filterFrom } from './log-filter.ts'
import type { ActionPorts } from './ports.ts'
import { actionFromMessage } from './record-action.ts'
import { searchActions } from './search-actions.ts'
import { seeAction } from './see-action.ts'
import { cardOf, namesIn } from './show-action.ts'
import { ownerNews, stepNews } from './step-news.ts'
import { noLongerOwner, otherOwner } from './tell-of-step.ts'
import { toAgree } from './to-agree.ts'
import { carryTransfer } from './transfer-action.ts'
import { understand } from './understand.ts'

export type { Action } from './action.ts'
export {
  actionDraft,
  actionId,
  isClosed,
  isWithOwner,
  owing,
  readAction,
} from './action.ts'
export { clip, showingAgain } from './action-card.ts'
export { chasedFrom, lastAnswer } from './action-history.ts'
export {
  actionListCard,
  mayDecide,
  type OtherRow,
  type RowAnswer,
  rowsOnCard,
  type Section,
} from './action-list-card.ts'
export { undoSeconds } from './action-transitions.ts'
export { askedToAgree, isTheirOwn, toldOfAgreement } from './agreement.ts'
export { readerOn } from './author.ts'
export { exportLog } from './export-log.ts'
export { everyAction, openActionsIn, openActionsOf, openPagesOf, type Question } from './find-actions.ts'
export { followMeeting } from './follow-meeting.ts'
export { hideSensitive } from './hide-sensitive.ts'
export { importLog } from './import-file.ts'
export { groupLog, myActions } from './list-actions.ts'
export type { ActionPorts } from './ports.ts'
export { fieldIdOf, fieldsOf } from './row-fields.ts'
export { rolesOn } from './see-action.ts'
export { type Settled, stillSettled } from './settle-raised.ts'
export { withDecision } from './with-decision.ts'

/** The action log: recorded, answered, agreed. Starts from these commands, buttons and notices. */
export function actionsFeature(ports: ActionPorts): Feature {
  const { store } = ports
  return {
    commands: actionCommands(ports),
    verbs: actionButtons(ports),
    again: actionForms(ports),
    reads: (context, text) => understand(ports, context, text),
    search: (context, words) => searchActions(store, context, words),
    fromMessage: (context, message) => actionFromMessage(store, context, message),
    views: {
      ...listViews(store),
      history: async (context, argument) => {
        const [ref = '', before] = argument.split('?')
        const seen = await seeAction(store, context.who, ref, context.today)
        if (!seen) return noSuchAction
        const names = await namesIn(ports, context, seen.action)
        const from = before === undefined ? undefined : readNumber(before)
        return { card: historyCard(seen.action, { before: from, today: context.today, names }) }
      },
      action: async (context, argument) => {
        const [ref = '', ...from] = argument.split('?')
        const seen = await seeAction(store, context.who, ref, context.today)
        return seen ? { card: await cardOf(ports, context, seen, { list: from.join('?') }) } : noSuchAction
      },
    },
    wakes: {
      board: (doc, now) => followDay(store, doc, now),
      'board-change': (doc, now) => drawChanges(store, doc, now),
      transfer: (doc, now) => carryTransfer(ports, doc, now),
      import: (doc, now) => carryImport(ports, doc, now),
      'import-page': doc => forgetPage(store, doc),
    },
    deliveries: {
      'log-board': boardDelivery(store),
      'import-done': importDone(ports),
      'new-owner': ownerNews(ports, 'A new action is with you'),
      ...Object.fromEntries(verbs.map(verb => [`action-${verb}`, stepNews(ports, transitions[verb].news)])),
      'action-reassign': ownerNews(ports, transitions.reassign.news),
      [otherOwner]: stepNews(ports, 'One of its owners has changed'),
      [noLongerOwner]: ownerNews(ports, 'With you again'),
    },
  }
}

const listViews = (store: Store): NonNullable<Feature['views']> => ({
  mine: async (context, after) => ({ card: await myActions(store, context, after || undefined) }),
  'to-agree': async (context, after) => ({ card: await toAgree(store, context, after) }),
  found: async (context, words) => ({ card: await foundActions(store, context, words) }),
  overdue: (context, after) => overdueEverywhere(store, context, after),
  log: (context, argument) => {
    const [group = '', filter = '', after] = argument.split('?')
    return groupLog(store, context, { code: group, filter: filterFrom(filter), after })
  },
})

/** Tells whoever accepted an import that it is done. */
function importDone({ store }: ActionPorts): DeliveryKind {
  return {
    ifUnknown: 'repeat',
    async card(delivery, { partnership }) {
      const [arrangements, doc] = await Promise.all([
        loadArrangements(store, partnership),
        store.get({ partnership, scope: delivery.about.scope }, delivery.about.id),
      ])
      const done = doc && readImport(doc)
      return done && arrangements && importDoneCard({ group: groupById(arrangements, done.group), done })
    },
  }
}
