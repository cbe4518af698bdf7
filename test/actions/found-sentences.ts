import { Q, type Row } from './sentences.ts'

const S = 'SCR-26-007'
const O = 'QIO-26-030'

/** Sentences that a script typed into the product and saw misread. Today is Monday 23 November 2026. */
/** Refs as they are typed: short, in other forms, mistyped, several of one group. What has the form of one is never another. */
const refs: Row[] = [
  ['QIO-26-22 done', { likely: 'done', ref: 'QIO-26-022', has: 1 }],
  ['SCR-26-7 done', { likely: 'done', ref: S, has: 1 }],
  ['QIO26022 done', { likely: 'done', ref: 'QIO-26-022', has: 1 }],
  ['QIO-2026-022 done', { likely: 'done', ref: 'QIO-26-022', has: 1 }],
  ['QIO 22 done', { likely: 'done', ref: 'QIO-26-022', has: 1 }],
  ['QOI-26-014 done', { likely: 'done', ref: 'QOI-26-014', has: 1 }],
  ['LB-26-003 done', { nothing: true, has: 1, mustNot: true }],
  ['CL-26-003 done', { nothing: true, has: 1, mustNot: true }],
  ['QIO26014 done, training log uploaded', { likely: 'done', ref: Q, note: 'training log uploaded' }],
  ['QIO/26/014 done', { likely: 'done', ref: Q }],
  ['QIO-2026-014 needs until 12/01', { likely: 'extend', ref: Q, due: '2027-01-12' }],
  ['QIO-26-014, 021 done', { which: 'done', refs: [Q, 'QIO-26-021'] }],
  ['QIO-26-014/021 done', { which: 'done', refs: [Q, 'QIO-26-021'], note: '' }],
  ['QIO-26-014 & 22, 23 done', { which: 'done', refs: [Q, 'QIO-26-022', 'QIO-26-023'], note: '' }],
  ['QIO-26-014, 40 staff trained', { likely: 'update|done', ref: Q }],
  ['QIO 12 Jan meeting moved', { nothing: true }],
  ['move 14 to SCR 26 please', { likely: 'transfer', ref: Q, group: 'scr' }],
  ['QIO-26-30 agreed', { likely: 'agree', ref: O, chairs: true }],
  ['QIO 30 agreed', { likely: 'agree', ref: O, chairs: true }],
  ['QIO 26-030 agreed', { likely: 'agree', ref: O, chairs: true }],
  ['030 agreed', { likely: 'agree', ref: O, chairs: true }],
  ['30 not agreed, no dates', { likely: 'return', ref: O, chairs: true, mustNot: true }],
  ['30 staff agreed', { nothing: true, chairs: true, mustNot: true }],
]

/** A British date in the evidence is no part of anything; '3/11' may be one, so it asks. */
const days: Row[] = [
  ['14 done 20/11', { likely: 'done', ref: Q, note: '20/11' }],
  [`${Q} done, sent 12/11`, { exact: 'done', note: 'sent 12/11' }],
  [`${Q} done sent to all schools on 12/11/2026`, { exact: 'done' }],
  ['14 was completed on 3/11', { likely: 'done', ref: Q }],
  [`${Q} done 3/11`, { likely: 'update', also: 'done' }],
  [`${Q} done, sent 3/11`, { likely: 'update', also: 'done' }],
  [`${Q} done 3/11 schools`, { likely: 'update', mustNot: true }],
  [`${Q} done 12/11 and 2 of 5 schools`, { likely: 'update', mustNot: true }],
  [`${Q} done on 20/12`, { likely: 'update', mustNot: true }],
]

export const found: Row[] = [...refs, ...days]
