import type { Bulletin } from './bulletin.ts'
import { type BulletinRole, type BulletinVerb, ruleOf, stepsOpen } from './bulletin-transitions.ts'

/** What a button sends, and what is said with it first, where something must be. */
export type Button = { title: string; verb: string; data: object }
export type Ask = { title: string; id: string; label: string; button: Button }
export type Buttons = { buttons: Button[]; asks: Ask[] }

type Shown = { bulletin: Bulletin; roles: readonly BulletinRole[] }

/** What is asked of whoever approves comes first: nobody looks for it behind what its author may do. */
const deciding: readonly BulletinVerb[] = ['approve', 'return', 'approve-correction', 'return-correction']

/** Steps that this reader may take and that make sense, in two groups: to decide on what waits, and all else. */
export function steeringButtons({ bulletin, roles }: Shown, makesSense: (verb: BulletinVerb) => boolean) {
  const { ref } = bulletin
  const steps = stepsOpen(bulletin, roles).filter(makesSense)
  const look = { title: 'See it as recipients do', verb: 'bulletin.show', data: { ref, what: 'preview' } }
  const again = { title: 'Look again', verb: 'bulletin.show', data: { ref, what: 'steering' } }
  const lead = buttonsOf(
    bulletin,
    steps.filter(verb => deciding.includes(verb)),
  )
  const others = buttonsOf(
    bulletin,
    steps.filter(verb => !deciding.includes(verb)),
  )
  const decides = lead.buttons.length > 0
  return {
    steps,
    lead: decides ? [look, ...lead.buttons] : [],
    leadAsks: lead.asks,
    rows: rowsOf([...(decides ? [] : [look]), ...others.buttons, again]),
    asks: others.asks,
  }
}

/** Teams shows six actions of a set, and no more. */
const mostInRow = 6

/** As few rows as hold them all, about equally long. */
function rowsOf(buttons: readonly Button[]): { buttons: Button[] }[] {
  const rows = Math.ceil(buttons.length / mostInRow)
  const inRow = Math.ceil(buttons.length / rows)
  return Array.from({ length: rows }, (_, i) => ({ buttons: buttons.slice(i * inRow, (i + 1) * inRow) }))
}

/** On the card as recipients see it: back to how it stands, and for whoever approves, what they came for. */
export function previewButtons({ bulletin, roles }: Shown): Buttons {
  const { ref } = bulletin
  const steps = stepsOpen(bulletin, roles).filter(
    verb => deciding.includes(verb) && (verb !== 'approve' || bulletin.frozen?.done === true),
  )
  const back = { title: 'Back', verb: 'bulletin.show', data: { ref, what: 'steering' } }
  const { buttons, asks } = buttonsOf(bulletin, steps)
  return { buttons: [back, ...buttons], asks }
}

function buttonsOf(bulletin: Bulletin, steps: readonly BulletinVerb[]): Buttons {
  return {
    buttons: steps.filter(isPlain).map(verb => stepButton(bulletin, verb)),
    asks: steps
      .filter(verb => !isPlain(verb))
      .map(verb => ({
        title: `${ruleOf(verb).title}…`,
        id: 'note',
        label: ruleOf(verb).asks ?? '',
        button: stepButton(bulletin, verb),
      })),
  }
}

/** Steps that need no words with them, and those whose words have a form of their own. */
export const isPlain = (verb: BulletinVerb): boolean => ruleOf(verb).asks === undefined || verb === 'correct'

function stepButton({ ref, version }: Bulletin, step: BulletinVerb): Button {
  const { title } = ruleOf(step)
  if (step === 'edit' || step === 'correct')
    return { title, verb: 'bulletin.show', data: { ref, what: step } }
  return { title, verb: 'bulletin.step', data: { ref, version, step } }
}
