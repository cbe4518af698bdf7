import type { CardMessage } from '../card-message.ts'
import { type Audience, type Command, sections } from '../feature.ts'

type Listed = Pick<Command, 'usage' | 'means' | 'section' | 'audience'>

type HelpInput = {
  heading: string
  intro: string
  commands: readonly Listed[]
  /** What can be said by pressing a button. */
  says?: readonly string[]
}

/** The verb of a button that says what stands on it. */
export const sayVerb = 'turn.say'

/** What can be typed, in a card: under its headings, where the commands have them. */
export function helpCard({ heading, intro, commands, says = [] }: HelpInput): CardMessage {
  const shown = ['', ...sections].map(title => ({
    title,
    commands: commands
      .filter(({ section = '' }) => section === title)
      .map(({ usage, means }) => ({ title: usage, value: means })),
  }))
  return {
    template: 'turn/help',
    summary: `${heading}. ${intro}`,
    data: {
      heading,
      intro,
      sections: shown.filter(section => section.commands.length > 0),
      says: says.map(text => ({ title: text, data: { text } })),
    },
  }
}

/** Of all that can be typed, what is of use to somebody. */
export function helpFor<T extends Listed>(commands: readonly T[], is: readonly Audience[]): T[] {
  return commands.filter(({ audience }) => audience === undefined || is.includes(audience))
}
