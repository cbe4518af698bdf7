import type { Answer, Command, Context } from '../feature.ts'
import { matchPerson } from '../partnership/match-person.ts'
import { listPeople } from '../partnership/records.ts'
import { groupLog } from './list-actions.ts'
import { type LogFilter, typedFilter } from './log-filter.ts'
import type { ActionPorts } from './ports.ts'

/** RR is the reviews' own, CL the challenge log's, LB that of bulletins. */
export const ref = '((?!RR-|CL-|LB-)[A-Za-z][A-Za-z0-9]{1,11}-\\d{2}-\\d{3,5})'

/** What can be typed to see actions: one, one's own, a group's, those of all groups. */
export function listCommands({ store }: ActionPorts): Command[] {
  const log = (always: LogFilter): Command['run'] => {
    return (context, [, code = '', words = '']) => {
      return narrowedLog(store, context, { code, words, always })
    }
  }
  return [
    {
      usage: 'my actions',
      means: 'what is with you, in all groups',
      section: 'Your actions',
      pattern: /^my actions?$/i,
      run: async () => ({ view: 'mine' }),
    },
    {
      usage: 'log QIO',
      means: 'a group’s open actions; log QIO red, log QIO closed and so on narrow it',
      section: 'A group’s log',
      pattern: /^log(?:\s+(\S+)(?:\s+(.+))?)?$/i,
      run: log({}),
    },
    {
      usage: 'overdue QIO',
      means: 'a group’s overdue actions; overdue alone, those of all groups that you can see',
      section: 'A group’s log',
      pattern: /^(?:(?:what is|what['’]?s|show|list)\s+)?overdue(?:\s+(?:in\s+)?([^\s?]+))?\??$/i,
      run: log({ overdue: 'yes' }),
    },
    {
      usage: 'find neglect',
      means: 'actions that you can see by words of them, their owners or their group; old ones too',
      section: 'A group’s log',
      // With a figure or 'out' in it, it is said of an action: 'find another owner for 14'.
      pattern: /^(?:find|search(?:\s+for)?)\s+(?!out\b)([^\d]{1,100})$/i,
      run: async (_, [, words = '']) => ({ view: `found:${words.trim()}` }),
    },
    {
      usage: 'QIO-26-014',
      means: 'one action with its history',
      section: 'Your actions',
      pattern: new RegExp(`^${ref}$`, 'i'),
      run: async (_, [, typed = '']) => ({ view: `action:${typed.toUpperCase()}` }),
    },
  ]
}

/** What no word of a filter is may be an owner's name or post. */
async function narrowedLog(
  store: ActionPorts['store'],
  context: Context,
  { code, words, always }: { code: string; words: string; always: LogFilter },
): Promise<Answer> {
  const { who, today } = context
  const { filter, unread } = typedFilter(words, who.partnership)
  const people =
    unread === '' ? [] : await listPeople(store, who.partnership.partnership.id, { today, limit: 1000 })
  const match = unread === '' ? undefined : matchPerson(unread, people)
  if (match && !('person' in match))
    return {
      text: `“${unread}” is not known here. Write log and a group’s code, and to narrow it: overdue, red, amber, in progress, blocked, closed, all, an agency, a priority, or an owner. Write find and words to look for actions that have them.`,
    }
  const owner = match ? { owner: match.person.id } : {}
  return groupLog(store, context, { code, filter: { ...filter, ...owner, ...always } })
}
