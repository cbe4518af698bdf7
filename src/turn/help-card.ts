import type { CardMessage } from '../card-message.ts'
import type { Command } from '../feature.ts'

type HelpInput = {
  heading: string
  intro: string
  commands: readonly Pick<Command, 'usage' | 'means'>[]
  /** What can be said by pressing a button. */
  says?: readonly string[]
}

/** The verb of a button that says what stands on it. */
export const sayVerb = 'turn.say'

/** What can be typed, in a card. */
export function helpCard({ heading, intro, commands, says = [] }: HelpInput): CardMessage {
  return {
    template: 'turn/help',
    summary: `${heading}. ${intro}`,
    data: {
      heading,
      intro,
      commands: commands.map(({ usage, means }) => ({ title: usage, value: means })),
      says: says.map(text => ({ title: text, data: { text } })),
    },
  }
}
