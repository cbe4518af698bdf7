import type { Group } from './arrangements.ts'
import type { Day } from './day.ts'
import { isChair, isInGroup, observes, type Who } from './who.ts'

/** What somebody is to a group on a day. Terms are by date: whoever chaired last month is no chair today. */
export const roles = ['chair', 'business-team', 'member', 'observer', 'executive', 'outsider'] as const
export type Role = (typeof roles)[number]

/** What may be done to a group's work, and by whom. A chair could check this table. */
export const permissions = {
  'see-log': ['chair', 'business-team', 'member', 'observer', 'executive'],
  'record-action': ['chair', 'business-team', 'member'],
  'see-agenda': ['chair', 'business-team', 'member', 'observer', 'executive'],
  'export-log': ['chair', 'business-team'],
  'import-log': ['business-team'],
  'propose-item': ['chair', 'business-team', 'member'],
  'link-group': ['chair', 'business-team'],
} as const satisfies Record<string, readonly Role[]>

export type Permission = keyof typeof permissions

export function rolesIn(who: Who, group: Group, day: Day): Role[] {
  const found: Role[] = []
  if (isChair(group, who.person.id, day, who.partnership)) found.push('chair')
  if (who.person.businessTeam) found.push('business-team')
  if (isInGroup(group, who.person.id, day)) found.push('member')
  const executives = who.partnership.groups.filter(other => other.kind === 'executive')
  if (observes(group, who.person.id, day)) found.push('observer')
  if (executives.some(executive => isInGroup(executive, who.person.id, day))) found.push('executive')
  return found.length > 0 ? found : ['outsider']
}

export const mayAs = (role: Role, permission: Permission): boolean =>
  (permissions[permission] as readonly Role[]).includes(role)

export const may = (who: Who, permission: Permission, group: Group, day: Day): boolean =>
  rolesIn(who, group, day).some(role => mayAs(role, permission))

/** The group somebody means when they name none: the only one in which they have this permission. */
export function onlyGroup(who: Who, permission: Permission, day: Day): Group | undefined {
  const open = who.partnership.groups.filter(group => may(who, permission, group, day))
  return open.length === 1 ? open[0] : undefined
}
