import type { Answer, Command, Context } from '../feature.ts'
import { agencyByWords } from '../partnership/find-agency.ts'
import { matchPerson } from '../partnership/match-person.ts'
import { may } from '../partnership/permissions.ts'
import { listPeople } from '../partnership/records.ts'
import { findGroup } from '../partnership/who.ts'
import { groupLog } from './list-actions.ts'
import { type LogFilter, typedFilter } from './log-filter.ts'
import type { ActionPorts } from './ports.ts'

/** RR is the reviews' own, CL the challenge log's, LB that of bulletins. */
export const ref = '((?!RR-|CL-|LB-)[A-Za-z][A-Za-z0-9]{1,11}-\\d{2}-\\d{3,5})'

/** As people ask for a list: 'show me …', 'what are …?', '… please'. */
const asking = (words: string): RegExp =>
  new RegExp(
    String.raw`^(?:please\s+)?(?:(?:can|could)\s+(?:you|i)\s+(?:please\s+)?)?(?:(?:show|list|give|see|view|open|get)\s+(?:me\s+)?|what(?:\s+is|\s+are|['’]?s)\s+)?(?:(?:all|the)\s+)*(?:${words})(?:,?\s+(?:please|pls|thanks))?[.?!]*$`,
    'i',
  )

const own = String.raw`my\s+(?:(?:open|current|overdue|outstanding)\s+)?(?:actions?|tasks?|list|log)|actions|what\s+(?:do\s+i\s+(?:have|need)\s+to\s+do|have\s+i\s+got(?:\s+to\s+do)?)|(?:is\s+)?with\s+me`
const agreeing = String.raw`(?:agreed?|(?:actions?\s+)?(?:waiting\s+)?(?:for\s+me\s+)?to\s+agree|(?:is\s+)?waiting\s+(?:for|on)\s+(?:me|my\s+agreement)(?:\s+to\s+agree)?|what\s+(?:do|must)\s+i\s+(?:(?:need|have)\s+to\s+)?agree)`
/** Before 'log' these are other commands. */
const code = String.raw`(?!(?:post|import|export|update|new|my|a)\b)(?<first>[a-z][a-z0-9]{1,11})`
/** After 'log' these are what somebody wants to have recorded: 'please log 14 as done', 'log that it is out'. */
const toRecord = String.raw`#?\d|[a-z0-9]+-\d|(?:that|this|it|an?|the)\b`
const log = String.raw`(?:action\s+)?log(?:\s+(?:(?:for|of)\s+(?:the\s+)?)?(?!please\b|${toRecord})(?<code>[^\s?]+)(?:\s+(?!please\b)(?<words>.+?))?)?|${code}(?:\s+action)?\s+log`
const overdue = String.raw`(?:(?:is\s+)?(?:anything|what)\s+)?overdue(?:\s+actions?)?(?:\s+(?:(?:in|for)\s+)?(?<code>[^\s?]+))?|${code}\s+overdue(?:\s+actions?)?`

/** What can be typed to see actions: one, one's own, a group's, those of all groups. */
export function listCommands({ store }: ActionPorts): Command[] {
  const listed = (always: LogFilter): Command['run'] => {
    return async (context, { groups = {} }) => {
      const { first = '', code = first, words = '' } = groups
      // 'risk log', 'nothing overdue': no group's.
      if (first !== '' && !seesLog(context, first)) return undefined
      return narrowedLog(store, context, { code, words, always })
    }
  }
  return [
    {
      usage: 'my actions',
      means: 'what is with you, in all groups',
      section: 'Your actions',
      pattern: asking(own),
      run: async () => ({ view: 'mine' }),
    },
    {
      usage: 'to agree',
      means: 'what waits for you to agree, in all groups',
      section: 'For chairs',
      audience: 'chairs',
      pattern: asking(agreeing),
      run: async () => ({ view: 'to-agree' }),
    },
    {
      usage: 'log QIO',
      means: 'a group’s open actions; log QIO red, log QIO closed, log QIO neglect and so on narrow it',
      section: 'A group’s log',
      pattern: asking(log),
      run: listed({}),
    },
    {
      usage: 'overdue QIO',
      means: 'a group’s overdue actions; overdue alone, those of all groups that you can see',
      section: 'A group’s log',
      pattern: asking(overdue),
      run: listed({ overdue: 'yes' }),
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

function seesLog({ who, today }: Context, code: string): boolean {
  const group = findGroup(who.partnership, code)
  return group !== undefined && may(who, 'see-log', group, today)
}

/** What no word of a filter is may be an owner's name or post, a word of an agency's name, or what the actions themselves say. */
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
  const agency = agencyByWords(unread, who.partnership.agencies)?.id
  const said = agency ? { agency } : { words: unread.slice(0, 100) }
  const named = match && ('person' in match ? { owner: match.person.id } : said)
  return groupLog(store, context, { code, filter: { ...filter, ...named, ...always } })
}
