import type { Answer, Context } from '../feature.ts'
import { readDate } from '../partnership/read-date.ts'
import { listPeople } from '../partnership/records.ts'
import { findGroup } from '../partnership/who.ts'
import type { Filled } from './new-action-card.ts'
import type { ActionPorts } from './ports.ts'
import { asFilled, likelyGroup, newActionForm, readWanted } from './record-action.ts'

/**
 * An action that somebody begins in their own words, 'new action for QIO: write to schools by Friday, owner me': the form,
 * with what was understood in it. Nothing is recorded until its button is pressed.
 */
export async function beginAction({ store }: ActionPorts, context: Context, text: string): Promise<Answer> {
  const { who, today } = context
  const people = await listPeople(store, who.partnership.partnership.id, { today, limit: 1000 })
  const read = readWanted(context, people, asBegun(text, context))
  return 'refused' in read
    ? newActionForm(store, context, read.filled, read.refused)
    : newActionForm(store, context, asFilled(read.wanted))
}

const namesOwner = /^\s*(?:(?:owners?|owned by|led by|assigned to)\s*:?|lead:)\s+([\s\S]+)$/i
const namesDay = /^\s*(?:due|deadline|by)(?:\s+date)?\s*:?\s+([\s\S]+)$/i
/** A day at the end of the words, with nothing to part it from them. */
const dayAtEnd = /\s+(?:due|by|before)\s+((?:\S+\s+){0,3}\S+?)\.?$/i

/** What each part says. Who is not named is whoever types; where no group is, it is the one they most likely mean. */
function asBegun(text: string, context: Context): Filled {
  const [, code = '', rest = text] =
    /^(?:(?:for|in|on|to)\s+)?([a-z][\w-]*)\b[:,]?\s*([\s\S]*)$/i.exec(text) ?? []
  const group = findGroup(context.who.partnership, code)
  const filled = { group: (group ?? likelyGroup(context))?.id ?? '', what: '', owner: 'me', due: '' }
  for (const part of (group ? rest : text).split(/[;,|]/)) {
    const owner = namesOwner.exec(part)?.[1]
    const due = namesDay.exec(part)?.[1]
    if (owner !== undefined) filled.owner = owner.trim()
    else if (due !== undefined && readDate(due, context.today)) filled.due = due.trim()
    else filled.what = `${filled.what},${part}`.replace(/^,/, '').trim()
  }
  const day = dayAtEnd.exec(filled.what)
  if (filled.due !== '' || !day?.[1] || !readDate(day[1], context.today)) return filled
  return { ...filled, what: filled.what.slice(0, day.index), due: day[1] }
}
