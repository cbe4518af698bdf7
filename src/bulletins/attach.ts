import type { Answer, Context } from '../feature.ts'
import { largestList, type Spreadsheets } from '../ports/files.ts'
import type { Store } from '../ports/store.ts'
import { decideOnce } from '../turn/decide-once.ts'
import { applyStep } from './apply-step.ts'
import { keepList } from './audience-list.ts'
import { readRows } from './audience-rows.ts'
import { type Bulletin, bulletinDraft, bulletinPartition } from './bulletin.ts'
import { wordProblems } from './bulletin-rules.ts'
import { isPossible } from './bulletin-transitions.ts'
import { noSuchBulletin, type SeenBulletin, seeBulletin } from './see-bulletin.ts'

type Ports = { store: Store; spreadsheets: Spreadsheets }

const noFile = {
  text: 'Put the file into this chat, in the same message as the words. Nothing was changed.',
}

/**
 * Makes the people on an uploaded list (a column of e-mail addresses or ids) the audience of a draft. They are looked up
 * by the wake loop, however many they are, and the author hears how many are known, and which rows fit nobody.
 */
export async function attachList(ports: Ports, context: Context, ref: string): Promise<Answer> {
  const { attached, who, today, turnId } = context
  if (!attached) return noFile
  const seen = await seeBulletin(ports.store, who, ref, today)
  if (!seen || !isDraftOf(seen)) return noSuchBulletin
  const table = await ports.spreadsheets.read(await attached.fetch(), attached.name, largestList)
  const read = readRows(table)
  if ('refused' in read) return { text: `${read.refused} Nothing was changed.` }
  const { list, identifying } = await keepList(ports.store, seen.doc, { ref, id: turnId, rows: read.rows })
  if (list.parts === 0)
    return {
      text: 'That list is empty. It needs a column of e-mail addresses or ids. Nothing was changed.',
    }
  return changeDraft(ports, context, ref, {
    notice: `Its list is being looked up. You will be told in a moment how many on it are known here.${sayLeftOut(identifying)}`,
    change: bulletin => ({ ...bulletin, audience: { ...bulletin.audience, list } }),
  })
}

function sayLeftOut(rows: readonly number[]): string {
  if (rows.length === 0) return ''
  const named = rows.slice(0, 10).join(', ') + (rows.length > 10 ? ', …' : '')
  return ` ${rows.length === 1 ? 'Row' : 'Rows'} ${named} may identify a child, and were not kept.`
}

/** Takes the list out of a draft's audience again. */
export function dropList(ports: Ports, context: Context, ref: string): Promise<Answer> {
  return changeDraft(ports, context, ref, {
    notice: 'Its audience goes by no list any more.',
    change: bulletin => ({ ...bulletin, audience: { ...bulletin.audience, list: undefined } }),
  })
}

const isDraftOf = ({ roles, bulletin }: SeenBulletin): boolean =>
  roles.includes('author') && isPossible('edit', bulletin)

/** So much of a file fits a Teams card beside a page of text, once it is written as text. */
const mostPictureBytes = 4096

/** Puts a small picture, from the file in the same message, into a draft. What is too large is refused with what helps. */
export async function attachPicture(
  ports: Ports,
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
      text: `The picture has ${Math.ceil(bytes.byteLength / 1024)} KB; beside its text a Teams card has room for a picture of ${mostPictureBytes / 1024} KB. Put it where an https address leads to it, such as your partnership’s website, and type ${ref} change picture: https://…; picture shows: ${alt.trim()}. Nothing was changed.`,
    }
  const url = `data:${type};base64,${Buffer.from(bytes).toString('base64')}`
  return changeDraft(ports, context, ref, {
    notice: 'The picture is in the draft.',
    change: bulletin => ({ ...bulletin, words: { ...bulletin.words, picture: { url, alt: alt.trim() } } }),
  })
}

function pictureType(bytes: Uint8Array): string | undefined {
  const starts = (...marks: number[]) => marks.every((mark, i) => bytes[i] === mark)
  if (starts(0x89, 0x50, 0x4e, 0x47)) return 'image/png'
  return starts(0xff, 0xd8, 0xff) ? 'image/jpeg' : undefined
}

type Drafting = { notice: string; change(bulletin: Bulletin): Bulletin }

/** Changes a draft as its form does; what the card could not show is refused. */
function changeDraft(
  { store }: Ports,
  context: Context,
  ref: string,
  { notice, change }: Drafting,
): Promise<Answer> {
  const { who, today, now } = context
  const partition = bulletinPartition(who.partnership.partnership.id, ref)
  return decideOnce(store, partition, context, async () => {
    const seen = await seeBulletin(store, who, ref, today)
    if (!seen || !isDraftOf(seen)) return { writes: [], reply: noSuchBulletin }
    const { words, audience } = change(seen.bulletin)
    const problems = wordProblems(words)
    if (problems.length > 0)
      return { writes: [], reply: { text: `${problems.join(' ')} Nothing was changed.` } }
    const by = who.person.id
    const changed = applyStep(seen.bulletin, { verb: 'edit', by, now, note: '', words, audience })
    return {
      writes: [{ replace: bulletinDraft(changed, now), etag: seen.doc.etag }],
      reply: { view: `bulletin:${ref}`, notice },
    }
  })
}
