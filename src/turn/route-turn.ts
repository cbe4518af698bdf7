import { ZodError, z } from 'zod'
import { meet } from '../delivery/places.ts'
import type { Answer, Audience, Command, Context, Feature, VerbHandler } from '../feature.ts'
import { dayOf } from '../partnership/day.ts'
import { recognise } from '../partnership/records.ts'
import { isChair } from '../partnership/who.ts'
import { HolidaysUnknown } from '../partnership/working-days.ts'
import type { Bot, Reply, Turn } from '../ports/bot.ts'
import type { Clock } from '../ports/clock.ts'
import { UnreadableFile } from '../ports/files.ts'
import { errorKind, type Log, type Metrics } from '../ports/log.ts'
import { AlreadyExists, CommitUnconfirmed, StaleWrite, type Store, StoreUnavailable } from '../ports/store.ts'
import { closestCommands, commandsAbout } from './closest-command.ts'
import { guardTurn, withWarning } from './guard-turn.ts'
import { helpCard, helpFor, sayVerb } from './help-card.ts'

export type RouterPorts = {
  store: Store
  clock: Clock
  log: Log
  metrics: Metrics
  features: readonly Feature[]
}

const mostTyped = 4000
const said = z.object({ text: z.string().max(mostTyped) })

const refusal: Reply = {
  text: 'Hello. Convenor serves the members of a safeguarding partnership, and your account is not on its list. If it should be, please ask your partnership’s business team.',
}

/** Everything somebody says or presses comes in here: who is it, which flow does it start, what is the answer. */
export function createBot(ports: RouterPorts): Bot {
  const commands = ports.features.flatMap(feature => feature.commands ?? [])
  const verbs = together(ports.features, feature => feature.verbs)
  const views = together(ports.features, feature => feature.views)
  const again = together(ports.features, feature => feature.again)

  const route = async (context: Context, input: Turn['input']): Promise<Answer> => {
    if ('met' in input) return help(context, commands)
    if ('verb' in input && input.verb === sayVerb)
      return typed(context, { commands, features: ports.features }, said.parse(input.data).text)
    if ('verb' in input) return press(verbs, context, input)
    if ('seen' in input) return seen(ports, context, input.seen)
    if ('search' in input) return found(context, ports.features, input.search)
    if ('message' in input) return fromMessage(context, ports.features, input.message)
    return typed(context, { commands, features: ports.features }, input.text)
  }

  const show = async (context: Context, answer: Answer): Promise<Reply> => {
    if (!('view' in answer)) return answer
    const [name = '', ...rest] = answer.view.split(':')
    const view = Object.hasOwn(views, name) ? views[name] : undefined
    const made = answer.fresh ?? (() => view?.(context, rest.join(':')))
    const shown: Reply = (await made()) ?? { text: '' }
    if (!answer.notice) return shown
    if ('card' in shown) return { card: { ...shown.card, notice: answer.notice }, settled: true }
    return { text: 'text' in shown ? `${answer.notice} ${shown.text}`.trim() : answer.notice }
  }

  return {
    async handle(turn) {
      try {
        const context = await contextOf(ports, turn)
        if (!context) return refusal
        if (context.openly && 'verb' in turn.input && turn.input.verb !== sayVerb) return inPrivate
        const guarded = await guardTurn({ store: ports.store, again }, context, turn.input)
        if ('refused' in guarded) return await show(context, guarded.refused)
        const answer = await route(context, guarded.input)
        // What the notice says has happened, whatever becomes of the card that was to show it.
        const shown = await show(context, answer).catch(error => {
          if (!('view' in answer && answer.notice)) throw error
          trouble(ports, error)
          return { text: answer.notice }
        })
        return withWarning(shown, guarded.warning)
      } catch (error) {
        return trouble(ports, error)
      }
    },
  }
}

async function press(
  verbs: Readonly<Record<string, VerbHandler>>,
  context: Context,
  { verb, data }: { verb: string; data: unknown },
): Promise<Answer> {
  const handler = Object.hasOwn(verbs, verb) ? verbs[verb] : undefined
  return handler ? handler(context, data) : { text: 'This button is of an older version. Please type help.' }
}

/** Only somebody's own chat tells who has seen it. */
async function seen({ features }: RouterPorts, context: Context, upTo: string): Promise<Reply> {
  if (context.place.kind === 'personal') for (const feature of features) await feature.seen?.(context, upTo)
  return { nothing: true }
}

/** What each feature brings, by its name. */
function together<T>(
  features: readonly Feature[],
  of: (feature: Feature) => Readonly<Record<string, T>> | undefined,
): Readonly<Record<string, T>> {
  return Object.assign({}, ...features.map(feature => of(feature) ?? {}))
}

async function contextOf({ store, clock }: RouterPorts, turn: Turn): Promise<Context | undefined> {
  const now = clock.now()
  const today = dayOf(now)
  const who = await recognise(store, turn.from, today)
  if (!who) return undefined
  const place = turn.place.kind === 'personal' ? { ...turn.place, entraId: turn.from.entraId } : turn.place
  // Whoever sees a chat has said nothing in it.
  if (place.kind === 'personal' && !('seen' in turn.input)) {
    const again = 'met' in turn.input
    await meet(store, who.partnership.partnership.id, who.person.id, { at: place, now, again })
  }
  return {
    who,
    turnId: turn.activityId,
    place,
    pressed: place.kind === 'personal' ? turn.pressed : undefined,
    openly: place.kind !== 'personal' && !turn.aside,
    now,
    today,
    attached: 'attached' in turn.input ? turn.input.attached : undefined,
  }
}

async function found(context: Context, features: readonly Feature[], words: string): Promise<Answer> {
  const lists = await Promise.all(features.map(feature => feature.search?.(context, words) ?? []))
  return { found: lists.flat() }
}

async function fromMessage(
  context: Context,
  features: readonly Feature[],
  message: { text: string; link: string },
): Promise<Answer> {
  const feature = features.find(one => one.fromMessage)
  return feature?.fromMessage?.(context, message) ?? { text: 'Nothing can be made of a message yet.' }
}

type Known = { commands: readonly Command[]; features: readonly Feature[] }

async function typed(context: Context, { commands, features }: Known, text: string): Promise<Answer> {
  const words = text.trim()
  if (words.length > mostTyped)
    return { text: `That is more than ${mostTyped} characters. Please say it shorter; nothing was changed.` }
  if (/^(help|hello|hi|\?)?$/i.test(words)) return help(context, commands)
  if (thanks.test(words)) return { text: 'You are welcome.' }
  for (const command of commands) {
    const match = command.pattern.exec(words)
    if (!match) continue
    if (!command.everywhere && context.openly) return inPrivate
    const answer = await command.run(context, match)
    if (answer) return answer
  }
  for (const { reads } of context.openly ? [] : features) {
    const read = await reads?.(context, words)
    if (read) return read
  }
  const near = likeliest(words, helpFor(commands, audiencesOf(context)))
  return {
    card: helpCard({
      heading: 'That was not understood',
      intro: `Nothing was changed.${didYouMean(near)}`,
      commands: near.map(({ command: { usage, means } }) => ({ usage, means })),
      says: [...new Set([...near.flatMap(({ say }) => say ?? []), 'my actions', 'help'])],
    }),
  }
}

/** Nobody is told that their thanks were not understood. */
const thanks =
  /^(?:(?:ok|okay|great|perfect|lovely|brilliant)[,!. ]+)?(?:many thanks|thanks|thank you|thankyou|thx|cheers|ta)(?: (?:so|very) much| a lot| again| all| convenor)?[.! ]*$/i

function didYouMean([first, second]: readonly Likely[]): string {
  if (!first) return ''
  return second ? ' Did you mean one of these?' : ` Did you mean “${first.command.usage}”?`
}

type Likely = { command: Pick<Command, 'usage' | 'means'>; say?: string }

/** What somebody most likely meant: a ref without its dashes, what a first word alone begins, the nearest words, or what is about the same. */
function likeliest(words: string, commands: readonly Command[]): Likely[] {
  const ref = /^([a-z]{2,12})[ -]?(\d{2})[ -]?(\d{3,5})$/i.exec(words)
  if (ref) {
    const say = `${ref[1]}-${ref[2]}-${ref[3]}`.toUpperCase()
    return [{ command: { usage: say, means: 'the record with this ref' }, say }]
  }
  const begun = commands.filter(({ usage }) => usage.toLowerCase().startsWith(`${words.toLowerCase()} `))
  if (begun.length > 0) return begun.slice(0, 3).map(command => ({ command }))
  const near = closestCommands(words, commands)
  return near.length > 0 ? near : commandsAbout(words, commands).map(command => ({ command }))
}

/** For what is typed and not for everywhere, and for buttons: cards that others see have none but those that say a command. */
const inPrivate: Reply = {
  text: 'Please do that in your own chat with Convenor: here everybody would see the answer.',
}

/** What somebody is to the list of commands: chairs of any group see what chairs do, the business team all. */
function audiencesOf({ who, today }: Context): Audience[] {
  if (who.person.businessTeam) return ['chairs', 'business-team']
  const chairs = who.partnership.groups.some(group => isChair(group, who.person.id, today, who.partnership))
  return chairs ? ['chairs'] : []
}

function help(context: Context, commands: readonly Command[]): Answer {
  const { person } = context.who
  const name = person.name ?? person.title
  const intro = `Hello, ${name}. Press a button, or type any of these; QIO and the numbers are examples. The cards have buttons for the same.`
  const shown = helpFor(commands, audiencesOf(context))
  const says = ['my actions', 'for my answer', 'new action', 'log', 'agenda', 'bulletins']
  return { card: helpCard({ heading: 'Convenor', intro, commands: shown, says }) }
}

/** Trouble becomes a line that says what to do. What went wrong goes to the log as its kind, never as its text. */
function trouble({ log, metrics }: RouterPorts, error: unknown): Reply {
  const why = errorKind(error)
  log.error('turn-failed', { why })
  metrics.count('turns_failed_total', { why })
  if (error instanceof UnreadableFile) return { text: `${error.message} Nothing was changed.` }
  if (error instanceof HolidaysUnknown) return { text: error.message }
  if (error instanceof ZodError)
    return {
      text: 'This card’s values could not be read, so nothing was changed. Please type help and start again.',
    }
  if (error instanceof StaleWrite || error instanceof AlreadyExists)
    return {
      text: 'Several people changed this at the same moment, and nothing of yours was saved. Please send or press it again.',
    }
  if (error instanceof CommitUnconfirmed)
    return {
      text: 'The records did not answer, so it is not certain that this was saved. Please look at it in a minute before you try again.',
    }
  if (error instanceof StoreUnavailable)
    return {
      text: 'The records cannot be reached just now. Nothing was changed. Please try again in a minute.',
    }
  return {
    text: 'Something went wrong on our side. Nothing was changed. Please try again; if it stays, tell the business team.',
  }
}
