import { z } from 'zod'
import type { Answer, Context, FormAgain, VerbHandler } from '../feature.ts'
import { actionView } from './action-card.ts'
import { type ActionVerb, transitions, verbs } from './action-transitions.ts'
import { readerOf } from './author.ts'
import { barsTo } from './barred-step.ts'
import { changeAction, noSuchAction, onAction } from './change-action.ts'
import { withRest } from './confirm-rest.ts'
import { acceptedLog } from './export-log.ts'
import { acceptImport } from './import-log.ts'
import { showImportPage } from './import-pages.ts'
import { groupLog } from './list-actions.ts'
import { readFilter } from './log-filter.ts'
import { mostSource } from './new-action-card.ts'
import type { ActionPorts } from './ports.ts'
import { readDetails, typedDetails } from './read-details.ts'
import { newActionForm, recordAction } from './record-action.ts'
import { fieldsOf } from './row-fields.ts'
import { seeAction } from './see-action.ts'
import { cardOf } from './show-action.ts'
import { splitAction } from './split-action.ts'
import { emptyStep, stepCardFor } from './step-form.ts'
import { undoAction } from './undo-action.ts'

const shortText = z.string().max(200)
const longText = z.string().max(4000).default('')
const cursor = z.string().max(500).optional()
/** An input that was left empty says nothing. */
const input = z
  .string()
  .trim()
  .max(1000)
  .transform(value => value || undefined)
  .optional()

/** What a press may say of a step, and no more: what else it brings is not the card's. */
const pressed = z.preprocess(
  fieldsOf,
  z.object({
    ref: shortText,
    version: z.number().int().optional(),
    view: z.string().max(1000).optional(),
    note: longText,
    date: input,
    agency: input,
    person: input,
    group: input,
    decision: z.enum(verbs).optional().catch(undefined),
  }),
)
const form = z.object({
  group: shortText.default(''),
  what: longText,
  owner: z.string().max(1000).default(''),
  due: shortText.default(''),
  source: z.string().max(mostSource).default(''),
  beside: shortText.default(''),
})

/** A form as far as it was filled in. */
const begun = form.partial().transform(given => {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value))
})

/** A chair's decision on what is late: with words alone it is taken, for a date or a person its form opens. */
async function decide(ports: ActionPorts, context: Context, asked: z.infer<typeof pressed>): Promise<Answer> {
  const { ref, view, note, decision } = asked
  if (!decision) return { view: view ?? `action:${ref}`, notice: `${ref}: choose first what you decide.` }
  const { needs } = transitions[decision]
  return needs === 'date' || needs === 'person'
    ? openForm(ports, context, { ref, step: decision, note })
    : changeAction(ports, context, { ...asked, verb: decision })
}

/** Details of a form; or of one field, where the words that were confirmed are what it is to say. */
function describe(
  ports: ActionPorts,
  context: Context,
  data: unknown,
  asked: z.infer<typeof pressed>,
): Promise<Answer> {
  const { field } = z.object({ field: z.enum(typedDetails).optional() }).parse(data)
  const read = field ? readDetails(context, { [field]: asked.note }) : readDetails(context, data, asked.note)
  return changeAction(ports, context, { ...asked, verb: 'describe', note: field ? '' : asked.note, ...read })
}

function openForm(
  ports: ActionPorts,
  context: Context,
  { ref, step, note }: { ref: string; step: ActionVerb; note: string },
): Promise<Answer> {
  return onAction(ports, context, ref, async seen => {
    const request = { ...emptyStep(step), note }
    const refused = barsTo(seen.action, step, readerOf(context, seen))
    return { writes: [], reply: { card: await stepCardFor(ports, context, seen, { request, refused }) } }
  })
}

/** The forms of actions as they come back when something in them may not be kept. */
export function actionForms(ports: ActionPorts): Record<string, FormAgain> {
  const step = (verb: ActionVerb): FormAgain => {
    return (context, data, why) => {
      const asked = pressed.parse(data)
      const more = verb === 'describe' ? readDetails(context, data, asked.note) : {}
      return onAction(ports, context, asked.ref, async seen => {
        const request = { ...asked, verb, ...more }
        const card = await stepCardFor(ports, context, seen, { request, refused: [why] })
        return { writes: [], reply: { card } }
      })
    }
  }
  return {
    ...Object.fromEntries(verbs.map(verb => [`action.${verb}`, withRest(ports, step(verb))])),
    'action.record': (context, data, why) => newActionForm(ports.store, context, form.parse(data), [why]),
  }
}

/** From a list to one of its actions, and back. */
const toAndFro = (ports: ActionPorts): Record<string, VerbHandler> => ({
  'action.show': withRest(ports, async (_, data) => {
    const { ref, view } = pressed.parse(data)
    return { view: actionView(ref, view) }
  }),
  'action.back': async (_, data) => ({
    view: z.object({ view: z.string().max(1000) }).parse(data).view,
  }),
})

/** The next page of a list, which its own view shows. */
const listPages: Record<string, VerbHandler> = Object.fromEntries(
  ['mine', 'overdue', 'to-agree'].map(list => [
    `actions.${list}`,
    async (_, data) => ({ view: `${list}:${z.object({ after: cursor }).parse(data).after ?? ''}` }),
  ]),
)

/** What the buttons on action cards do: each parses its card's values and starts the flow that typing starts too. */
export function actionButtons(ports: ActionPorts): Record<string, VerbHandler> {
  const change = (verb: ActionVerb): VerbHandler => {
    return async (context, data) => {
      const asked = pressed.parse(data)
      if (verb === 'split') return splitAction(ports, context, asked)
      if (verb === 'describe') return describe(ports, context, data, asked)
      return changeAction(ports, context, { ...asked, verb })
    }
  }
  return {
    ...Object.fromEntries(verbs.map(verb => [`action.${verb}`, withRest(ports, change(verb))])),
    'action.decide': (context, data) => decide(ports, context, pressed.parse(data)),
    'action.undo': withRest(ports, async (context, data) => undoAction(ports, context, pressed.parse(data))),
    'action.history': async (_, data) => {
      const { ref, before } = z
        .object({ ref: shortText, before: z.number().int().min(1).optional() })
        .parse(data)
      return { view: `history:${ref}${before === undefined ? '' : `?${before}`}` }
    },
    'action.open': async (context, data) => {
      const asked = pressed.parse(data)
      const seen = await seeAction(ports.store, context.who, asked.ref, context.today)
      return seen ? { card: await cardOf(ports, context, seen, { typed: asked.note }) } : noSuchAction
    },
    'action.new': (context, data) => newActionForm(ports.store, context, begun.parse(data)),
    ...toAndFro(ports),
    'action.form': withRest(ports, async (context, data) => {
      const { step } = z.object({ step: z.enum(verbs) }).parse(data)
      return openForm(ports, context, { ...pressed.parse(data), step })
    }),
    'action.record': async (context, data) => recordAction(ports, context, form.parse(data)),
    'actions.export': (context, data) => acceptedLog(ports, context, data),
    'actions.import': (context, data) => acceptImport(ports, context, data),
    'actions.import-page': (context, data) => showImportPage(ports.store, context, data),
    ...listPages,
    'actions.log': async (context, data) => {
      // The rest is its filter, of which only what a filter holds is read.
      const { group, after, ...rest } = z.looseObject({ group: shortText, after: cursor }).parse(data)
      return groupLog(ports.store, context, { code: group, filter: readFilter(rest), after })
    },
  }
}
