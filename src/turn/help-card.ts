import type { CardMessage } from '../card-message.ts'
import type { Command } from '../feature.ts'

type HelpInput = { heading: string; intro: string; commands: readonly Pick<Command, 'usage' | 'means'>[] }

/** What can be typed, in a card. */
export function helpCard({ heading, intro, commands }: HelpInput): CardMessage {
  return {
    template: 'turn/help',
    summary: `${heading}. ${intro}`,
    data: { heading, intro, commands: commands.map(({ usage, means }) => ({ title: usage, value: means })) },
  }
}
