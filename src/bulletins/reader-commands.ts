import type { Command } from '../feature.ts'
import { acknowledge } from './acknowledge.ts'
import { acknowledgeOnly } from './acknowledge-only.ts'
import { ask } from './ask.ts'
import { listBulletins } from './list-bulletins.ts'
import type { BulletinPorts } from './ports.ts'
import { showBulletin } from './show-bulletin.ts'

/** A reference, and how help shows one. */
export const ref = '(LB-\\d{2}-\\d{3,5})'
export const example = 'LB-26-003'
/** The words on the button, and what people write for them. */
const reading = "(?:(?:i have |i[’']ve )?read(?: and understood)?(?: it| this)?|acknowledge)"

/** What whoever gets bulletins can type. */
export function readerCommands(ports: BulletinPorts): Command[] {
  return [
    {
      usage: 'bulletins',
      means: 'the bulletins you wrote or got, the newest first (bulletins 2 for the next page)',
      section: 'Bulletins',
      pattern: /^bulletins(?: (\d{1,4}))?$/i,
      run: (context, [, page]) => listBulletins(ports.store, context, Number(page ?? 1)),
    },
    {
      usage: `read ${example}`,
      means: 'you have read and understood a bulletin',
      section: 'Bulletins',
      pattern: new RegExp(`^(?:${reading} ${ref}|${ref} ${reading})[.!]?$`, 'i'),
      run: (context, [, first, last = '']) =>
        acknowledge(ports, context, { ref: (first ?? last).toUpperCase() }),
    },
    {
      usage: 'read and understood',
      means: 'the same, of the only one of yours that waits for it',
      section: 'Bulletins',
      pattern: /^(?:i have |i[’']ve )?read and understood(?: it| this)?[.!]?$/i,
      run: context => acknowledgeOnly(ports, context),
    },
    {
      usage: example,
      means: 'one bulletin: how it stands, or your copy again',
      section: 'Bulletins',
      pattern: new RegExp(`^${ref}$`, 'i'),
      run: (context, [, typed = '']) =>
        showBulletin(ports, context, { ref: typed.toUpperCase(), what: 'own' }),
    },
  ]
}

/** Asking comes after all other words of a reference: 'ask for approval' is no question. */
export const askCommand = (ports: BulletinPorts): Command => ({
  usage: `${example} ask: …`,
  means: 'ask whoever answers for a bulletin',
  section: 'Bulletins',
  pattern: new RegExp(`^${ref}\\s+(?:ask|question)[,:]?\\s+([\\s\\S]+)$`, 'i'),
  run: (context, [, typed = '', question = '']) =>
    ask(ports.store, context, { ref: typed.toUpperCase(), question }),
})
