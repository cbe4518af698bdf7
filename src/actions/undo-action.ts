import type { Answer, Context } from '../feature.ts'
import type { Write } from '../ports/store.ts'
import { actionDraft } from './action.ts'
import type { ActionVerb } from './action-transitions.ts'
import { agendasAfter } from './agendas-after.ts'
import { onAction } from './change-action.ts'
import { boardUpdates } from './log-board.ts'
import type { ActionPorts } from './ports.ts'
import { cardOf } from './show-action.ts'
import { newsOf, newsTakenBack, supersededNews } from './tell-of-step.ts'
import { undoStep } from './undo-step.ts'

/** What is to be undone: pressed (with the version their card had) or typed (without). */
type UndoRequest = { ref: string; version?: number | undefined }

/**
 * Takes back one's own last step, within ten minutes: the one that was the last when it was asked for. Who was told of it
 * sees that it was taken back.
 */
export function undoAction(
  ports: ActionPorts,
  context: Context,
  { ref, version: shown }: UndoRequest,
): Promise<Answer> {
  let version = shown
  return onAction(ports, context, ref, async seen => {
    const { action } = seen
    version ??= action.version
    const undone = undoStep(action, { person: context.who.person.id, now: context.now, version })
    if ('refused' in undone)
      return {
        writes: [],
        reply: { card: await cardOf(ports, context, seen, { notice: undone.refused.join(' ') }) },
      }
    const { verb, version: taken } = undone.undone
    const step = { partition: seen.doc, action, verb: verb as ActionVerb, version: taken, now: context.now }
    const told = await newsOf(ports, context, {
      group: seen.group,
      before: undone.changed,
      changed: action,
      verb: step.verb,
    })
    const { agenda: meeting, group } = action
    const item = { group, action: action.ref, now: context.now }
    const off = verb === 'to-agenda' && meeting ? await ports.offAgenda(seen.doc, { ...item, meeting }) : []
    const wakeAt = ports.nextAttention(undone.changed, context.who.partnership)
    const writes: Write[] = [
      { replace: actionDraft(undone.changed, wakeAt), etag: seen.doc.etag },
      ...told.map(news => ({ create: newsTakenBack(step, news, undone.news) })),
      ...(await supersededNews(ports.store, { ...step, undone: true }, told)),
      ...(off.length > 0 ? off : await agendasAfter(ports, context, seen, undone.changed)),
      ...(await boardUpdates(ports.store, seen.doc, action.group, context.now)),
    ]
    return { writes, reply: { view: `action:${ref}`, notice: `${ref}: your last step is taken back.` } }
  })
}
