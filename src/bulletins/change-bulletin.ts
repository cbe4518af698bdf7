import type { Answer, Context } from '../feature.ts'
import type { Write } from '../ports/store.ts'
import { decideOnce } from '../turn/decide-once.ts'
import { allowedNames } from './allowed-names.ts'
import { applyStep, type Taken } from './apply-step.ts'
import { withAsked } from './ask-approval.ts'
import { type Bulletin, bulletinDraft, bulletinPartition } from './bulletin.ts'
import { newsFor } from './bulletin-news.ts'
import { writersOf } from './bulletin-rules.ts'
import { isPossible, ruleOf } from './bulletin-transitions.ts'
import type { StepPorts } from './ports.ts'
import { progressDraft } from './progress-delivery.ts'
import { whyNotPossible } from './refusals.ts'
import { noSuchBulletin, type SeenBulletin, seeBulletin, steeringCardFor, steers } from './see-bulletin.ts'
import { readStep, type Step } from './step-rules.ts'

/** What is answered instead of how the bulletin stands, when a step is refused. */
type Instead = (seen: SeenBulletin, refused: readonly string[]) => Promise<Answer>

/**
 * Takes one step with a bulletin, once for a turn, and sets going what follows from it. Pressed on a card that is out of
 * date it changes nothing and shows how things stand, or what is given instead; refused, it says every reason.
 */
export async function changeBulletin(
  ports: StepPorts,
  context: Context,
  step: Step,
  instead?: Instead,
): Promise<Answer> {
  const { who, today, now } = context
  const { store } = ports
  const partition = bulletinPartition(who.partnership.partnership.id, step.ref)
  const answer = await decideOnce(store, partition, context, async () => {
    const seen = await seeBulletin(store, who, step.ref, today)
    if (!seen || !steers(seen)) return { writes: [], reply: noSuchBulletin }
    const names = await allowedNames(store, context, step.note ?? '')
    const decided = decide(seen, step, { ...context, names })
    if ('refused' in decided) {
      if (instead) return { writes: [], reply: await instead(seen, decided.refused) }
      const notice = decided.refused.join(' ')
      return { writes: [], reply: { card: await steeringCardFor(store, context, seen, notice) } }
    }
    const stepped = applyStep(seen.bulletin, decided.taken)
    const asks = step.verb === 'correct' && stepped.pending !== undefined
    const changed = asks ? await withAsked(store, who.partnership, stepped, { now }) : stepped
    const writes: Write[] = [
      { replace: bulletinDraft(changed, now), etag: seen.doc.etag },
      ...newsFor(context, { before: seen.bulletin, bulletin: changed, verb: step.verb }).map(create => ({
        create,
      })),
      ...progressCards(seen.bulletin, changed, now),
    ]
    const notice = `${step.ref}: you ${ruleOf(step.verb).past}.`
    return { writes, reply: { view: `bulletin:${step.ref}`, notice } }
  })
  ports.known.forget(partition)
  return answer
}

function decide(
  seen: SeenBulletin,
  step: Step,
  context: Context & { names: readonly string[] },
): { taken: Taken } | { refused: string[] } {
  const { bulletin, roles } = seen
  const { by, title } = ruleOf(step.verb)
  const last = bulletin.history.at(-1)?.what
  if (step.version !== undefined && step.version !== bulletin.version)
    return { refused: [`Nothing was changed: this moved on since your card was made (${last}).`] }
  if (!isPossible(step.verb, bulletin))
    return { refused: [`${whyNotPossible(step.verb, bulletin)} Nothing was changed.`] }
  if (!roles.includes(by)) return { refused: [whyNotYours(seen, context)] }
  if (step.version === undefined && hasOtherVersions(step.verb, bulletin))
    return {
      refused: [
        `Nothing was changed: it is not as it was first put forward. This is what you would approve: press “${title}”, or type ${bulletin.ref} ${step.verb.replace('-', ' ')} version ${bulletin.version}.`,
      ],
    }
  return readStep(bulletin, step, context)
}

/** Whether what was put forward for approval was put forward otherwise before: who types may have seen that. */
function hasOtherVersions(verb: Step['verb'], { frozen, pending }: Bulletin): boolean {
  if (verb === 'approve') return (frozen?.no ?? 1) > 1
  return verb === 'approve-correction' && (pending?.times ?? 1) > 1
}

function whyNotYours({ bulletin, roles }: SeenBulletin, { who }: Context): string {
  const own = writersOf(bulletin).includes(who.person.id)
  if (own)
    return 'A second person approves what you wrote: somebody of the business team, a chair or the Executive. Nothing was changed.'
  return roles.includes('author')
    ? 'This audience needs the approval of a chair (local rule). Nothing was changed.'
    : 'Only its author and the business team do this. Nothing was changed.'
}

/** Whoever sets sending going gets a card that shows how far it is; what is done to it meanwhile shows there at once. */
function progressCards(before: Bulletin, bulletin: Bulletin, now: string): Write[] {
  const begins = bulletin.sending?.run !== before.sending?.run
  const underWay = before.status === 'sending' || before.status === 'paused'
  const changed = underWay && bulletin.status !== before.status
  if (!begins && !changed) return []
  const draft = progressDraft(bulletin, now, begins ? undefined : `v${bulletin.version}`)
  return draft ? [{ create: draft }] : []
}
