import type { Answer, Context } from '../feature.ts'
import type { Person } from '../partnership/arrangements.ts'
import { listPeople } from '../partnership/records.ts'
import { type Action, actionDraft } from './action.ts'
import { applyStep } from './apply-step.ts'
import { authorOf } from './author.ts'
import { onAction } from './change-action.ts'
import { sameAction } from './find-actions.ts'
import type { ActionPorts } from './ports.ts'
import { isThereAlready, newActionWrites, type Reading, readWanted } from './record-action.ts'
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
 * is. One commit: never the one without the other. What is there already is not made again. Refused, it comes back with
 * every reason and what was typed.
 */
export async function splitAction(
  ports: ActionPorts,
  context: Context,
  request: SplitRequest,
): Promise<Answer> {
  const { who, today } = context
  const people = await listPeople(ports.store, who.partnership.partnership.id, { today, limit: 1000 })
  return onAction(ports, context, request.ref, async seen => {
    const { action, doc } = seen
    const { partnership, scope } = doc
    const read = readPart(context, people, { action, request })
    const applied = applyStep(action, { verb: 'split', note: '' }, authorOf(context, seen))
    // Of a second click, or the same words typed again.
    const same =
      'wanted' in read ? await sameAction(ports.store, { partnership, scope }, read.wanted) : undefined
    const refused = [
      ...('refused' in applied ? applied.refused : []),
      ...('refused' in read ? read.refused : []),
      ...(same ? [`${isThereAlready(same, today)} Say in what this part is another.`] : []),
    ]
    if ('refused' in applied || 'refused' in read || same) {
      const again = { request: { ...request, verb: 'split' as const }, refused }
      return { writes: [], reply: { card: await stepCardFor(ports, context, seen, again) } }
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

function readPart(
  context: Context,
  people: readonly Person[],
  { action, request: { note, person = '', date = '' } }: { action: Action; request: SplitRequest },
): Reading {
  const source = `Split from ${action.ref}`
  return readWanted(context, people, { group: action.group, what: note, owner: person, due: date, source })
}
