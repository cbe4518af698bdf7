import type { CardMessage } from '../card-message.ts'
import { dayOf, sayDay } from '../partnership/day.ts'
import type { Bulletin } from './bulletin.ts'
import { type Block, hostOf, readLearningText } from './learning-text.ts'
import { isRead, type Read, wordsNow } from './reads.ts'
import type { Buttons } from './steering-buttons.ts'

export type BulletinShowing = {
  bulletin: Bulletin
  /** The name of whoever answers questions. */
  contact: string
  /** What this reader has read of it, and when. */
  read?: Read | undefined
  /** London day. */
  today: string
  notice?: string | undefined
  /** Shown to whoever writes or checks it: their buttons stand where a reader's will. */
  preview?: Buttons | undefined
}

/** What recipients get, and what author and approver see as a preview: the very same card. Withdrawn, only that. */
export function bulletinCard(showing: BulletinShowing): CardMessage {
  const { bulletin, notice } = showing
  if (bulletin.withdrawn) return withdrawnCard(showing)
  const { ref, words } = bulletin
  return {
    template: 'bulletins/bulletin',
    summary: `${words.title} (${ref})`,
    ...(notice ? { notice } : {}),
    data: {
      marking: `${words.marking} · Learning bulletin ${ref}`,
      heading: words.title,
      source: `Learnt from: ${words.source}`,
      changed: sayCorrected(showing),
      blocks: [...readLearningText(words.text), ...linkBlocks(bulletin)],
      pictures: words.picture ? [words.picture] : [],
      questions: sayQuestions(showing),
      read: sayRead(showing),
      ...styled(showing.preview ?? readersButtons(showing)),
    },
  }
}

function sayCorrected({ bulletin, today }: BulletinShowing): string {
  const last = bulletin.corrections.at(-1)
  return last ? `Corrected on ${sayDay(dayOf(last.at), today)}: ${last.why}` : ''
}

function linkBlocks({ words }: Bulletin): Block[] {
  const plain = { bold: false, italic: false, url: '' }
  return words.links.map(({ url, label }) => ({
    spacing: 'Small',
    runs: [
      { ...plain, text: '• ' },
      { ...plain, text: label, url },
      { ...plain, text: ` (${hostOf(url)})` },
    ],
  }))
}

function sayQuestions({ bulletin, contact }: BulletinShowing): string {
  const { replyTo } = bulletin.words
  return `Questions: ${contact}${replyTo === '' ? '' : `, ${replyTo}`}`
}

function sayRead({ bulletin, read, today }: BulletinShowing): string {
  const on = read ? sayDay(dayOf(read.at), today) : ''
  if (isRead(bulletin, read)) return `You have read and understood this (${on}). Thank you.`
  if (!bulletin.words.acknowledge) return `For your information. Type ${bulletin.ref} to get it again.`
  const how = `press Read and understood when you have, or type read ${bulletin.ref}.`
  return read
    ? `You confirmed it on ${on}, before it was corrected. Once more, please: ${how}`
    : `Please ${how}`
}

/** Confirming stands out; nothing else is asked of a reader. */
function styled({ buttons, asks }: Buttons) {
  const styleOf = (verb: string) => (verb === 'bulletin.read' ? 'positive' : 'default')
  return { buttons: buttons.map(button => ({ ...button, style: styleOf(button.verb) })), asks }
}

function readersButtons({ bulletin, read }: BulletinShowing): Buttons {
  const { ref, words } = bulletin
  const open = words.acknowledge && !isRead(bulletin, read)
  const data = { ref, words: wordsNow(bulletin) }
  return {
    buttons: open ? [{ title: 'Read and understood', verb: 'bulletin.read', data }] : [],
    asks: [
      {
        title: 'Ask',
        id: 'question',
        label: 'Your question, without anything that could identify a child',
        button: { title: 'Send the question', verb: 'bulletin.ask', data: { ref } },
      },
    ],
  }
}

/** In the place of every copy. The title goes too: it may be the reason. */
function withdrawnCard({ bulletin, today, contact, preview }: BulletinShowing): CardMessage {
  const { ref, withdrawn } = bulletin
  const on = withdrawn ? sayDay(dayOf(withdrawn.at), today) : ''
  const text = `It was withdrawn on ${on}: ${withdrawn?.why} Please do not use it or pass it on, and destroy what you printed.`
  return {
    template: 'bulletins/withdrawn',
    summary: `Bulletin ${ref} was withdrawn`,
    data: {
      heading: `Learning bulletin ${ref} is withdrawn`,
      text,
      questions: `Questions: ${contact}`,
      buttons: preview?.buttons ?? [],
    },
  }
}

/** In the place of a copy that was corrected, in the chat of whoever is here no more: what is new is not for them. */
export function supersededCard({ bulletin, contact, today }: BulletinShowing): CardMessage {
  const { ref, corrections } = bulletin
  const last = corrections.at(-1)
  const on = last ? ` on ${sayDay(dayOf(last.at), today)}` : ''
  return {
    template: 'bulletins/withdrawn',
    summary: `Bulletin ${ref} was corrected`,
    data: {
      heading: `Learning bulletin ${ref} was corrected`,
      text: `It was corrected${on}, and goes to those who are in the partnership now. Please do not use what stood here, or pass it on.`,
      questions: `Questions: ${contact}`,
      buttons: [],
    },
  }
}
