import { z } from 'zod'
import type { Answer, Context } from '../feature.ts'
import { type Arrangements, codeOf, type Group } from '../partnership/arrangements.ts'
import { type Day, dayOf } from '../partnership/day.ts'
import { may } from '../partnership/permissions.ts'
import { groupPartition, loadNames } from '../partnership/records.ts'
import { findGroup } from '../partnership/who.ts'
import { logSheet } from './log-sheet.ts'
import type { ActionPorts } from './ports.ts'
import { wholeLog } from './recorded-log.ts'

const noSuchLog = {
  text: 'There is no such group, or its log is not yours to export: its chairs and the business team can. Write export and its code, such as export QIO.',
}

/** Offers a group's whole log as an Excel file, for somebody who may have it. Nothing leaves before they accept. */
export async function offerLog(ports: ActionPorts, context: Context, code: string): Promise<Answer> {
  const group = exportable(context, code)
  if (!group) return noSuchLog
  const file = await logFile(ports, context.who.partnership, { group, today: context.today })
  const description = `The action log of ${group.name}, ${file.count} actions, as it is today`
  const accept = { verb: 'actions.export', data: { group: group.id } }
  return { offer: { name: file.name, size: file.bytes.byteLength, description, accept } }
}

/** The file, once it was accepted: made of the log as it is then, after the same look at who asks. */
export async function acceptedLog(ports: ActionPorts, context: Context, data: unknown): Promise<Answer> {
  const { group: id } = z.object({ group: z.string().max(64) }).parse(data)
  const group = exportable(context, id)
  if (!group) return noSuchLog
  const { name, bytes } = await logFile(ports, context.who.partnership, { group, today: context.today })
  return { file: { name, bytes } }
}

function exportable({ who, today }: Context, code: string): Group | undefined {
  const group = findGroup(who.partnership, code)
  return group && may(who, 'export-log', group, today) ? group : undefined
}

/** A group's whole log, closed actions too, as an .xlsx named after the group and the day. */
async function logFile(
  { store, spreadsheets }: Pick<ActionPorts, 'store' | 'spreadsheets'>,
  arrangements: Arrangements,
  { group, today }: { group: Group; today: Day },
): Promise<{ name: string; bytes: Uint8Array; count: number }> {
  const { id } = arrangements.partnership
  const actions = await wholeLog(store, groupPartition(id, group.id), group.id)
  const people = actions.flatMap(action => [
    ...action.owners.map(owner => owner.person),
    ...action.history.map(entry => entry.by),
  ])
  const names = await loadNames(store, id, people)
  const sheet = logSheet(actions, { group: codeOf(group), arrangements, today, names })
  return {
    name: `${codeOf(group)}-log-${today}.xlsx`,
    bytes: await spreadsheets.write(sheet),
    count: actions.length,
  }
}

/** A group's whole log as an .xlsx, for the command line. */
export function exportLog(ports: ActionPorts, arrangements: Arrangements, group: Group, now: string) {
  return logFile(ports, arrangements, { group, today: dayOf(now) })
}
