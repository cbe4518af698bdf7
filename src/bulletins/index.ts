import { z } from 'zod'
import type { Context, Feature, VerbHandler, View } from '../feature.ts'
import type { Spreadsheets } from '../ports/files.ts'
import type { Store } from '../ports/store.ts'
import { acknowledge } from './acknowledge.ts'
import { answer } from './answer.ts'
import { ask } from './ask.ts'
import { bulletinCommands } from './bulletin-commands.ts'
import { bulletinDeliveries } from './bulletin-deliveries.ts'
import { type BulletinVerb, bulletinVerbs } from './bulletin-transitions.ts'
import { changeBulletin } from './change-bulletin.ts'
import { type Composed, formCleaned, newBulletinForm, save } from './compose.ts'
import { composeForm } from './compose-form.ts'
import { acceptedLedger } from './export-ledger.ts'
import { knownBulletins } from './known-bulletins.ts'
import { listBulletins } from './list-bulletins.ts'
import type { BulletinPorts } from './ports.ts'
import { countReads } from './reads.ts'
import { copyCardFor, noSuchBulletin, seeBulletin, steeringCardFor, steers } from './see-bulletin.ts'
import { countSeen, noteSeen } from './seen.ts'
import { showBulletin, shown } from './show-bulletin.ts'
import { wakeBulletin } from './wake-bulletin.ts'

/** Learning bulletins: written, approved by a second person, sent to thousands, read, corrected and withdrawn. */
export function bulletinsFeature(given: { store: Store; spreadsheets: Spreadsheets }): Feature {
  const ports: BulletinPorts = { ...given, known: knownBulletins(given.store) }
  return {
    commands: bulletinCommands(ports),
    verbs: verbs(ports),
    again: {
      'bulletin.save': (context, data, why) =>
        formCleaned(ports, context, { composed: composed(data), refused: [why] }),
    },
    views: views(ports),
    wakes: {
      bulletin: (doc, now) => wakeBulletin(ports, doc, now),
      'bulletin-read': doc => countReads(given.store, doc),
      'bulletin-seen': doc => countSeen(given.store, doc),
    },
    seen: (context, upTo) => noteSeen(given.store, context, upTo),
    deliveries: bulletinDeliveries(ports),
  }
}

const ref = z.string().max(20)
/** What a press may say, and no more: what else it brings is no card's. New words come by their form alone. */
const pressed = z.object({
  ref,
  version: z.number().int().optional(),
  step: z.enum(bulletinVerbs as [BulletinVerb]),
  note: z.string().max(4000).optional(),
})
const saved = z.object({
  ref: ref.optional(),
  version: z.number().int().optional(),
  correct: z.boolean().optional(),
  note: z.string().max(4000).optional(),
})
const read = z.object({ ref, words: z.number().int().min(0).default(0) })
const answered = z.object({
  ref,
  question: z.string().max(200),
  answer: z.string().max(4000).default(''),
})
const listed = z.object({ page: z.number().int().min(1).max(9999).default(1) })

/** What the form sends: its fields, and which bulletin they are of. */
function composed(data: unknown): Composed {
  return { ...saved.parse(data), form: composeForm.parse(data) }
}

function verbs(ports: BulletinPorts): Record<string, VerbHandler> {
  const { store } = ports
  return {
    'bulletin.new': (context, data) => {
      const { start } = z.object({ start: z.string().max(40).optional() }).parse(data)
      return newBulletinForm(ports, context, start, composeForm.parse(data))
    },
    'bulletin.save': (context, data) => save(ports, context, composed(data)),
    'bulletin.step': (context, data) => {
      const { step, ...asked } = pressed.parse(data)
      return changeBulletin(ports, context, { ...asked, verb: step })
    },
    'bulletin.show': (context, data) =>
      showBulletin(ports, context, z.object({ ref, what: z.enum(shown) }).parse(data)),
    'bulletin.read': (context, data) => acknowledge(ports, context, read.parse(data)),
    'bulletin.ask': (context, data) =>
      ask(store, context, z.object({ ref, question: z.string().max(4000).default('') }).parse(data)),
    'bulletin.answer': (context, data) => {
      const { answer: text, ...asked } = answered.parse(data)
      return answer(store, context, { ...asked, text })
    },
    'bulletin.list': (context, data) => listBulletins(store, context, listed.parse(data).page),
    'bulletin.ledger': (context, data) => acceptedLedger(ports, context, data),
  }
}

function views({ store }: BulletinPorts): Record<string, View> {
  const copy = async (context: Context, wanted: string) => {
    const seen = await seeBulletin(store, context.who, wanted, context.today)
    if (!seen) return noSuchBulletin
    const at = { partnership: context.who.partnership.partnership.id, today: context.today }
    return { card: await copyCardFor(store, at, seen, { person: context.who.person.id }) }
  }
  return {
    bulletin: async (context, wanted) => {
      const seen = await seeBulletin(store, context.who, wanted, context.today)
      // A view may be named by whoever presses: who only got it sees their copy.
      if (seen && !steers(seen)) return copy(context, wanted)
      return seen ? { card: await steeringCardFor(store, context, seen) } : noSuchBulletin
    },
    'bulletin-copy': copy,
  }
}
