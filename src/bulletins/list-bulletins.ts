import { readDelivery, recipientTag } from '../delivery/delivery.ts'
import type { Answer, Context } from '../feature.ts'
import type { Store } from '../ports/store.ts'
import { type Bulletin, bulletinId, bulletinPartition, readBulletin } from './bulletin.ts'
import { reachOf } from './bulletin-rules.ts'

const onPage = 8

/** The bulletins of somebody who writes them: their own, or for the business team all; for others those they were sent. */
export async function listBulletins(
  store: Store,
  context: Context,
  after: string | undefined,
): Promise<Answer> {
  const { person, partnership } = context.who
  const writes = reachOf(context.who) !== undefined
  const found = writes
    ? await written(store, context, after)
    : { bulletins: await received(store, context), next: undefined }
  if (found.bulletins.length === 0)
    return {
      text: writes ? 'There are no bulletins yet. Type new bulletin.' : 'No bulletin was sent to you yet.',
    }
  const note = writes
    ? 'Type new bulletin to write one.'
    : `Sent to you by ${partnership.partnership.names.at(-1)?.short}.`
  return {
    card: {
      template: 'bulletins/list',
      summary: 'Learning bulletins',
      data: {
        heading: person.businessTeam ? 'Learning bulletins' : 'Your learning bulletins',
        note,
        rows: found.bulletins.map(one => rowOf(one, writes)),
        more: found.next ? [{ title: 'More', data: { after: found.next } }] : [],
      },
    },
  }
}

function rowOf({ ref, words, status, withdrawn }: Bulletin, writes: boolean) {
  return {
    title: withdrawn && !writes ? ref : `${ref}: ${words.title}`,
    state: withdrawn ? 'Withdrawn' : `${status[0]?.toUpperCase()}${status.slice(1)}`,
    open: writes ? 'Open' : 'Get it again',
    data: { ref, what: writes ? 'steering' : 'again' },
  }
}

async function written(store: Store, { who }: Context, after: string | undefined) {
  const { docs, next } = await store.find({
    partnership: who.partnership.partnership.id,
    type: 'bulletin',
    tags: who.person.businessTeam ? ['bulletin'] : [`author:${who.person.id}`],
    limit: onPage,
    ...(after ? { after } : {}),
  })
  return { bulletins: docs.map(readBulletin), next }
}

const mostDeliveries = 200

async function received(store: Store, { who }: Context): Promise<Bulletin[]> {
  const { id: partnership } = who.partnership.partnership
  const { docs } = await store.find({
    partnership,
    type: 'delivery',
    tags: [recipientTag({ person: who.person.id }), 'state:sent'],
    limit: mostDeliveries,
  })
  const refs = docs
    .map(readDelivery)
    .filter(({ kind }) => kind === 'bulletin')
    .map(({ about }) => about.id.replace('bulletin:', ''))
  const latest = [...new Set(refs)].sort().slice(-onPage)
  const found = await Promise.all(
    latest.map(ref => store.get(bulletinPartition(partnership, ref), bulletinId(ref))),
  )
  return found.flatMap(doc => (doc ? [readBulletin(doc)] : []))
}
