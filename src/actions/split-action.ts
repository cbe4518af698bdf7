import type { Answer, Context } from '../feature.ts'
import { listPeople } from '../partnership/records.ts'
import { actionDraft } from './action.ts'
import { applyStep } from './apply-step.ts'
import { authorOf } from './author.ts'
import { onAction } from './change-action.ts'
import type { ActionPorts } from './ports.ts'
import { newActionWrites, readWanted } from './record-action.ts'
import { stepCardFor } from './step-form.ts'

export type SplitRequest = {
  ref: string
  /** The part that becomes an action of its own. */
  note: string
  person?: string | undefined
  date?: string | undefined
}

/**
 * Makes a part of an action one of its own, in the same log, with its own owner and date; both say where the other
 * is. One commit: never the one without the other. Refused, it comes back with every reason and what was typed.
 */
export async function splitAction(
  ports: ActionPorts,
  context: Context,
  request: SplitRequest,
): Promise<Answer> {
  const { who, today } = context
  const people = await listPeople(ports.store, who.partnership.partnership.id, { today, limit: 1000 })
  return onAction(ports, context, request.ref, async seen => {
    const { action, group, doc } = seen
    const filled = {
      group: group.id,
      what: request.note,
      owner: request.person ?? '',
      due: request.date ?? '',
    }
    const read = readWanted(context, people, { ...filled, source: `Split from ${action.ref}` })
    const applied = applyStep(action, { verb: 'split', note: '' }, authorOf(context, seen))
    const refused = [
      ...('refused' in applied ? applied.refused : []),
      ...('refused' in read ? read.refused : []),
    ]
    if ('refused' in applied || 'refused' in read) {
      const card = await stepCardFor(ports, context, seen, {
        request: { ...request, verb: 'split' },
        refused,
      })
      return { writes: [], reply: { card } }
    }
    const { marking, priority } = action
    const { writes, ref } = await newActionWrites(ports, context, { ...read.wanted, marking, priority })
    const history = applied.changed.history.map((entry, i, all) =>
      i === all.length - 1 ? { ...entry, detail: `into ${ref}` } : entry,
    )
    const changed = { ...applied.changed, history, undoable: undefined }
    const wakeAt = ports.nextAttention(changed, who.partnership)
    return {
      writes: [{ replace: actionDraft(changed, wakeAt), etag: doc.etag }, ...writes],
      reply: { view: `action:${ref}`, notice: `${ref} is recorded, split from ${action.ref}.` },
    }
  })
}
