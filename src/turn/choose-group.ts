import type { CardMessage } from '../card-message.ts'
import type { Context } from '../feature.ts'
import { codeOf } from '../partnership/arrangements.ts'
import { may, type Permission } from '../partnership/permissions.ts'
import { helpCard } from './help-card.ts'

/** More would hide the list above them; the others can be typed. */
const mostButtons = 6

/**
 * What answers a command that names no group, where somebody has several: the groups in which they have a permission,
 * each with its code and a button that says the command with it. Undefined where there are none.
 */
export function chooseGroup(
  { who, today }: Pick<Context, 'who' | 'today'>,
  { permission, command }: { permission: Permission; command: string },
): CardMessage | undefined {
  const groups = who.partnership.groups.filter(group => may(who, permission, group, today))
  if (groups.length === 0) return undefined
  const commands = groups.map(group => ({ usage: `${command} ${codeOf(group)}`, means: group.name }))
  return helpCard({
    heading: 'Which group?',
    intro: 'Press a button, or type the word with the group’s code.',
    commands,
    says: commands.slice(0, mostButtons).map(({ usage }) => usage),
  })
}
