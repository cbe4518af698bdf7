import type { Command } from '../feature.ts'
import type { ActionVerb } from './action-transitions.ts'
import { changeAction } from './change-action.ts'
import { groupLog } from './list-actions.ts'
import type { ActionPorts } from './ports.ts'
import { newActionForm, recordAction } from './record-action.ts'

/** RR is the reviews' own. */
const ref = '((?!RR-)[A-Za-z][A-Za-z0-9]{1,11}-\\d{2}-\\d{3,5})'

/** What can be typed about actions. Whatever a button does can also be typed. */
export function actionCommands(ports: ActionPorts): Command[] {
  return [...listCommands(ports), ...recordCommands(ports), ...changeCommands(ports)]
}

function listCommands({ store }: ActionPorts): Command[] {
  const log = (overdue: boolean): Command['run'] => {
    return (context, [, code = '']) => groupLog(store, context, { code, overdue })
  }
  return [
    {
      usage: 'my actions',
      means: 'what is with you, in all groups',
      pattern: /^my actions?$/i,
      run: async () => ({ view: 'mine' }),
    },
    { usage: 'log QIO', means: 'a group’s open actions', pattern: /^log(?:\s+(\S+))?$/i, run: log(false) },
    {
      usage: 'overdue QIO',
      means: 'a group’s overdue actions',
      pattern: /^overdue(?:\s+(\S+))?$/i,
      run: log(true),
    },
    {
      usage: 'QIO-26-014',
      means: 'one action with its history',
      pattern: new RegExp(`^${ref}$`, 'i'),
      run: async (_, [, typed = '']) => ({ view: `action:${typed.toUpperCase()}` }),
    },
  ]
}

function recordCommands(ports: ActionPorts): Command[] {
  return [
    {
      usage: 'new action',
      means: 'record an action with a form',
      pattern: /^new action$/i,
      run: context => newActionForm(ports.store, context, {}),
    },
    {
      usage: 'new action QIO: Publish the toolkit; owner: Director of Practice; due: 12 Jan',
      means: 'record an action in one line',
      pattern: /^new action\s+(?:in\s+)?([A-Za-z][\w-]*)\s*:\s*([\s\S]+)$/i,
      run: (context, [, group = '', rest = '']) =>
        recordAction(ports, context, { group, ...readParts(rest) }),
    },
  ]
}

function changeCommands(ports: ActionPorts): Command[] {
  const change = (verb: ActionVerb, usage: string, means: string, word: string = verb): Command => ({
    usage: `QIO-26-014 ${usage}`,
    means,
    pattern: new RegExp(`^${ref}[,:]?\\s+${word}\\b[,:]?\\s*([\\s\\S]*)$`, 'i'),
    run: (context, [, typed = '', note = '']) =>
      changeAction(ports, context, { ref: typed.toUpperCase(), verb, note }),
  })
  return [
    change('update', 'update …', 'say how it stands'),
    change('done', 'done …', 'say that it is done, and what shows it'),
    change('agree', 'agree', 'agree that it is complete (chairs)', 'agreed?'),
    change('return', 'return: …', 'return it with a reason (chairs)', 'return(?:ed)?'),
  ]
}

/** 'Publish it; owner: X; due: 12 Jan' in its parts, in any order; what is not given is empty. */
function readParts(text: string): { what: string; owner: string; due: string } {
  const parts = { what: '', owner: '', due: '' }
  for (const part of text.split(/[;|]/)) {
    const named = /^\s*(owner|due)\s*:?\s+([\s\S]*)$/i.exec(part)
    if (named?.[1]) parts[named[1].toLowerCase() as 'owner' | 'due'] = (named[2] ?? '').trim()
    else parts.what = `${parts.what};${part}`.replace(/^;/, '').trim()
  }
  return parts
}
