/** What kind of identifier a text holds. */
const identifierKinds = [
  'nhs-number',
  'upn',
  'national-insurance',
  'pnc',
  'cro',
  'postcode',
  'date-of-birth',
  'case-system-id',
  'address',
  'name',
] as const
export type IdentifierKind = (typeof identifierKinds)[number]

/** Something that was found: what kind it is, and whether the text may pass. Never the value. */
export type Found = { kind: IdentifierKind; severity: 'block' | 'warn' }

/** Where in the text that was looked at it stands. */
export type Spot = Found & { from: number; to: number }
