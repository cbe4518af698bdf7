import { z } from 'zod'
import type { Context, VerbHandler } from '../feature.ts'
import { noteIdOf } from './action-card.ts'
import type { ActionVerb } from './action-transitions.ts'
import { changeAction } from './change-action.ts'
import { groupLog, myActions } from './list-actions.ts'
import type { ActionPorts } from './ports.ts'
import { recordAction } from './record-action.ts'

const shortText = z.string().max(200)
const longText = z.string().max(4000).default('')
const cursor = z.string().max(500).optional()

const pressed = z.looseObject({
  ref: shortText,
  version: z.number().int().optional(),
  view: shortText.optional(),
})
const form = z.object({
  group: shortText.default(''),
  what: longText,
  owner: shortText.default(''),
  due: shortText.default(''),
})

/** What the buttons on action cards do: each parses its card's values and starts the flow that typing starts too. */
export function actionButtons(ports: ActionPorts): Record<string, VerbHandler> {
  const change = (verb: ActionVerb): VerbHandler => {
    return async (context, data) => {
      const { ref, version, view, ...inputs } = pressed.parse(data)
      const note = longText.parse(inputs[noteIdOf(ref)])
      return changeAction(ports, context, { ref, verb, note, version, view })
    }
  }
  return {
    'action.update': change('update'),
    'action.done': change('done'),
    'action.agree': change('agree'),
    'action.return': change('return'),
    'action.show': async (_, data) => ({ view: `action:${pressed.parse(data).ref}` }),
    'action.record': async (context, data) => recordAction(ports, context, form.parse(data)),
    'actions.mine': async (context: Context, data) => ({
      card: await myActions(ports.store, context, z.looseObject({ after: cursor }).parse(data).after),
    }),
    'actions.log': async (context, data) => {
      const { group, overdue, after } = z
        .looseObject({ group: shortText, overdue: z.boolean(), after: cursor })
        .parse(data)
      return groupLog(ports.store, context, { code: group, overdue, after })
    },
  }
}
