import type { Command, Context } from '../feature.ts'
import { findGroup } from '../partnership/who.ts'
import type { Store } from '../ports/store.ts'
import { dryRun } from './dry-run.ts'
import { comeBack, goAway, switchReminders } from './leave.ts'
import { ruleFields } from './rule-fields.ts'
import { changeClosure, ownRules, settingsForm, typeSetting } from './settings.ts'

/** What can be typed about chasing. */
export function chasingCommands(store: Store): Command[] {
  return [...forEverybody(store), ...forTheTeam(store)]
}

function forEverybody(store: Store): Command[] {
  return [
    {
      usage: 'for my answer',
      means: 'all that waits for your answer: yours, and what you are to agree or decide',
      section: 'Your actions',
      pattern: /^(?:(?:all|what)\s+)?(?:(?:that\s+)?(?:is|waits|waiting)\s+)?for my answer$/i,
      run: async () => ({ view: 'asked:' }),
    },
    {
      usage: 'away until 3 Dec',
      means: 'nothing is asked of you meanwhile; your deputy stands in. Business team: … for a name',
      section: 'Your actions',
      pattern: /^away(?:\s+from\s+(.+?))?\s+(?:until|till|to)\s+(.+?)(?:\s+for\s+(.+))?$/i,
      run: (context, [, from = '', until = '', person = '']) =>
        goAway(store, context, { from, until, person }),
    },
    {
      usage: 'back',
      means: 'your leave is over',
      section: 'Your actions',
      pattern: /^(?:i['’]?m\s+)?back(?:\s+for\s+(.+))?$/i,
      run: (context, [, person = '']) => comeBack(store, context, person),
    },
    {
      usage: 'reminders off',
      means: 'no more reminders of what is with you; reminders on to have them again',
      section: 'Your actions',
      pattern: /^reminders\s+(off|on)$/i,
      run: (context, [, which = '']) => switchReminders(store, context, which.toLowerCase() === 'off'),
    },
  ]
}

/** The numbers as they are kept now. */
function asKept({ who }: Context, code: string) {
  const group = code === '' ? undefined : findGroup(who.partnership, code)
  return settingsForm.parse({ ...ownRules(who.partnership, group), group: group?.id ?? code.slice(0, 64) })
}

function forTheTeam(store: Store): Command[] {
  // The longest first: 'decision of' before 'decision'.
  const typed = ruleFields.map(field => field.typed).sort((a, b) => b.length - a.length)
  const fields = typed.map(words => words.replaceAll(' ', '\\s+')).join('|')
  return [
    {
      usage: 'chasing dry run',
      means: 'who would get what over the next ten working days (business team)',
      section: 'For the business team',
      audience: 'business-team',
      pattern: /^(?:chasing\s+)?dry[ -]run(?:\s+(\S+))?$/i,
      run: (context, [, group = '']) => dryRun(store, context, asKept(context, group)),
    },
    {
      usage: 'chasing QIO decision 8',
      means:
        'change when or who (chasing QIO tell whom lead, chairs), for a group or without one for all (business team)',
      section: 'For the business team',
      audience: 'business-team',
      pattern: new RegExp(`^chasing(?:\\s+(\\S+))??\\s+(${fields})\\s+(\\w[\\w\\s,;-]*)$`, 'i'),
      run: (context, [, code = '', field = '', value = '']) =>
        typeSetting(store, context, { code, field, value }),
    },
    {
      usage: 'chasing QIO',
      means: 'when is chased, and for whom it is quiet (business team)',
      section: 'For the business team',
      audience: 'business-team',
      pattern: /^chasing(?:\s+(\S+))?$/i,
      run: async (_, [, code = '']) => ({ view: `chasing:${code}` }),
    },
    {
      usage: 'closed on 24 Dec',
      means: 'a day that counts as no working day; open on 24 Dec takes it back (business team)',
      section: 'For the business team',
      audience: 'business-team',
      pattern: /^(closed|open)\s+on\s+(.+)$/i,
      run: (context, [, which = '', date = '']) =>
        changeClosure(store, context, { date, closed: which.toLowerCase() === 'closed' }),
    },
  ]
}
