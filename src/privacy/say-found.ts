import type { Found, IdentifierKind } from './found.ts'
import { takenOut } from './take-out.ts'

const words: Record<IdentifierKind, string> = {
  'nhs-number': 'an NHS number',
  upn: 'a unique pupil number',
  'national-insurance': 'a National Insurance number',
  pnc: 'a police (PNC) number',
  cro: 'a criminal record (CRO) number',
  postcode: 'a postcode',
  'date-of-birth': 'a date of birth',
  'case-system-id': 'the number of a record in a case system',
  address: 'somebody’s address',
  name: 'the name of a child or a relative',
}

/**
 * What was found, in one plain line: the kind, never the value; what became of it; what to write instead. Empty when
 * nothing was found. For warnings alone, what to do if they are right: then the text was taken.
 */
export function sayFound(found: readonly Found[]): string {
  const blocked = sayKinds(found)
  if (blocked !== '')
    return `This looks as if it holds ${blocked}. So that no child or family can be known from it, it was not stored or passed on, and nothing was changed. Please write it again without that, with the case’s reference instead, such as RR-26-003.`
  if (found.length === 0) return ''
  return `This may hold ${kinds(found, 'warn')}. If it does, use the case’s reference instead, and tell the business team, so that it can be put right.`
}

/** What became of texts that held something: whether a mark stands in its place, whether a whole text was emptied. */
export type TakenOut = { marked: boolean; emptied: boolean }

/** The same line for a form that comes back without it: what was taken out of it, and what to write there. */
export function sayTakenOut(found: readonly Found[], { marked, emptied }: TakenOut): string {
  const where =
    marked && emptied
      ? `${takenOut} stands in its place, or its whole field is empty`
      : marked
        ? `${takenOut} stands in its place`
        : 'its whole field is empty'
  return `This looks as if it holds ${sayKinds(found)}. So that no child or family can be known from it, it was not stored or passed on, and nothing was changed. It was taken out below: ${where}. Please write the case’s reference there instead, such as RR-26-003.`
}

/** In the heading of a form that comes back for these reasons: what is below of what was filled in. */
export const sayKept = (refused: readonly string[]): string =>
  refused.some(reason => reason.includes('taken out'))
    ? 'What you filled in is below, but for what was taken out.'
    : 'What you filled in is kept below.'

/** The kinds that may not be kept, for a line of a file: 'an NHS number and a postcode'. Empty when there is none. */
export function sayKinds(found: readonly Found[]): string {
  return kinds(found, 'block')
}

function kinds(found: readonly Found[], severity: Found['severity']): string {
  const wanted = found.filter(one => one.severity === severity)
  return listed([...new Set(wanted.map(one => words[one.kind]))])
}

const listed = (list: readonly string[]): string =>
  list.length > 1 ? `${list.slice(0, -1).join(', ')} and ${list.at(-1)}` : (list[0] ?? '')
