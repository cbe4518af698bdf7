import type { Answer, Context } from '../feature.ts'
import { peopleOf } from '../partnership/records.ts'
import type { Spreadsheets } from '../ports/files.ts'
import type { Store } from '../ports/store.ts'
import { decideOnce } from '../turn/decide-once.ts'
import { applyStep } from './apply-step.ts'
import { type Bulletin, bulletinDraft, bulletinPartition } from './bulletin.ts'
import { wordProblems } from './bulletin-rules.ts'
import { isPossible } from './bulletin-transitions.ts'
import { listDraft, listId } from './count-audience.ts'
import { noSuchBulletin, seeBulletin } from './see-bulletin.ts'

type Ports = { store: Store; spreadsheets: Spreadsheets }

const noFile = {
  text: 'Put the file into this chat, in the same message as the words. Nothing was changed.',
}

/**
 * Makes the people on an uploaded list (a column of e-mail addresses or ids) the audience of a draft. What is on it and
 * fits nobody is counted and said by row; never the value, which may be anything.
 */
export async function attachList(ports: Ports, context: Context, ref: string): Promise<Answer> {
  const { attached } = context
  if (!attached) return noFile
  const table = await ports.spreadsheets.read(await attached.fetch(), attached.name)
  const found = new Set<string>()
  const unknown: number[] = []
  for (const [i, cells] of table.entries()) {
    const ids = await Promise.all(cells.map(cell => personFor(ports.store, context, cell)))
    const id = ids.find(one => one !== undefined)
    if (id) found.add(id)
    else if (i > 0 && cells.some(cell => cell.trim() !== '')) unknown.push(i + 1)
  }
  if (found.size === 0)
    return {
      text: 'Nobody on that list is known here. It needs a column of e-mail addresses or ids. Nothing was changed.',
    }
  const some = unknown.slice(0, 10).join(', ')
  const missed = unknown.length === 0 ? '' : ` ${unknown.length} rows fit nobody known here (rows ${some}).`
  const people = [...found]
  return changeDraft(ports.store, context, ref, {
    notice: `${people.length} people are on the list.${missed}`,
    also: people,
    change: bulletin => ({ ...bulletin, audience: { ...bulletin.audience, listed: people.length } }),
  })
}

/** Takes the list out of a draft's audience again. */
export function dropList({ store }: Ports, context: Context, ref: string): Promise<Answer> {
  return changeDraft(store, context, ref, {
    notice: 'Its audience goes by no list any more.',
    change: bulletin => ({ ...bulletin, audience: { ...bulletin.audience, listed: 0 } }),
  })
}

async function personFor(store: Store, { who }: Context, cell: string): Promise<string | undefined> {
  const text = cell.trim()
  const people = peopleOf(who.partnership.partnership.id)
  if (text.includes('@')) {
    const tags = [`email:${text.toLowerCase()}`]
    const { docs } = await store.find({ ...people, type: 'person', tags, limit: 1 })
    return docs[0]?.id.replace('person:', '')
  }
  if (!/^[a-z0-9][a-z0-9-]{0,63}$/.test(text)) return undefined
  return (await store.get(people, `person:${text}`)) ? text : undefined
}

/** So much of a file fits a Teams card beside a page of text, once it is written as text. */
const mostPictureBytes = 4096

/** Puts a small picture, from the file in the same message, into a draft. What is too large is refused with what helps. */
export async function attachPicture(
  { store }: Ports,
  context: Context,
  { ref, alt }: { ref: string; alt: string },
): Promise<Answer> {
  const { attached } = context
  if (!attached) return noFile
  const bytes = await attached.fetch()
  const type = pictureType(bytes)
  if (!type) return { text: 'That is no PNG or JPEG picture. Nothing was changed.' }
  if (bytes.byteLength > mostPictureBytes)
    return {
      text: `The picture has ${Math.ceil(bytes.byteLength / 1024)} KB, and a Teams card of 28 KB holds a picture of ${mostPictureBytes / 1024} KB beside its text. Put it where an https address leads to it, and write that address into the form. Nothing was changed.`,
    }
  const url = `data:${type};base64,${Buffer.from(bytes).toString('base64')}`
  return changeDraft(store, context, ref, {
    notice: 'The picture is in the draft.',
    change: bulletin => ({ ...bulletin, words: { ...bulletin.words, picture: { url, alt: alt.trim() } } }),
  })
}

function pictureType(bytes: Uint8Array): string | undefined {
  const starts = (...marks: number[]) => marks.every((mark, i) => bytes[i] === mark)
  if (starts(0x89, 0x50, 0x4e, 0x47)) return 'image/png'
  return starts(0xff, 0xd8, 0xff) ? 'image/jpeg' : undefined
}

type Drafting = { notice: string; change(bulletin: Bulletin): Bulletin; also?: readonly string[] }

/** Changes a draft as its form does; what the card could not show is refused. */
function changeDraft(
  store: Store,
  context: Context,
  ref: string,
  { notice, change, also }: Drafting,
): Promise<Answer> {
  const { who, today, now } = context
  const partition = bulletinPartition(who.partnership.partnership.id, ref)
  return decideOnce(store, partition, context, async () => {
    const seen = await seeBulletin(store, who, ref, today)
    if (!seen?.roles.includes('author') || !isPossible('edit', seen.bulletin))
      return { writes: [], reply: noSuchBulletin }
    const { words, audience } = change(seen.bulletin)
    const problems = wordProblems(words)
    if (problems.length > 0)
      return { writes: [], reply: { text: `${problems.join(' ')} Nothing was changed.` } }
    const by = who.person.id
    const changed = applyStep(seen.bulletin, { verb: 'edit', by, now, note: '', words, audience })
    const list = also && listDraft(ref, also)
    const before = list && (await store.get(partition, listId(ref)))
    return {
      writes: [
        { replace: bulletinDraft(changed, now), etag: seen.doc.etag },
        ...(list ? [before ? { replace: list, etag: before.etag } : { create: list }] : []),
      ],
      reply: { view: `bulletin:${ref}`, notice },
    }
  })
}
