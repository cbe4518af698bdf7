import type { ActionVerb } from './action-transitions.ts'

/** One step as it is typed after a ref: the words, and what each part of them is. */
export type TypedStep = {
  verb: ActionVerb
  usage: string
  means: string
  words: string
  parts?: readonly ('date' | 'agency' | 'person' | 'group' | 'note')[]
}

const because = '(?:\\s*(?::|,|;|\\bbecause\\b)\\s*([\\s\\S]+))?'

export const typedSteps: readonly TypedStep[] = [
  { verb: 'update', usage: 'update …', means: 'say how it stands', words: 'update\\b[,:]?\\s*([\\s\\S]*)' },
  {
    verb: 'done',
    usage: 'done …',
    means: 'say that it is done, and what shows it',
    words: 'done\\b[,:]?\\s*([\\s\\S]*)',
  },
  {
    verb: 'extend',
    usage: 'extend to 12 Jan because …',
    means: 'ask for another date (chairs: give it)',
    words: 'extend(?:ed)?\\s+(?:to|until)\\s+([\\s\\S]+)',
    parts: ['date', 'note'],
  },
  {
    verb: 'block',
    usage: 'blocked by WMP: …',
    means: 'say which agency must act first',
    words: `block(?:ed)?\\s+by\\s+(.+?)${because}`,
    parts: ['agency', 'note'],
  },
  {
    verb: 'resume',
    usage: 'no longer blocked',
    means: 'it can go on',
    words: '(?:no longer blocked|unblocked)[,:]?\\s*([\\s\\S]*)',
  },
  {
    verb: 'reassign',
    usage: 'reassign to Chief Nurse',
    means: 'hand it over (chairs, business team, agency lead)',
    words: `reassign(?:ed)?\\s+to\\s+(.+?)${because}`,
    parts: ['person', 'note'],
  },
  {
    verb: 'agree-date',
    usage: 'agree the date',
    means: 'agree the new date asked for (chairs)',
    words: 'agree(?:d)?\\s+(?:the\\s+)?(?:new\\s+)?date\\b[,:]?\\s*([\\s\\S]*)',
  },
  {
    verb: 'refuse-date',
    usage: 'keep the date: …',
    means: 'keep the date, with the reason (chairs)',
    words: 'keep\\s+(?:the\\s+)?date\\b[,:]?\\s*([\\s\\S]*)',
  },
  {
    verb: 'agree',
    usage: 'agree',
    means: 'agree that it is complete (chairs)',
    words: 'agree(?:d)?\\b[,:]?\\s*([\\s\\S]*)',
  },
  {
    verb: 'return',
    usage: 'return: …',
    means: 'return it with a reason (chairs)',
    words: 'return(?:ed)?\\b[,:]?\\s*([\\s\\S]*)',
  },
  {
    verb: 'not-pursue',
    usage: 'not pursued: …',
    means: 'close it with a reason (chairs)',
    words: 'not[ -]pursued?\\b[,:]?\\s*([\\s\\S]*)',
  },
  {
    verb: 'to-agenda',
    usage: 'to the agenda: …',
    means: 'take it to the next meeting, with what it is to decide (chairs, business team)',
    words: 'to\\s+(?:the\\s+)?agenda\\b(?:\\s+because\\b)?[,:]?\\s*([\\s\\S]*)',
  },
  {
    verb: 'raise',
    usage: 'raise: …',
    means: 'raise it to the Executive and into the challenge log (chairs)',
    words: 'raised?\\b(?:\\s+to\\s+(?:the\\s+)?executive)?(?:\\s+because\\b)?[,:]?\\s*([\\s\\S]*)',
  },
  {
    verb: 'transfer',
    usage: 'transfer to SCR: …',
    means: 'move it to another group’s log (chairs, business team)',
    words: `transfer(?:red)?\\s+to\\s+(\\S+?)${because}`,
    parts: ['group', 'note'],
  },
  {
    verb: 'reopen',
    usage: 'reopen: …',
    means: 'open it again (chairs, business team)',
    words: 'reopen(?:ed)?\\b[,:]?\\s*([\\s\\S]*)',
  },
]
