import type { Command } from '../feature.ts'
import { answer } from './answer.ts'
import { attachList, attachPicture, dropList } from './attach.ts'
import { type BulletinVerb, bulletinVerbs, ruleOf } from './bulletin-transitions.ts'
import { changeBulletin } from './change-bulletin.ts'
import { newBulletinForm } from './compose.ts'
import type { BulletinPorts } from './ports.ts'
import { askCommand, example, readerCommands, ref } from './reader-commands.ts'
import { showBulletin } from './show-bulletin.ts'
import { typeChange, typeNew } from './typed-form.ts'

const forChairs = { section: 'Bulletins', audience: 'chairs' } as const
const forTheTeam = { section: 'Bulletins', audience: 'business-team' } as const

/** Everything about bulletins that can be typed. */
export function bulletinCommands(ports: BulletinPorts): Command[] {
  return [
    {
      usage: 'new bulletin',
      means: 'write a learning bulletin (new briefing for a seven-minute one)',
      ...forTheTeam,
      pattern: /^new (bulletin|briefing)$/i,
      run: async (context, [, what = '']) =>
        newBulletinForm(ports, context, what.toLowerCase() === 'briefing' ? 'seven-minutes' : undefined),
    },
    ...writing(ports),
    ...readerCommands(ports),
    ...showing(ports),
    ...files(ports),
    ...steps(ports),
    askCommand(ports),
    {
      usage: `${example} answer: …`,
      means: 'answer the question on a bulletin that waits for you',
      ...forChairs,
      pattern: new RegExp(`^${ref}\\s+answer[,:]?\\s+([\\s\\S]+)$`, 'i'),
      run: (context, [, typed = '', text = '']) =>
        answer(ports.store, context, { ref: typed.toUpperCase(), text }),
    },
  ]
}

/** What the form does, in one sentence. */
function writing(ports: BulletinPorts): Command[] {
  return [
    {
      usage: 'new bulletin title: …; source: …; text: …',
      means: 'the same without the form (agencies, groups, roles, links, questions too)',
      ...forTheTeam,
      pattern: /^new bulletin[,:]?\s+([\s\S]+)$/i,
      run: (context, [, typed = '']) => typeNew(ports, context, typed),
    },
    {
      usage: `${example} change title: …`,
      means: 'change a draft without the form',
      ...forTheTeam,
      pattern: new RegExp(`^${ref}\\s+(?:change|edit)(?! it$)[,:]?\\s+([\\s\\S]+)$`, 'i'),
      run: (context, [, typed = '', said = '']) =>
        typeChange(ports, context, { ref: typed.toUpperCase(), typed: said }),
    },
    {
      usage: `${example} correct because …; text: …`,
      means: 'put a correction forward without the form',
      ...forTheTeam,
      pattern: new RegExp(`^${ref}\\s+correct\\s+because\\s+([^;\\n]+)[;\\n]([\\s\\S]+)$`, 'i'),
      run: (context, [, typed = '', why = '', said = '']) =>
        typeChange(ports, context, { ref: typed.toUpperCase(), typed: said, why: why.trim() }),
    },
  ]
}

function showing(ports: BulletinPorts): Command[] {
  return [
    {
      usage: `${example} preview`,
      means: 'the same for preview, change, correct, status, ledger, unreachable',
      ...forTheTeam,
      pattern: new RegExp(
        `^${ref}\\s+(preview|see it as recipients do|back|change|change it|edit|correct|correct it|status|look again|figures|ledger|export|unreachable)$`,
        'i',
      ),
      run: (context, [, typed = '', what = '']) =>
        showBulletin(ports, context, {
          ref: typed.toUpperCase(),
          what: wordsFor[what.toLowerCase()] ?? 'own',
        }),
    },
  ]
}

const wordsFor: Record<string, 'preview' | 'edit' | 'correct' | 'steering' | 'ledger' | 'unreachable'> = {
  preview: 'preview',
  'see it as recipients do': 'preview',
  change: 'edit',
  'change it': 'edit',
  edit: 'edit',
  correct: 'correct',
  'correct it': 'correct',
  back: 'steering',
  status: 'steering',
  'look again': 'steering',
  figures: 'steering',
  ledger: 'ledger',
  export: 'ledger',
  unreachable: 'unreachable',
}

function files(ports: BulletinPorts): Command[] {
  return [
    {
      usage: `${example} list`,
      means: 'its audience is the list (Excel or CSV) in the same message; no list for none',
      ...forTheTeam,
      pattern: new RegExp(`^${ref}\\s+(no )?list$`, 'i'),
      run: (context, [, typed = '', no]) => (no ? dropList : attachList)(ports, context, typed.toUpperCase()),
    },
    {
      usage: `${example} picture: …`,
      means: 'puts the picture in the same message into it; say what it shows',
      ...forTheTeam,
      pattern: new RegExp(`^${ref}\\s+picture[,:]?\\s+([\\s\\S]+)$`, 'i'),
      run: (context, [, typed = '', alt = '']) =>
        attachPicture(ports, context, { ref: typed.toUpperCase(), alt }),
    },
  ]
}

/** Steps that need no words with them, as they are typed; the words on the button do as well. */
const plainSteps: Record<string, BulletinVerb> = {
  propose: 'propose',
  'take back': 'take-back',
  approve: 'approve',
  send: 'send',
  'send now': 'send',
  pause: 'pause',
  resume: 'resume',
  remind: 'remind',
  stop: 'stop',
  'drop correction': 'drop-correction',
  reopen: 'reopen',
  'send to the rest': 'send-rest',
  'approve correction': 'approve-correction',
  'try again': 'try-again',
  ...Object.fromEntries(
    bulletinVerbs.filter(verb => ruleOf(verb).asks === undefined).map(verb => [onButton(verb), verb]),
  ),
}

function onButton(verb: BulletinVerb): string {
  return ruleOf(verb).title.toLowerCase()
}

/** Steps that say more: their words, how help shows them. */
const saidSteps: [verb: BulletinVerb, words: string, usage: string, means: string][] = [
  [
    'schedule',
    'send at|send(?=\\s+(?:in|on|today|tomorrow)\\b)',
    'send tomorrow 09:30',
    'send it then (London time); or send at 12 Jan 9am, send in 2 hours',
  ],
  [
    'return-correction',
    'return correction',
    'return correction: …',
    'do not approve a correction, and say why',
  ],
  ['return', 'return', 'return: …', 'do not approve it, and say why'],
  ['resend', 'resend', 'resend unconfirmed', 'send it again to unconfirmed, failed or unreachable'],
  ['cancel', 'cancel', 'cancel: …', 'send nothing of it (any more), and say why'],
  ['withdraw', 'withdraw', 'withdraw: …', 'replace every copy by a notice'],
]

function steps(ports: BulletinPorts): Command[] {
  // The longer words first: 'return it' is no reason called 'it'.
  const words = Object.keys(plainSteps)
    .filter(one => plainSteps[one] !== 'edit')
    .sort((a, b) => b.length - a.length)
    .join('|')
  return [
    {
      usage: `${example} approve`,
      means:
        'or ask for approval, take it back, send now, pause, go on sending, stop, remind, try again, drop correction',
      ...forChairs,
      pattern: new RegExp(`^${ref}\\s+(${words})(?: version (\\d{1,6}))?[.!]?$`, 'i'),
      run: (context, [, typed = '', said = '', version]) => {
        const verb = plainSteps[said.toLowerCase()] ?? 'propose'
        const seen = version === undefined ? {} : { version: Number(version) }
        return changeBulletin(ports, context, { ref: typed.toUpperCase(), verb, ...seen })
      },
    },
    ...saidSteps.map(
      ([verb, said, usage, means]): Command => ({
        usage: `${example} ${usage}`,
        means,
        ...forChairs,
        pattern: new RegExp(`^${ref}\\s+(?:${onButton(verb)}|${said})(?:[,:]?\\s+([\\s\\S]+))?$`, 'i'),
        run: (context, [, typed = '', note]) =>
          changeBulletin(ports, context, { ref: typed.toUpperCase(), verb, note }),
      }),
    ),
  ]
}
