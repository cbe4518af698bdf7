import { type Expectation, Q, type Row } from './sentences.ts'

/**
 * Held out: written before the reader that it tries, and not once used to mend it. Its share is told apart from that of the
 * sentences that the reader was made with, and is the honest one. What it fails stays as it is. Today is Monday 23
 * November 2026.
 */
const S = 'SCR-26-007'
const E = 'EH-26-021'
const O = 'QIO-26-030'

const after = (ref: string, rows: [words: string, expectation: Expectation][]): Row[] =>
  rows.map(([words, expectation]) => [`${ref} ${words}`, { ref, ...expectation }])

const evidence = after(Q, [
  ['done, briefing sent to all 12 wards', { exact: 'done' }],
  ['done: minutes at https://share.example.org/m/12', { exact: 'done' }],
  ['done, 96 practitioners attended', { exact: 'done' }],
  ['done - poster up in every reception', { exact: 'done' }],
  ['done, new referral form live', { exact: 'done' }],
  ['done, guidance emailed to GPs on 19 Nov', { exact: 'done' }],
  ['done 23 schools visited', { exact: 'done' }],
  ['is now finished, all DSLs briefed', { likely: 'done' }],
  ['completed 20 Nov', { likely: 'done' }],
])

const doubtful = after(Q, [
  ['done zilch so far', { likely: 'update', mustNot: true }],
  ['done two thirds of it', { likely: 'update', mustNot: true }],
  ['done all except Solihull', { likely: 'update', mustNot: true }],
  ['done, though the audit is next term', { likely: 'update', mustNot: true }],
  ['done, subject to proofreading', { likely: 'update', mustNot: true }],
  ['done, I hope', { likely: 'update', mustNot: true }],
  ['done? not by us', { likely: 'update|show', mustNot: true }],
  ['done, just the sign in sheet left', { likely: 'update', mustNot: true }],
  ['done, evidence on its way', { likely: 'update', mustNot: true }],
  ['done half of them', { likely: 'update', mustNot: true }],
  ['done the first draft', { likely: 'update', mustNot: true }],
  ['done, says Tom', { likely: 'done|update' }],
  ['done, will upload the slides tonight', { likely: 'update', mustNot: true }],
  ['done in theory', { likely: 'update', mustNot: true }],
  ['done 7 out of 12 visits', { likely: 'update', mustNot: true }],
  ['done at the end of January', { likely: 'update|extend', mustNot: true }],
  ['done - -', { likely: 'done' }],
  ['done ok', { likely: 'done' }],
  ['could not get this finished, nobody free', { likely: 'update', mustNot: true }],
  ['second tranche delivered, third in spring', { likely: 'update', mustNot: true }],
  ['questionnaire sent out, replies due 4 Dec', { likely: 'update', mustNot: true }],
  ['booked the room, trainer to be confirmed', { likely: 'update', mustNot: true }],
  ['allegedly complete', { likely: 'update', mustNot: true }],
  ['slides finished, talk is on 3 Dec', { likely: 'update', mustNot: true }],
  ['manager left so it was never completed', { likely: 'update', mustNot: true }],
  ['terms of reference signed off by the police, training next', { likely: 'update', mustNot: true }],
  ['hall is no longer needed for the event', { likely: 'update', mustNot: true }],
  ['agreed a venue with the school', { likely: 'update', mustNot: true }],
  ['not pursued by us yet', { likely: 'update', mustNot: true }],
  ['agreed, but not the last bit', { likely: 'update|return', mustNot: true }],
  ['raised this with the head teacher', { likely: 'update' }],
  ['raised at supervision', { likely: 'update' }],
  ['raise?', { likely: 'show' }],
  ['transfer to SCR?', { likely: 'show|transfer' }],
])

const dates: Row[] = [
  ...after(Q, [
    ['can this be put off until Feb 12', { likely: 'extend', due: '2027-02-12' }],
    ['extend to Thurs 10 Dec please', { likely: 'extend', due: '2026-12-10' }],
    ['extend to the 18th please', { likely: 'extend', due: '2026-12-18' }],
    ['push to a week on Friday', { likely: 'extend', due: '2026-12-04' }],
    ['move from 5 Dec to 19 Dec please', { likely: 'extend', due: '2026-12-19' }],
    ['deadline end Feb please', { likely: 'extend', due: '2027-02-28' }],
    ['could we have until mid Jan', { likely: 'extend' }],
    ['our away day moved to 9 Dec', { likely: 'update' }],
    ['need another ten days', { likely: 'extend', due: '2026-12-15' }],
    ['may we have three more weeks', { likely: 'extend', due: '2026-12-26' }],
    ['extend, last met on 3 Nov, next 8 Dec', { likely: 'extend', due: null }],
  ]),
  [`${S} needs until Tuesday week`, { likely: 'extend', ref: S, due: '2026-12-01' }],
  [`${S} give us 5 more working days`, { likely: 'extend', ref: S, due: '2026-11-30' }],
]

const chairs = after(Q, [
  ['police got back to us, cracking on', { likely: 'resume' }],
  ['no longer stuck', { likely: 'resume' }],
  ['new date is fine by me', { likely: 'agree-date' }],
  ['yes to the extension', { likely: 'agree-date' }],
  ['no extension, stick to 5 Dec', { likely: 'refuse-date' }],
  ['please leave the date as it is', { likely: 'refuse-date' }],
  ['add to the next meeting agenda', { likely: 'to-agenda' }],
  ['can we discuss at the next meeting', { likely: 'to-agenda' }],
  ['escalate this to the exec', { likely: 'raise' }],
  ['needs to go up to the Executive, no funding', { likely: 'raise' }],
  ['should be amber, two schools dropped out', { likely: 'describe' }],
  ['split this into two, one for health', { likely: 'split' }],
  ['break this in two', { likely: 'split' }],
])

/** Written later, by somebody else, after what the reader was mended with by then; tried once. */
const later: Row[] = [
  ...after(Q, [
    ['Completed on Tuesday. All 14 teams have the flowchart', { likely: 'done' }],
    ['we have now done this, link sent to Priya', { likely: 'done' }],
    ['job done', { likely: 'done' }],
    ['The audit has been written up and went to QIO on 18 Nov, please close', { likely: 'done|update' }],
    ['this can come off the log, policy ratified on 12 Nov', { likely: 'done|update' }],
    ['three quarters of the way there', { likely: 'update', mustNot: true }],
    ['have not been able to start this', { likely: 'update', mustNot: true }],
    ['not sure this is still mine', { likely: 'update|reassign', mustNot: true }],
    ['booked for 9 December at the council house', { likely: 'update', mustNot: true }],
    ['would like to push this into the new year', { likely: 'extend', mustNot: true }],
    ['please can I have two weeks extra, on leave next week', { likely: 'extend', due: '2026-12-19' }],
    ['deadline to be moved to Friday 22 January', { likely: 'extend', due: '2027-01-22' }],
    ['29/01/27 is more realistic', { likely: 'extend', due: '2027-01-29' }],
    ['cannot complete until UHB send us their data', { likely: 'block|update', mustNot: true }],
    ['the trust have asked for another fortnight', { likely: 'extend' }],
    ['stuck on this until the ICB appoint a new designated doctor', { likely: 'block', agency: 'bsol-icb' }],
    ['waiting for a response from legal services', { likely: 'update', mustNot: true }],
    ['data received from West Midlands Police, carrying on', { likely: 'resume|update' }],
    ['move to Sarah Khan please', { likely: 'reassign', person: 'named-doctor' }],
    ['Tom Reed is taking this forward', { likely: 'reassign|update' }],
    ['one for the SCR group', { likely: 'transfer|update' }],
    ['impact: fewer repeat strategy meetings for children', { likely: 'describe' }],
  ]),
  ...after(O, [
    ['good work, happy to agree', { likely: 'agree' }],
    ['thank you Tom, agreed and closed', { likely: 'agree' }],
    ['yes complete', { likely: 'agree' }],
    ['I do not think this is finished', { likely: 'return|update', mustNot: true }],
    ['need to see the evidence before I can agree', { likely: 'return|update', mustNot: true }],
    ['please go back to the owner, dates missing', { likely: 'return|update', mustNot: true }],
    ['new date approved', { likely: 'agree-date', mustNot: true }],
    ['cannot move the date, inspection is due', { likely: 'refuse-date|update', mustNot: true }],
    ['let us talk about this at the next meeting', { likely: 'to-agenda', mustNot: true }],
    ['this needs the Executive', { likely: 'raise|update', mustNot: true }],
    ['not going ahead, funding withdrawn', { likely: 'not-pursue|update' }],
    ['please put back on the log, not embedded yet', { likely: 'reopen|update', mustNot: true }],
    ['change owner to Chief Nurse', { likely: 'reassign', person: 'chief-nurse' }],
    ['status?', { likely: 'show', mustNot: true }],
  ]),
  ['finished with 21, register is with Priya', { likely: 'done', ref: E }],
  ['Could I get until Christmas for 21 please', { likely: 'extend', ref: E, mustNot: true }],
  ['21 - no change', { likely: 'update', ref: E, mustNot: true }],
  ['is there anything overdue for me?', { nothing: true, mustNot: true }],
]

export const heldOut: Row[] = [
  ...later,
  ...evidence,
  ...doubtful,
  ...dates,
  ...chairs,
  ['finished QIO-26-014 this morning, register attached', { likely: 'done', ref: Q }],
  ['14 has been done, policy on the intranet', { likely: 'done', ref: Q }],
  ['that is 21 sorted, thank you', { likely: 'done', ref: E }],
  ['14 finished, 21 isnt', { which: 'done', refs: [Q, E], verbs: ['done', 'update'] }],
  ['turn 14 red please, provider pulled out', { likely: 'describe', ref: Q }],
  [`${O} thanks, good to close`, { likely: 'agree', ref: O }],
  [`${O} all good, please close`, { likely: 'agree|done', ref: O }],
  [`${O} I will not be signing this off`, { likely: 'return|update', ref: O, mustNot: true }],
  ['running late, see you at 12', { nothing: true, has: 1 }],
]
