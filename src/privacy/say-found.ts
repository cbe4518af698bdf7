import type { Found, IdentifierKind } from './found.ts'

const words: Record<IdentifierKind, string> = {
  'nhs-number': 'an NHS number',
  upn: 'a unique pupil number',
  'national-insurance': 'a National Insurance number',
  pnc: 'a police (PNC) number',
  cro: 'a criminal record (CRO) number',
  postcode: 'a postcode',
  'date-of-birth': 'a date of birth',
  'case-system-id': 'the number of a record in a case system',
  name: 'the name of a child or a relative',
}

/**
 * What was found, in one plain line: the kind, never the value; what became of it; what to write instead. Empty when
 * nothing was found. For warnings alone, what to do if they are right: then the text was taken.
 */
export function sayFound(found: readonly Found[]): string {
  const kinds = (severity: Found['severity']) => [
    ...new Set(found.filter(one => one.severity === severity).map(one => words[one.kind])),
  ]
  const blocked = kinds('block')
  if (blocked.length > 0)
    return `This looks as if it holds ${listed(blocked)}. So that no child or family can be known from it, none of it was kept or passed on, and nothing was changed. Please write it again without that, with the case’s reference instead, such as RR-26-003.`
  const warned = kinds('warn')
  if (warned.length === 0) return ''
  return `This may hold ${listed(warned)}. If it does, use the case’s reference instead, and tell the business team, so that it can be put right.`
}

const listed = (list: readonly string[]): string =>
  list.length > 1 ? `${list.slice(0, -1).join(', ')} and ${list.at(-1)}` : (list[0] ?? '')
