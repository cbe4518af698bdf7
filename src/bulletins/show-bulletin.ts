import type { Answer, Context } from '../feature.ts'
import { allowedNames } from './allowed-names.ts'
import type { Bulletin } from './bulletin.ts'
import { correctionWaits } from './bulletin-transitions.ts'
import { editForm } from './compose.ts'
import { offerLedger } from './export-ledger.ts'
import { mayTell, readersText } from './may-tell.ts'
import { ownCopy } from './own-copy.ts'
import type { BulletinPorts } from './ports.ts'
import { copyCardFor, noSuchBulletin, seeBulletin, steeringCardFor, steers } from './see-bulletin.ts'
import { previewButtons } from './steering-buttons.ts'

/** What can be shown of a bulletin. 'own': how it stands for those who steer it, their copy for those who got it. */
export const shown = [
  'own',
  'steering',
  'preview',
  'edit',
  'correct',
  'again',
  'ledger',
  'unreachable',
] as const
export type Shown = (typeof shown)[number]

/** Shows what is asked of a bulletin, to whoever may see that. */
export async function showBulletin(
  ports: BulletinPorts,
  context: Context,
  { ref, what }: { ref: string; what: Shown },
): Promise<Answer> {
  const { store } = ports
  if (what === 'edit' || what === 'correct')
    return editForm(ports, context, { ref, correct: what === 'correct' })
  if (what === 'ledger' || what === 'unreachable')
    return offerLedger(ports, context, { ref, only: what === 'ledger' ? 'all' : what })
  const seen = await seeBulletin(store, context.who, ref, context.today)
  if (!seen) return noSuchBulletin
  if ((what === 'again' || !steers(seen)) && seen.copy) return ownCopy(ports, context, seen)
  if (!steers(seen)) return noSuchBulletin
  if (what === 'preview') {
    const at = { partnership: context.who.partnership.partnership.id, today: context.today }
    const allowed = await allowedNames(store, context, readersText(seen.bulletin))
    const notice = [
      'A preview: this is the card that recipients get. Your own buttons stand in the place of theirs.',
      ...mayTell(readersText(seen.bulletin), allowed),
    ].join(' ')
    const preview = previewButtons(seen)
    const bulletin = corrected(seen.bulletin)
    return { card: await copyCardFor(store, at, { ...seen, bulletin }, { notice, preview }) }
  }
  return { card: await steeringCardFor(store, context, seen) }
}

/** As it will be once the correction that waits is approved. */
function corrected(bulletin: Bulletin): Bulletin {
  const { pending, corrections } = bulletin
  if (!pending || !correctionWaits(bulletin)) return bulletin
  const { words, why, at, by } = pending
  return { ...bulletin, words, corrections: [...corrections, { no: corrections.length + 1, why, at, by }] }
}
