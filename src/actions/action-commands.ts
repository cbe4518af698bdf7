import type { Answer, Command, Context } from '../feature.ts'
import { beginAction } from './begin-action.ts'
import { changeAction } from './change-action.ts'
import { offerLog } from './export-log.ts'
import { findStep } from './find-step.ts'
import { previewImport } from './import-log.ts'
import { listCommands, ref } from './list-commands.ts'
import { postBoard } from './log-board.ts'
import type { ActionPorts } from './ports.ts'
import { readDetails } from './read-details.ts'
import { newActionForm, recordAction } from './record-action.ts'
import { hidesName } from './sentence-names.ts'
import { splitAction } from './split-action.ts'
import { typedImport } from './typed-import.ts'
import { beginningOf, readTyped, type Typed, type TypedStep, typedSteps } from './typed-steps.ts'
import { namedHere, notUnderstood, understand } from './understand.ts'
import { undoAction } from './undo-action.ts'

/** What can be typed about actions. Whatever a button does can also be typed. */
export function actionCommands(ports: ActionPorts): Command[] {
  return [...listCommands(ports), ...fileCommands(ports), ...recordCommands(ports), ...changeCommands(ports)]
}

function fileCommands(ports: ActionPorts): Command[] {
  return [
    {
      usage: 'post log QIO',
      means:
        'put a group’s log into its channel, as one card that follows every change (chairs and business team)',
      section: 'For chairs',
      audience: 'chairs',
      pattern: /^post log\s+(\S+)$/i,
      everywhere: true,
      run: (context, [, code = '']) => postBoard(ports.store, context, code),
    },
    {
      usage: 'import QIO',
      means: 'bring in a log from the Excel or CSV file in the same message (business team)',
      section: 'For the business team',
      audience: 'business-team',
      pattern: /^import(?:\s+log)?\s+(?!people$)(\S+)$/i,
      run: (context, [, code = '']) => previewImport(ports, context, code),
    },
    {
      usage: 'import QIO now',
      means:
        'record the log that you were shown last; import QIO all, those rows too that may be there already; import QIO page 2, its next page',
      section: 'For the business team',
      audience: 'business-team',
      pattern: /^import(?:\s+log)?\s+(?!people\b)(\S+)\s+(?:(now|all)|page\s+(\d{1,4}))[.!]?$/i,
      run: (context, [, code = '', word = '', page]) =>
        typedImport(ports, context, page ? { code, page: Number(page) } : { code, alike: /all/i.test(word) }),
    },
    {
      usage: 'export QIO',
      means: 'a group’s whole log as an Excel file (chairs and business team)',
      section: 'For chairs',
      audience: 'chairs',
      pattern: /^export(?:\s+log)?\s+(\S+)$/i,
      run: (context, [, code = '']) => offerLog(ports, context, code),
    },
  ]
}

/** An action in the form that is recorded at once. */
const oneLine = /^new action\s+(?:in\s+)?([A-Za-z][\w-]*)\s*:\s*([\s\S]+)$/i

function recordCommands(ports: ActionPorts): Command[] {
  return [
    {
      usage: 'new action',
      means: 'record an action with a form',
      section: 'A group’s log',
      pattern: /^new action$/i,
      run: context => newActionForm(ports.store, context, {}),
    },
    {
      usage: 'new action QIO: Publish the toolkit; owner: Director of Practice; due: 12 Jan',
      means: 'record an action in one line',
      section: 'A group’s log',
      // With a number it is said of an action that is there: 'add action 14 to the agenda'.
      pattern:
        /^(?:please\s+)?(?:new\s+action|(?:(?:add|create|record|make)\s+(?:an?\s+)?|log\s+an?\s+)(?:new\s+)?action(?!\s+(?:#?\d|[a-z0-9]+-\d|plan\b)))\b[\s:,–-]+([\s\S]+)$/i,
      run: (context, { input = '', 1: words = '' }) => {
        const [, group, rest = ''] = oneLine.exec(input) ?? []
        return group === undefined
          ? beginAction(ports, context, words)
          : recordAction(ports, context, { group, ...readParts(rest) })
      },
    },
  ]
}

function changeCommands(ports: ActionPorts): Command[] {
  const step = (one: TypedStep): Command => ({
    usage: `QIO-26-014 ${one.usage}`,
    means: one.means,
    ...(one.ofChairs
      ? { section: 'For chairs' as const, audience: 'chairs' as const }
      : { section: 'Your actions' as const }),
    pattern: new RegExp(`^${ref}[,:]?\\s+(${beginningOf(one)}[\\s\\S]*)$`, 'i'),
    run: async (context, [text, typed = '', after = '']) => {
      const ref = typed.toUpperCase()
      const read = readTyped(after, context.today)
      if (!read?.isPlain || (await isBuried(ports, context, read)))
        return confirmFirst(ports, context, { ref, text })
      const { step, thing, note } = read
      const named = step.names ? { [step.names]: thing } : {}
      return changeAction(ports, context, { ref, verb: step.verb, note, ...named })
    },
  })
  return [...typedSteps.map(step), ...detailCommands(ports)]
}

/** Whether what a step names is known only as the beginning of what was typed for it: then a reader of free words finds it. */
async function isBuried(
  ports: ActionPorts,
  context: Context,
  { step: { verb, names }, thing }: Typed,
): Promise<boolean> {
  if (names === undefined || names === 'date') return false
  const { unfound } = await findStep(ports.store, context, { verb, note: '', [names]: thing })
  return unfound !== undefined && hidesName(thing, names, await namedHere(ports.store, context))
}

/** What reads like a step and may be none is shown as it was understood. */
async function confirmFirst(
  ports: ActionPorts,
  context: Context,
  { ref, text }: { ref: string; text: string },
): Promise<Answer> {
  return (await understand(ports, context, text)) ?? { view: `action:${ref}`, notice: notUnderstood }
}

function detailCommands(ports: ActionPorts): Command[] {
  return [
    {
      usage: 'QIO-26-014 split: …; owner: Named Nurse; due: 12 Jan',
      means: 'make a part an action of its own (chairs, business team)',
      section: 'For chairs',
      audience: 'chairs',
      pattern: new RegExp(`^${ref}[,:]?\\s+split\\b[,:]?\\s*([\\s\\S]*)$`, 'i'),
      run: (context, [, typed = '', rest = '']) => {
        const { what, owner, due } = readParts(rest)
        return splitAction(ports, context, { ref: typed.toUpperCase(), note: what, person: owner, date: due })
      },
    },
    {
      usage: 'QIO-26-014 impact: …',
      means:
        'what it has changed for children; so too evidence: https://…, priority: …, marking: OFFICIAL-SENSITIVE',
      section: 'Your actions',
      pattern: new RegExp(
        `^${ref}[,:]?\\s+(impact|evidence|priority|marking)(?:\\s+on\\s+children)?\\s*:\\s*([\\s\\S]+)$`,
        'i',
      ),
      run: (context, [, typed = '', field = '', value = '']) =>
        changeAction(ports, context, {
          ref: typed.toUpperCase(),
          verb: 'describe',
          note: '',
          ...readDetails(context, { [field.toLowerCase()]: value }),
        }),
    },
    {
      usage: 'QIO-26-014 history',
      means: 'all that has happened with it, every word',
      section: 'Your actions',
      pattern: new RegExp(
        `^(?:${ref}[,:]?\\s+history|(?:show\\s+)?(?:the\\s+)?history\\s+of\\s+${ref})(?:\\s+please)?[.?!]*$`,
        'i',
      ),
      run: async (_, [, before, typed = before ?? '']) => ({ view: `history:${typed.toUpperCase()}` }),
    },
    {
      usage: 'QIO-26-014 undo',
      means: 'take back your own last step, within ten minutes',
      section: 'Your actions',
      pattern: new RegExp(`^${ref}[,:]?\\s+undo$`, 'i'),
      run: (context, [, typed = '']) => undoAction(ports, context, { ref: typed.toUpperCase() }),
    },
  ]
}

/** 'Publish it; owner: X; due: 12 Jan' in its parts, in any order; what is not given is empty. */
function readParts(text: string): { what: string; owner: string; due: string; source: string } {
  const parts = { what: '', owner: '', due: '', source: '' }
  for (const part of text.split(/[;|]/)) {
    const named = /^\s*(owner|due|source)s?\s*:\s*([\s\S]*)$/i.exec(part)
    if (named?.[1]) parts[named[1].toLowerCase() as keyof typeof parts] = (named[2] ?? '').trim()
    else parts.what = `${parts.what};${part}`.replace(/^;/, '').trim()
  }
  return parts
}
