import type { Known } from '../../src/actions/read-sentence.ts'

/**
 * What people type about actions, and what is to be made of it. Written from how people talk, before there was a
 * reader; what it fails is kept. Today is Monday 23 November 2026.
 */
export type Expectation = {
  exact?: string
  /** The verb of the first meaning; 'update|extend' where either will do. */
  likely?: string
  which?: string
  nothing?: true
  ref?: string
  refs?: string[]
  /** The verb for each of them. */
  verbs?: string[]
  note?: string
  /** null where no day may be read. */
  due?: string | null
  agency?: string
  person?: string
  group?: string
  brag?: string
  /** The verb of any later meaning. */
  also?: string
  /** How many open actions the reader has: 4 unless told. */
  has?: 0 | 1
  /** Whether QIO-26-030 waits for the reader to agree. */
  chairs?: true
  /** Reading 'done', 'agree' or 'not-pursue' here, in any place, would be wrong. */
  mustNot?: true
}

/** Three of the reader's own, LD-26-007 sharing its serial with another; QIO-26-030 is somebody else's. */
export const Q = 'QIO-26-014'
const S = 'SCR-26-007'
const E = 'EH-26-021'
const L = 'LD-26-007'
const O = 'QIO-26-030'

export const mine = [
  { ref: Q, dueOn: '2026-12-05' },
  { ref: S, dueOn: '2026-11-20' },
  { ref: E, dueOn: '2027-01-15' },
  { ref: L, dueOn: '2027-02-01' },
]

export const known: Known = {
  today: '2026-11-23',
  mine,
  toAgree: [],
  agencies: [
    { id: 'bcc', name: 'Birmingham City Council' },
    { id: 'wmp', name: 'West Midlands Police' },
    { id: 'bsol-icb', name: 'NHS Birmingham and Solihull Integrated Care Board' },
    { id: 'bct', name: 'Birmingham Children’s Trust' },
    { id: 'bchc', name: 'Birmingham Community Healthcare NHS Foundation Trust' },
    { id: 'uhb', name: 'University Hospitals Birmingham NHS Foundation Trust' },
    { id: 'yos', name: 'Youth Offending Service' },
    { id: 'probation', name: 'Probation services' },
    { id: 'ftb', name: 'Forward Thinking Birmingham' },
    { id: 'schools', name: 'Birmingham schools' },
  ],
  people: [
    { id: 'independent-chair', title: 'Independent Chair', agency: 'bcc' },
    { id: 'business-manager', title: 'Business Manager', name: 'Priya Shah', agency: 'bct' },
    { id: 'director-of-practice', title: 'Director of Practice', agency: 'bct' },
    { id: 'ad-early-help', title: 'Assistant Director, Early Help and Youth Justice', agency: 'bct' },
    { id: 'chief-nurse', title: 'Chief Nurse', name: 'Sarah Jones', agency: 'uhb' },
    { id: 'dci-ppu', title: 'DCI, Public Protection Unit', name: 'Tom Reed', agency: 'wmp' },
    { id: 'named-doctor', title: 'Named Doctor', name: 'Sarah Khan', agency: 'bchc' },
    { id: 'yos-manager', title: 'Performance Manager', agency: 'yos', vacant: true },
  ],
  groups: [
    { id: 'executive', code: 'EXECUTIVE', name: 'Executive Board' },
    { id: 'scr', code: 'SCR', name: 'Serious Case Review Sub-Group' },
    { id: 'qio', code: 'QIO', name: 'Quality, Impact and Outcomes Sub-Group' },
    { id: 'ld', code: 'LD', name: 'Learning and Development Sub-Group' },
    { id: 'early-help', code: 'EH', name: 'Early Help and Safeguarding Partnership' },
  ],
}

const exactForms: Row[] = [
  ['QIO-26-014', { exact: 'show', ref: Q, note: '' }],
  ['qio-26-030', { exact: 'show', ref: O }],
  ['QIO-26-014 update met with schools, draft by Friday', { exact: 'update', ref: Q }],
  ['qio-26-014: update: letters out next week', { exact: 'update', note: 'letters out next week' }],
  ['QIO-26-014 done training log attached', { exact: 'done', note: 'training log attached' }],
  ['QIO-26-014, done: toolkit published 12 Nov', { exact: 'done', note: 'toolkit published 12 Nov' }],
  ['QIO-26-014 extend to 12/01 because the audit slipped', { exact: 'extend', due: '2027-01-12' }],
  ['QIO-26-014 extend to end of Jan because of staffing', { exact: 'extend', note: 'staffing' }],
  ['QIO-26-014 blocked by the ICB: no data yet', { exact: 'block', agency: 'bsol-icb', note: 'no data yet' }],
  ['QIO-26-014 blocked by West Midlands Police: checks', { exact: 'block', agency: 'wmp' }],
  ['QIO-26-014 reassign to Tom Reed', { exact: 'reassign', person: 'dci-ppu', note: '' }],
  ['QIO-26-014 hand over to Chief Nurse: she leads on it', { exact: 'reassign', person: 'chief-nurse' }],
  ['QIO-26-030 agree', { exact: 'agree', ref: O }],
  ['QIO-26-030 agreed.', { exact: 'agree', ref: O }],
  ['QIO-26-030 return: no evidence attached', { exact: 'return', note: 'no evidence attached' }],
  ['QIO-26-014 not pursued: covered by the new policy', { exact: 'not-pursue' }],
  ['QIO-26-014 transfer to early-help: theirs', { exact: 'transfer', group: 'early-help', note: 'theirs' }],
  ['QIO-26-030 reopen: schools never got it', { exact: 'reopen', note: 'schools never got it' }],
  ['QIO-26-014 undo', { exact: 'undo', ref: Q }],
  // Not quite exact: shown first.
  ['QIO-26-014 transfer to SCR', { likely: 'transfer', group: 'scr' }],
  ['QIO-26-014 blocked by police, ICB: no data', { likely: 'block', ref: Q, note: 'no data' }],
  ['QIO-26-014 extend to whenever because busy', { likely: 'extend', ref: Q, mustNot: true }],
  ['QIO-26-014 blocked by Trust: no data', { likely: 'block', ref: Q, note: 'no data', mustNot: true }],
  ['QIO-26-014 reassign to Sarah', { likely: 'reassign', ref: Q, mustNot: true }],
  ['QIO-26-014 reassign to Performance Manager', { likely: 'reassign', ref: Q, mustNot: true }],
  ['QIO-26-014 transfer to MASH', { likely: 'transfer', ref: Q, mustNot: true }],
  ['QIO-26-014 extend to 12 Jan', { likely: 'extend', due: '2027-01-12' }],
  ['QIO-26-014 done', { likely: 'done', ref: Q, note: '' }],
]

const dones: Row[] = [
  ['14 done', { likely: 'done', ref: Q }],
  ['14 dnoe', { likely: 'done', ref: Q }],
  ['no. 14 is finished', { likely: 'done', ref: Q, note: '' }],
  ['#14 all done thanks', { likely: 'done', ref: Q }],
  ['action 14 compelted', { likely: 'done', ref: Q, note: '' }],
  ['action 14 is complete, minutes attached', { likely: 'done', ref: Q, note: 'minutes attached' }],
  [
    'QIO-26-014 is done, briefing went out on Friday',
    { likely: 'done', note: 'briefing went out on Friday' },
  ],
  ['Hi, QIO-26-014 has now been completed', { likely: 'done', ref: Q }],
  ['sent the letters to all schools, qio-26-014 done', { likely: 'done', ref: Q }],
  ['QIO–26–014 finshed', { likely: 'done', ref: Q }],
  ['qio 14 sorted', { likely: 'done', ref: Q }],
  ['QIO 26 014 sorted', { likely: 'done', ref: Q }],
  ['ive done 14', { likely: 'done', ref: Q }],
  ['we have finished 14 now', { likely: 'done', ref: Q }],
  ['14 100% done', { likely: 'done', ref: Q }],
  ['please close 21 its all done', { likely: 'done', ref: E }],
  ['can you mark 14 as done please', { likely: 'done', ref: Q }],
  ['EH-26-021 training delivered to 40 staff', { likely: 'done', ref: E }],
  ['QIO-26-014 toolkit sent out to all GPs yesterday', { likely: 'done', ref: Q }],
  ['21 closed', { likely: 'done', ref: E }],
  ['tick off 14', { likely: 'done', ref: Q }],
  ['Just to confirm action 21 has been actioned', { likely: 'done', ref: E }],
  ['QIO-26-014 it wasnt easy but its done', { likely: 'done', ref: Q }],
  ['that one is done', { which: 'done', refs: [S, Q, E, L] }],
  ['all done', { likely: 'done', ref: Q, has: 1 }],
  ['Done, report is on the shared drive', { likely: 'done', ref: Q, has: 1 }],
  ['finished!', { which: 'done' }],
  ['done', { nothing: true, has: 0 }],
  ['7 done', { which: 'done', refs: [S, L] }],
  ['SCR-26-007 and LD-26-007 are both done', { which: 'done', refs: [S, L] }],
  ['LD 7 done', { likely: 'done', ref: L }],
  ['QIO-26-014 completed on 12 Nov, 34 of 34 schools replied', { likely: 'done', ref: Q }],
]

const notDones: Row[] = [
  ['14 not done', { likely: 'update', ref: Q, mustNot: true }],
  ['14 nto done', { likely: 'update', ref: Q, mustNot: true }],
  ['14 isnt finished', { likely: 'update', ref: Q, mustNot: true }],
  ['QIO-26-014 isn’t finished yet', { likely: 'update', ref: Q, mustNot: true }],
  ['QIO-26-014 nearly done', { likely: 'update', ref: Q, note: 'nearly done', mustNot: true }],
  ['14 almost there', { likely: 'update', ref: Q, mustNot: true }],
  ['QIO-26-014 90% done', { likely: 'update', ref: Q, mustNot: true }],
  ['14 is 90 per cent complete', { likely: 'update', ref: Q, mustNot: true }],
  ['14 will be done by Friday', { likely: 'update|extend', ref: Q, mustNot: true }],
  ['QIO-26-014 done by Friday hopefully', { likely: 'update|extend', ref: Q, mustNot: true }],
  ['QIO-26-014 done by end of Jan', { likely: 'update|extend', ref: Q, mustNot: true }],
  ['not done yet, need another week', { likely: 'extend', due: '2026-12-12', has: 1, mustNot: true }],
  ['14 not done yet, need another week', { likely: 'extend', ref: Q, due: '2026-12-12', mustNot: true }],
  ['done?', { which: 'show|update', mustNot: true }],
  ['is 14 done?', { likely: 'show', ref: Q, mustNot: true }],
  ['is 14 done', { likely: 'show', ref: Q, mustNot: true }],
  ['QIO-26-014 done?', { likely: 'show', ref: Q, mustNot: true }],
  ['QIO-26-014 done yet', { likely: 'show|update', ref: Q, mustNot: true }],
  ['has anyone finished QIO-26-030', { likely: 'show', ref: O, mustNot: true }],
  ['has QIO-26-030 been agreed?', { likely: 'show', ref: O, mustNot: true }],
  ['who is doing 14?', { likely: 'show', ref: Q, mustNot: true }],
  ['did we ever complete 21', { likely: 'show', ref: E, mustNot: true }],
  ['QIO-26-014 half done', { likely: 'update', ref: Q, mustNot: true }],
  ['14 partly complete, 3 of 5 schools done', { likely: 'update', ref: Q, mustNot: true }],
  ['QIO-26-014 done apart from the health bit', { likely: 'update', ref: Q, mustNot: true }],
  ['QIO-26-014 done but not sent', { likely: 'update', ref: Q, mustNot: true }],
  ['QIO-26-014 first draft done', { likely: 'update', ref: Q, mustNot: true }],
  ['trying to get 14 done this week', { likely: 'update', ref: Q, mustNot: true }],
  ['14 should be done soon', { likely: 'update', ref: Q, mustNot: true }],
  ['hoping to have 14 completed by next week', { likely: 'update|extend', ref: Q, mustNot: true }],
  ['I havent finished 14 sorry', { likely: 'update', ref: Q, mustNot: true }],
  ['14 never got done', { likely: 'update', ref: Q, mustNot: true }],
  ['once the police reply 14 is done', { likely: 'update|block', ref: Q, mustNot: true }],
  ['QIO-26-014 done when the ICB confirm', { likely: 'update|block', ref: Q, mustNot: true }],
  ['QIO-26-014 incomplete', { likely: 'update', ref: Q, mustNot: true }],
  ['14 unfinished', { likely: 'update', ref: Q, mustNot: true }],
  ['QIO-26-014 needs to be completed', { likely: 'update', ref: Q, mustNot: true }],
  ['QIO-26-014 to be completed', { likely: 'update', ref: Q, mustNot: true }],
  ['14 cant be closed yet', { likely: 'update', ref: Q, mustNot: true }],
  ['please dont close 14', { likely: 'update', ref: Q, mustNot: true }],
  ['no its not finished', { likely: 'update', ref: Q, has: 1, mustNot: true }],
  ['QIO-26-014 most of it is done', { likely: 'update', ref: Q, mustNot: true }],
  ['QIO-26-014 I think its done but will check', { likely: 'update', ref: Q, mustNot: true }],
  ['14 wont be done until 12 Jan', { likely: 'extend', ref: Q, due: '2027-01-12', mustNot: true }],
  ['QIO-26-014 is nowhere near done', { likely: 'update', ref: Q, mustNot: true }],
  ['14 yet to be completed', { likely: 'update', ref: Q, mustNot: true }],
  ['Well done everyone on 14', { likely: 'update', ref: Q, mustNot: true }],
  ['14 done, 21 still waiting on the ICB', { which: 'done', refs: [Q, E] }],
  ['QIO-26-030 not agreed', { likely: 'return|update', ref: O, mustNot: true }],
  ['I dont agree 30 hasnt been done QIO-26-030', { likely: 'return|update', ref: O, mustNot: true }],
  ['QIO-26-030 happy to close once the audit is in', { likely: 'update', ref: O, mustNot: true }],
  ['should we drop 14?', { likely: 'show', ref: Q, mustNot: true }],
  ['do we still need QIO-26-014?', { likely: 'show', ref: Q, mustNot: true }],
  ['dont cancel 14', { likely: 'update', ref: Q, mustNot: true }],
  ['QIO-26-014 meeting was cancelled, rebooking', { likely: 'update', ref: Q, mustNot: true }],
  ['14 still needed', { likely: 'update', ref: Q, mustNot: true }],
]

const extensions: Row[] = [
  [
    'need 2 more weeks on QIO-26-014, waiting on the ICB',
    { likely: 'extend', due: '2026-12-19', note: 'waiting on the ICB', also: 'block' },
  ],
  ['push 14 to next Friday', { likely: 'extend', ref: Q, due: '2026-12-04', mustNot: true }],
  ['can I have until end of Jan for 14', { likely: 'extend', ref: Q, due: '2027-01-31', mustNot: true }],
  ['can i have until end of jan?', { likely: 'extend', due: '2027-01-31', has: 1 }],
  ['another fortnight on SCR-26-007 please', { likely: 'extend', ref: S, due: '2026-12-07' }],
  ['delay 14 by a month', { likely: 'extend', ref: Q, due: '2027-01-05' }],
  ['14 moved to 12/01', { likely: 'extend', ref: Q, due: '2027-01-12' }],
  ['QIO-26-014 need more time', { likely: 'extend', ref: Q, mustNot: true }],
  ['Could we extend QIO-26-014 to 12th January?', { likely: 'extend', ref: Q, due: '2027-01-12' }],
  ['extend 14 by 3 weeks staff off sick', { likely: 'extend', due: '2026-12-26', note: 'staff off sick' }],
  ['extenson for 21 to 31 jan pls', { likely: 'extend', ref: E, due: '2027-01-31' }],
  ['need an extension', { which: 'extend', refs: [S, Q, E, L] }],
  ['need another couple of weeks for 14', { likely: 'extend', ref: Q, due: '2026-12-19' }],
  ['give me till monday on 14', { likely: 'extend', ref: Q, due: '2026-11-30' }],
  ['QIO-26-014 new date 2027-01-20', { likely: 'extend', ref: Q, due: '2027-01-20' }],
  ['QIO-26-014 due date should be 20/1/27', { likely: 'extend', ref: Q, due: '2027-01-20' }],
  ['push back 14 a week', { likely: 'extend', ref: Q, due: '2026-12-12' }],
  ['14 running late, two weeks please', { likely: 'extend', ref: Q, due: '2026-12-19' }],
  ['QIO-26-030 needs 10 more days', { likely: 'extend', ref: O, due: '2026-12-03' }],
  ['slip 14 to the 1st of February', { likely: 'extend', ref: Q, due: '2027-02-01' }],
  ['change the deadline on 21 to Jan 29', { likely: 'extend', ref: E, due: '2027-01-29' }],
  ['14 to be extended until end of next month', { likely: 'extend', ref: Q, due: '2026-12-31' }],
  ['struggling with 14 can we say mid December', { likely: 'extend', ref: Q }],
  ['happy to extend QIO-26-030 to 12 Jan', { likely: 'extend', ref: O, due: '2027-01-12', mustNot: true }],
  ['14 postpone til after xmas', { likely: 'extend', ref: Q, mustNot: true }],
  ['I need longer on 14, half the team are off', { likely: 'extend', ref: Q }],
  ['need 2 weeks', { which: 'extend' }],
]

const blocks: Row[] = [
  ['14 waiting on the ICB', { likely: 'block', ref: Q, agency: 'bsol-icb' }],
  ['QIO-26-014 waiting for police', { likely: 'block', ref: Q, agency: 'wmp' }],
  ['QIO-26-014 held up by WMP vetting', { likely: 'block', ref: Q, agency: 'wmp' }],
  ['14 stuck with children’s trust', { likely: 'block', ref: Q, agency: 'bct' }],
  ['14 is blocked by the Trust', { likely: 'block', ref: Q, mustNot: true }],
  ['QIO-26-014 depends on UHB sending figures', { likely: 'block', ref: Q, agency: 'uhb' }],
  ['awaiting response from probation re 14', { likely: 'block', ref: Q, agency: 'probation' }],
  ['cant do 14 until the council reply', { likely: 'block|update', ref: Q, mustNot: true }],
  ['ICB havent replied on 14', { likely: 'block', ref: Q, agency: 'bsol-icb', mustNot: true }],
  ['14 still waiting to hear back from the integrated care board', { likely: 'block', agency: 'bsol-icb' }],
  ['waiting on schools', { likely: 'block', ref: Q, agency: 'schools', has: 1 }],
  ['waitng on youth offending', { which: 'block' }],
  ['QIO-26-014 waiting for the printers', { likely: 'update', ref: Q, mustNot: true }],
  ['blocked', { which: 'block' }],
  ['no reply from forward thinking for QIO-26-014', { likely: 'block', ref: Q, agency: 'ftb' }],
  [
    'need sign off from the ICB before 14 can go',
    { likely: 'block', ref: Q, agency: 'bsol-icb', mustNot: true },
  ],
]

const handovers: Row[] = [
  ['give 14 to Tom Reed', { likely: 'reassign', ref: Q, person: 'dci-ppu' }],
  ['pass QIO-26-014 over to the Chief Nurse please', { likely: 'reassign', ref: Q, person: 'chief-nurse' }],
  ['14 should be with Priya', { likely: 'reassign', ref: Q, person: 'business-manager' }],
  ['QIO-26-014 belongs to the director of practice', { likely: 'reassign', person: 'director-of-practice' }],
  ['hand 14 to sarah', { likely: 'reassign', ref: Q, mustNot: true }],
  ['can someone reassign 14 to Sarah Khan?', { likely: 'reassign', ref: Q, person: 'named-doctor' }],
  ['14 isnt mine its for Tom Reed', { likely: 'reassign', ref: Q, person: 'dci-ppu', mustNot: true }],
  ['QIO-26-014 handed over to DCI', { likely: 'reassign', person: 'dci-ppu' }],
  ['14 not mine', { likely: 'reassign|update', ref: Q, mustNot: true }],
  ['QIO-26-014 belongs to the SCR group’s log', { likely: 'transfer', ref: Q, group: 'scr' }],
  ['move 14 to SCR', { likely: 'transfer', ref: Q, group: 'scr' }],
  ['this should be on the learning and development log, 14', { likely: 'transfer', ref: Q, group: 'ld' }],
  ['pass 14 to the executive', { likely: 'transfer', ref: Q, group: 'executive' }],
  ['trasfer 14 to early help', { likely: 'transfer', ref: Q, group: 'early-help' }],
]

const chairs: Row[] = [
  ['agreed QIO-26-030', { likely: 'agree', ref: O }],
  ['happy to close QIO-26-030', { likely: 'agree', ref: O }],
  ['QIO-26-030 sign off', { likely: 'agree', ref: O }],
  ['I agree QIO-26-030 is complete', { likely: 'agree', ref: O }],
  ['signed off QIO-26-030, good work', { likely: 'agree', ref: O }],
  ['send QIO-26-030 back, no dates in it', { likely: 'return', ref: O, mustNot: true }],
  ['not happy with QIO-26-030', { likely: 'return', ref: O, mustNot: true }],
  ['QIO-26-030 not complete yet', { likely: 'return', ref: O, mustNot: true }],
  ['14 not complete yet', { likely: 'update', ref: Q, mustNot: true }],
  ['QIO-26-030 needs more evidence', { likely: 'return', ref: O, mustNot: true }],
  ['returning QIO-26-030 to owner, wrong report', { likely: 'return', ref: O, mustNot: true }],
  ['QIO-26-014 no longer needed', { likely: 'not-pursue', ref: Q }],
  ['drop 14', { likely: 'not-pursue', ref: Q }],
  ['cancel action 14, covered elsewhere', { likely: 'not-pursue', note: 'covered elsewhere' }],
  ['we are not pursuing 14', { likely: 'not-pursue', ref: Q }],
  ['14 has been withdrawn', { likely: 'not-pursue', ref: Q }],
  ['14 isnt needed any more', { likely: 'not-pursue', ref: Q }],
  ['reopen QIO-26-030', { likely: 'reopen', ref: O, mustNot: true }],
  ['please open 14 again, staff still unaware', { likely: 'reopen', ref: Q, mustNot: true }],
  ['undo 14', { likely: 'undo', ref: Q, mustNot: true }],
  ['I pressed the wrong button', { likely: 'undo', ref: Q, has: 1, mustNot: true }],
  ['ignore that, 14 isnt done', { likely: 'undo', ref: Q, mustNot: true }],
  ['sorry that was a mistake', { which: 'undo', mustNot: true }],
  ['14 marked done by mistake', { likely: 'undo', ref: Q, mustNot: true }],
]

const updates: Row[] = [
  ['14 in progress', { likely: 'update', ref: Q, note: 'in progress' }],
  ['started 14', { likely: 'update', ref: Q }],
  ['QIO-26-014 working on it', { likely: 'update', ref: Q, note: 'working on it' }],
  ['14 half way', { likely: 'update', ref: Q, mustNot: true }],
  ['chasing gps for 14', { likely: 'update', ref: Q }],
  ['still ongoing', { which: 'update', refs: [S, Q, E, L] }],
  ['working on it', { likely: 'update', ref: Q, has: 1 }],
  ['QIO-26-014 spoke to the head teacher', { likely: 'update', note: 'spoke to the head teacher' }],
  ['Re QIO-26-014: meeting booked for 3 Dec', { likely: 'update', ref: Q, mustNot: true }],
  ['update on 14 - emailed all DSLs', { likely: 'update', ref: Q, note: 'emailed all DSLs' }],
  ['show me 14', { likely: 'show', ref: Q }],
  ['whats 14 about', { likely: 'show', ref: Q }],
  ['when is QIO-26-014 due?', { likely: 'show', ref: Q, mustNot: true }],
  ['where are we with 21?', { likely: 'show', ref: E, mustNot: true }],
  ['14', { likely: 'show', ref: Q }],
]

const chatter: Row[] = [
  ['hello', { nothing: true }],
  ['Hi there, how are you?', { nothing: true }],
  ['thanks', { nothing: true, mustNot: true }],
  ['Thank you, that’s great', { nothing: true, has: 1 }],
  ['help', { nothing: true }],
  ['my actions', { nothing: true, has: 1 }],
  ['log QIO', { nothing: true }],
  ['overdue', { nothing: true }],
  ['overdue SCR', { nothing: true }],
  ['new action QIO: Get the audit completed; owner: Tom Reed; due: 12 Jan', { nothing: true, mustNot: true }],
  ['agenda SCR', { nothing: true }],
  ['RR-26-003 done', { nothing: true, mustNot: true }],
  ['RR-26-003 notified on 24 Dec', { nothing: true, mustNot: true }],
  ['link QIO', { nothing: true }],
  ['add to agenda QIO QIO-26-014 not done yet', { nothing: true, mustNot: true }],
  ['well done everyone', { nothing: true, mustNot: true }],
  ['im done for the day', { nothing: true, has: 1, mustNot: true }],
  ['when is the next meeting', { nothing: true, has: 1 }],
  ['14 schools have replied', { nothing: true }],
  ['see you at 14:00', { nothing: true, has: 1 }],
  ['ok', { nothing: true, has: 1, mustNot: true }],
  ['yes', { nothing: true, has: 1, mustNot: true }],
  ['agreed', { nothing: true, has: 1, mustNot: true }],
  ['99 done', { nothing: true }],
  ['running 10 minutes late', { nothing: true, has: 1 }],
  ['', { nothing: true }],
  ['?!?!', { nothing: true }],
  ['can you resend the papers for Friday', { nothing: true, has: 1 }],
  ['the school is closed on Friday', { nothing: true, has: 1, mustNot: true }],
]

/** Written after the reader, to see what it makes of words it was not made for. */
const afterwards: Row[] = [
  ['14 not quite done', { likely: 'update', ref: Q, mustNot: true }],
  ['14 is done isnt it', { likely: 'show|update', ref: Q, mustNot: true }],
  ['14 basically done', { likely: 'update', ref: Q, mustNot: true }],
  ['14 ready to be closed', { likely: 'update', ref: Q, mustNot: true }],
  ['QIO-26-014 done pending ICB sign off', { likely: 'update|block', ref: Q, mustNot: true }],
  ['QIO-26-014 done 4/5 schools', { likely: 'update', ref: Q, mustNot: true }],
  ['QIO-26-014 bulk of this done', { likely: 'update', ref: Q, mustNot: true }],
  ['QIO-26-014 was done wrong', { likely: 'update|return', ref: Q, mustNot: true }],
  ['14 overdue i know, finished by weds', { likely: 'update|extend', ref: Q, mustNot: true }],
  ['QIO-26-014 training to be delivered in Jan', { likely: 'update', ref: Q, mustNot: true }],
  ['let me know when 14 is done', { likely: 'update|show', ref: Q, mustNot: true }],
  ['QIO-26-030 agreed at last meeting to keep open', { likely: 'update', ref: O, mustNot: true }],
  ['QIO-26-030 agreed?', { likely: 'show', ref: O, mustNot: true }],
  ['QIO-26-014 not pursued?', { likely: 'show', ref: Q, mustNot: true }],
  ['QIO-26-014 no longer waiting on ICB', { likely: 'resume', ref: Q, mustNot: true }],
  ['can u extend 14 to the 20th jan', { likely: 'extend', ref: Q, due: '2027-01-20' }],
  ['could someone else take 14?', { likely: 'reassign', ref: Q, mustNot: true }],
  ['QIO-26-014 training needs analysis completed', { likely: 'done', ref: Q }],
  ['14: done - evidence in the folder', { likely: 'done', ref: Q, note: 'evidence in the folder' }],
  ['14 & 21 both need another month', { which: 'extend', refs: [Q, E] }],
  ['pls can 14 be moved to the end of feb', { likely: 'extend', ref: Q, due: '2027-02-28' }],
  ['QIO-26-014 return home interviews reviewed', { likely: 'update', ref: Q, mustNot: true }],
  ['QIO-26-014 is now with the police', { likely: 'reassign|block', ref: Q, mustNot: true }],
  ['14 complete. awaiting sign off', { likely: 'update', ref: Q, mustNot: true }],
  ['QIO-26-014 meeting done report next', { likely: 'update', ref: Q, mustNot: true }],
]

export type Row = [text: string, expectation: Expectation]

export const sentences: Row[] = [
  ...exactForms,
  ...dones,
  ...notDones,
  ...extensions,
  ...blocks,
  ...handovers,
  ...chairs,
  ...updates,
  ...chatter,
  ...afterwards,
]
