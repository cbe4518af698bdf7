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
  [`${Q} done the briefing went to all 430 schools`, { exact: 'done' }],
  [`${Q} done the briefing went to all but 20 schools`, { likely: 'update', mustNot: true }],
  [`${Q} to the agenda: shall we move the audit to the summer?`, { exact: 'to-agenda', ref: Q }],
  [`${Q} to the agenda: whether it goes on, or stops`, { exact: 'to-agenda', ref: Q }],
  [`${Q} done sent to all schools on 12/11/2026`, { exact: 'done' }],
  ['14 was completed on 3/11', { likely: 'done', ref: Q }],
  [`${Q} done 3/11`, { likely: 'update', also: 'done' }],
  [`${Q} done, sent 3/11`, { likely: 'update', also: 'done' }],
  [`${Q} done 3/11 schools`, { likely: 'update', mustNot: true }],
  [`${Q} done 12/11 and 2 of 5 schools`, { likely: 'update', mustNot: true }],
  [`${Q} done on 20/12`, { likely: 'update', mustNot: true }],
]

/** A chair's answer, and the reason with it, whole. */
const answers: Row[] = [
  [`${O} not agreed, no evidence`, { likely: 'return', note: 'no evidence', mustNot: true }],
  [
    `${O} not happy, no evidence of impact`,
    { likely: 'return', note: 'no evidence of impact', mustNot: true },
  ],
  [`${O} sent back: not good enough`, { likely: 'return', note: 'not good enough', mustNot: true }],
  [`return ${O}: no evidence`, { likely: 'return', note: 'no evidence', mustNot: true }],
  [`${O} no evidence`, { likely: 'return', note: 'no evidence', mustNot: true }],
  [`${O} rejected`, { likely: 'return', note: '', also: 'refuse-date', mustNot: true }],
  [`${O} approved`, { likely: 'agree', also: 'agree-date' }],
  [`${O} ok`, { likely: 'agree', also: 'agree-date' }],
  [`${O} yes, thanks`, { likely: 'agree', also: 'agree-date' }],
  [`${O} approved by the board`, { likely: 'update', mustNot: true }],
  [`${O} agree 15 Jan`, { likely: 'agree-date', mustNot: true }],
]

/** What is named, and the words after it with no mark between. */
const names: Row[] = [
  [
    `${Q} blocked by West Midlands Police waiting for checks to come back`,
    { likely: 'block', agency: 'wmp', note: 'waiting for checks to come back' },
  ],
  [`${Q} blocked by ICB as no data`, { likely: 'block', agency: 'bsol-icb', note: 'no data' }],
  [`${Q} reassign to Tom Reed as he leads`, { likely: 'reassign', person: 'dci-ppu', note: 'he leads' }],
  [`${Q} transfer to LD theirs`, { likely: 'transfer', group: 'ld', note: 'theirs' }],
  [`${Q} owner is now Tom Reed`, { likely: 'reassign', person: 'dci-ppu', note: '' }],
  [`${Q} assign to Tom Reed`, { likely: 'reassign', person: 'dci-ppu' }],
  [`${Q} owner left`, { likely: 'update', note: 'owner left' }],
]

/** Asking for a day without 'to', for a range, or with no reason; what only asks is no reason. */
const asking: Row[] = [
  [`${Q} extend 12 Jan because audit`, { likely: 'extend', due: '2027-01-12', note: 'audit' }],
  ['14 extend 12/01', { likely: 'extend', due: '2027-01-12', note: '' }],
  [
    `${Q} extend to 12/01-15/01 because audit slipped`,
    { likely: 'extend', due: null, note: 'audit slipped' },
  ],
  ['need 2-3 weeks more on 14', { likely: 'extend', due: null, note: '' }],
  ['need 2 or 3 weeks on 14, staff off sick', { likely: 'extend', due: null, note: 'staff off sick' }],
  ['QIO-26-14 need more time', { likely: 'extend', due: null, note: '' }],
  [`${Q} need more time, staff off sick`, { likely: 'extend', note: 'staff off sick' }],
  [`${Q} due 15 Jan`, { likely: 'extend', due: '2027-01-15', note: '' }],
  [`${Q} report due 15 Jan`, { likely: 'update' }],
  [`${Q} extend to 12 Jan because of leave`, { exact: 'extend', note: 'leave' }],
]

/** What only looks like one of the above, and what comes after the first word that says a step. */
const near: Row[] = [
  [`${Q} due to staffing we are late`, { likely: 'update', note: 'due to staffing we are late' }],
  [`${Q} impact of covid means we are late`, { likely: 'update', mustNot: true }],
  [`${Q} impact assessment under way`, { likely: 'update', mustNot: true }],
  [`${Q} impact on children: seen sooner`, { likely: 'describe', note: 'seen sooner' }],
  ['14 impact: seen sooner', { likely: 'describe', note: 'seen sooner' }],
  [`${Q} evidence https://x.example.org/Y`, { likely: 'describe', note: 'https://x.example.org/Y' }],
  [`${Q} completed 12/08`, { likely: 'update', also: 'done' }],
  [`${Q} withdraw, not needed`, { likely: 'not-pursue', note: 'not needed' }],
  ['14 done, toolkit finished', { likely: 'done', note: 'toolkit finished' }],
  ['need a week or two on 14', { likely: 'extend', due: null, note: '' }],
  [`${O} returned the form to the school`, { likely: 'update', mustNot: true }],
]

const everyday: Row[] = [
  [`${Q} cancel`, { likely: 'not-pursue', note: '' }],
  [`${Q} cancelled the hall`, { likely: 'update', mustNot: true }],
  [`${Q} unblock`, { exact: 'resume' }],
  [`${Q} close`, { likely: 'done', note: '' }],
  [`${Q} thanks`, { likely: 'show', mustNot: true }],
]

/** Somebody's own words stay as they are: none of them that means something is taken for a word that joins. */
const ownWords: Row[] = [
  [`${Q} on track`, { likely: 'update', note: 'on track' }],
  [`${Q} is on hold until we hear`, { likely: 'update', note: 'on hold until we hear' }],
  [`${Q} close to finishing`, { likely: 'update', note: 'close to finishing', mustNot: true }],
  [`${Q} Mark Smith has the draft`, { likely: 'update', note: 'Mark Smith has the draft' }],
  [`${Q} - all wards have had the briefing`, { likely: 'update', note: 'all wards have had the briefing' }],
  [
    `Evidence for ${Q} is in the shared folder`,
    { note: `Evidence for ${Q} is in the shared folder`, likely: 'update' },
  ],
  ['14 all sorted, thank you', { likely: 'done', note: '' }],
  [
    'could I ask for another 3 weeks for 14 - Ofsted are in',
    { likely: 'extend', due: '2026-12-26', note: 'Ofsted are in' },
  ],
  [`${Q} should sit with the named doctor`, { likely: 'reassign', person: 'named-doctor', note: '' }],
]

/** What a chair says of what waits, in the words of the card's own buttons and others. */
const chairing: Row[] = [
  [`${O} agree complete`, { likely: 'agree', note: '' }],
  [`${O} agree it is complete`, { likely: 'agree', note: '' }],
  [`${O} agreed as complete`, { likely: 'agree', note: '' }],
  [`${O} accept`, { likely: 'agree' }],
  ['30 can be closed', { likely: 'agree', ref: O, chairs: true }],
  [`${O} agreed at QIO on 19 Nov, close`, { likely: 'agree' }],
  [`${O} happy for it to be closed in January`, { likely: 'update', mustNot: true }],
  [`${O} not ready, close`, { likely: 'return', mustNot: true }],
  [`${O} content to agree an extension`, { likely: 'extend', mustNot: true }],
  [`please confirm ${Q} is done`, { likely: 'update', mustNot: true }],
  [`${Q} sent to each lead for sign off`, { likely: 'update', mustNot: true }],
  [`${O} agreed as complete once the audit is in`, { likely: 'update', mustNot: true }],
  [`${O} can be closed in January`, { likely: 'update', mustNot: true }],
  [`${O} please provide evidence of impact`, { likely: 'return', mustNot: true }],
  [`${O} I’d like to see the audit first`, { likely: 'return', mustNot: true }],
  [`${O} extension agreed`, { likely: 'agree-date' }],
  [`${O} no, 5 December stands`, { likely: 'refuse-date', mustNot: true }],
  [`${O} 15 January agreed`, { likely: 'agree-date', mustNot: true }],
  [`${O} fine, 15 Jan it is`, { likely: 'agree-date', mustNot: true }],
  [`${O} no further extensions`, { likely: 'refuse-date', mustNot: true }],
  [`${O} approved, well done all`, { likely: 'agree' }],
  [`${O} happy for this to be closed`, { likely: 'agree', note: '' }],
  [`${O} I am content to sign this off`, { likely: 'agree', note: '' }],
  [
    `${O} not assured, what difference has it made?`,
    { likely: 'return', note: 'what difference has it made?', mustNot: true },
  ],
  [`${O} not yet, the data is from 2024`, { likely: 'return', mustNot: true }],
  ['14 not yet, the data is from 2024', { likely: 'update', mustNot: true }],
  [`${O} send back to Tom, evidence missing`, { likely: 'return', mustNot: true }],
  [`${O} overtaken by the joint strategy`, { likely: 'not-pursue', note: 'overtaken by the joint strategy' }],
]

/** Who takes it, and what else is named beside it. */
const takers: Row[] = [
  [
    `${Q} I no longer work on this, Priya has picked it up`,
    { likely: 'reassign', person: 'business-manager' },
  ],
  [`${Q} could Tom Reed take this on please`, { likely: 'reassign', person: 'dci-ppu' }],
  [`${Q} Tom Reed has agreed to take this`, { likely: 'reassign', person: 'dci-ppu' }],
  [`${Q} could somebody else take this on`, { likely: 'reassign' }],
  [`reassign ${O} to me`, { likely: 'reassign', person: 'director-of-practice', note: '' }],
  [`I will take ${O}`, { likely: 'reassign', ref: O, person: 'director-of-practice' }],
  [`${Q} I will take this up with the head teacher`, { likely: 'update' }],
  [`${Q} we will take this up with the head teacher`, { likely: 'update' }],
  [`${O} reallocate to the Business Manager`, { likely: 'reassign', person: 'business-manager', note: '' }],
  [`${Q} sits better with the learning and development group`, { likely: 'transfer', group: 'ld' }],
  [`${Q} duplicate of ${S}`, { likely: 'update', ref: Q, note: `duplicate of ${S}` }],
  [`${Q} done, minuted under ${S}`, { likely: 'done', ref: Q, note: `minuted under ${S}` }],
  [`${Q} completed, see minutes of 12 Nov item 4`, { likely: 'done', note: 'see minutes of 12 Nov item 4' }],
  [`record that ${O} is done, email of 20 Nov`, { likely: 'done', ref: O }],
]

/** Who holds it up, by when it can be, and what is only said of days. */
const holding: Row[] = [
  [`${Q} police have not sent the figures`, { likely: 'block', agency: 'wmp' }],
  [`${Q} we have not sent the figures to the police`, { likely: 'update' }],
  [`still no data from the ICB for ${Q}, chased twice`, { likely: 'block', agency: 'bsol-icb' }],
  [`can we move ${Q} to after the February half term`, { likely: 'extend', due: null }],
  [`${Q} need till the end of term`, { likely: 'extend', due: null }],
  [`${Q} conference moved to the autumn term`, { likely: 'update' }],
  [`${Q} stuck, Children’s Trust need to share their data first`, { likely: 'block', agency: 'bct' }],
  [`${Q} need UHB to confirm numbers`, { likely: 'block', agency: 'uhb' }],
  [`${Q} need to share this with the police`, { likely: 'update' }],
  [`${Q} needs to go back to the end of January`, { likely: 'extend', due: '2027-01-31', note: '' }],
  [`${Q} propose 12 Feb as the new date`, { likely: 'extend', due: '2027-02-12', note: '' }],
  [`${Q} requesting 1 month extension due to inspection`, { likely: 'extend', note: 'due to inspection' }],
  [`${Q} draft policy out for consultation until 4 December`, { likely: 'update' }],
  [
    `${Q} and QIO-26-022 both need another month, winter pressures`,
    { which: 'extend', note: 'winter pressures' },
  ],
  [`${Q} letter sent to all headteachers 20/11`, { likely: 'done' }],
  [`${Q} can be marked as complete, toolkit attached`, { likely: 'done', note: 'toolkit attached' }],
  ['14: realistic date is 15th Jan', { likely: 'extend', due: '2027-01-15' }],
  [
    `${Q} escalate to Executive please, three months overdue`,
    { likely: 'raise', note: 'three months overdue' },
  ],
  [`${Q} due: 22 Jan`, { likely: 'extend', due: '2027-01-22', note: '' }],
  [`${Q} red: provider gone`, { likely: 'describe', brag: 'Red', note: 'provider gone' }],
  [`${Q} red book training under way`, { likely: 'update' }],
  [`${Q} should be official sensitive`, { likely: 'describe', note: 'OFFICIAL-SENSITIVE' }],
  [`${Q} official visit on Friday`, { likely: 'update' }],
  [`${Q} note: spoke to Tom`, { likely: 'update', note: 'spoke to Tom' }],
  [`${Q} link to evidence: https://x.example.org/Y`, { likely: 'describe', note: 'https://x.example.org/Y' }],
  ['I can confirm that action 14 has been completed', { likely: 'done', ref: Q, note: '' }],
  ['I can confirm that 14 has not been completed', { likely: 'update', ref: Q, mustNot: true }],
]

/** Messages of several sentences, as people write them: what is told in one is not lost for what is asked in another. */
const messages: Row[] = [
  [
    `Hi, just to let you know ${Q} is complete. All 38 schools have had the briefing. Happy to share the link.`,
    { likely: 'done', note: 'All 38 schools have had the briefing. Happy to share the link.' },
  ],
  [
    `Hi Convenor, could you please update ${Q}? We met on Tuesday and the final version will go out next week.`,
    { likely: 'update', mustNot: true },
  ],
  [
    `What is left to do on ${Q}? We sent the letters to all the schools yesterday.`,
    { likely: 'update', also: 'show', mustNot: true },
  ],
  [
    'Sorry for the delay on 14. The analyst is off sick so I need until 18 December.',
    { likely: 'extend', due: '2026-12-18', mustNot: true },
  ],
  [
    `${Q}: apologies, this has slipped. Can I suggest Friday 29th January? The funding is only just agreed.`,
    {
      likely: 'extend',
      due: '2027-01-29',
      note: 'apologies, this has slipped. Can I suggest Friday 29th January? The funding is only just agreed.',
    },
  ],
  [
    `Morning. ${Q} – finished. 112 staff trained, certificates on file.`,
    { likely: 'done', note: '112 staff trained, certificates on file.' },
  ],
  [`${Q} asked the ICB three times. Can someone escalate?`, { likely: 'update', mustNot: true }],
  [`${Q} the audit was completed in October, report attached`, { likely: 'update', also: 'done' }],
  [`${Q} the audit will be completed in February, report to follow`, { likely: 'update', mustNot: true }],
  [`${Q} could this be split, part for health and part for police?`, { likely: 'split', mustNot: true }],
  [
    `${O} Agreed. Thanks Tom, great piece of work.`,
    { likely: 'agree', note: 'Thanks Tom, great piece of work.' },
  ],
  [
    `${O} I’m happy with the evidence, please close.`,
    { likely: 'agree', note: 'I’m happy with the evidence.' },
  ],
  [
    `${O} I can’t agree this yet. Where is the evidence that practice has changed?`,
    {
      likely: 'return',
      note: 'I can’t agree this yet. Where is the evidence that practice has changed?',
      mustNot: true,
    },
  ],
  [
    `${O} return to owner: we asked for numbers`,
    { likely: 'return', note: 'we asked for numbers', mustNot: true },
  ],
  [`put ${O} on the next agenda`, { likely: 'to-agenda', note: '' }],
  [`${O} put this on the agenda for the next meeting`, { likely: 'to-agenda', note: '' }],
  [
    `${O} please add to the agenda, no agency will lead`,
    { likely: 'to-agenda', note: 'no agency will lead' },
  ],
  [`${O} no, this has been extended twice already`, { likely: 'refuse-date', mustNot: true }],
  [
    `${O} two months is too long, please make it 18 December`,
    { likely: 'extend', due: '2026-12-18', note: 'two months is too long' },
  ],
  [`${O} new deadline agreed by the group: 22 January`, { likely: 'extend', due: '2027-01-22' }],
  [`need til christmas for ${Q}, two schools are off`, { likely: 'extend', ref: Q, due: '2026-12-25' }],
  [`${Q} the Christmas campaign is ready`, { likely: 'update', ref: Q }],
]

/** What is said to be recorded, of several at once, with a courtesy at its end, or only sounds like a step. */
const spoken: Row[] = [
  ['done 14 and 21', { which: 'done', refs: [Q, 'EH-26-021'], note: '' }],
  ['finished 14, 21 as well', { which: 'done', refs: [Q, 'EH-26-021'], note: '' }],
  [`I have finished ${Q} and EH-26-021`, { which: 'done', refs: [Q, 'EH-26-021'], note: '' }],
  [`need 2 more weeks on ${Q} and EH-26-021`, { which: 'extend', refs: [Q, 'EH-26-021'], note: '' }],
  [`please log ${Q} as done, 40 trained`, { likely: 'done', ref: Q, note: '40 trained' }],
  ['log that 14 is done, 40 trained', { likely: 'done', ref: Q, note: '40 trained' }],
  ['can you log 14 as done please', { likely: 'done', ref: Q, note: '' }],
  ['record action 14 done, 40 trained', { likely: 'done', ref: Q, note: '40 trained' }],
  ['make action 14 green', { likely: 'describe', ref: Q, brag: 'Green' }],
  [`${Q} It is done. Please agree.`, { likely: 'done', note: '' }],
  ['14 done please sign off', { likely: 'done', ref: Q, note: '' }],
  [`${Q} Done. Please confirm.`, { likely: 'done', note: '' }],
  [
    `${Q} Done? Not yet. Waiting for the police.`,
    { likely: 'update', note: 'Done? Not yet. Waiting for the police.', mustNot: true },
  ],
  [`${Q} we should be sensitive to families when we write`, { likely: 'update' }],
  [`${Q} I will make official contact with the police next week`, { likely: 'update' }],
  [`${Q} make it official: the toolkit is launched`, { likely: 'update' }],
  [`${Q} needs to be marked sensitive`, { likely: 'describe', note: 'OFFICIAL-SENSITIVE' }],
  [`${Q} teams will be split by district`, { likely: 'update' }],
  ['neither 14 nor 21 is done', { which: 'update', refs: [Q, 'EH-26-021'], mustNot: true }],
  [`${Q} can be closed after the audit`, { likely: 'update', mustNot: true }],
  [`${O} I was happy to close this, then saw the figures`, { likely: 'update|return', chairs: true }],
  [`${Q} withdrawn by the provider`, { likely: 'update', mustNot: true }],
  [`${Q} wrong person`, { likely: 'reassign' }],
  [`${Q} Tom Reed will take this to the board`, { likely: 'update' }],
  [`${Q} Tom Reed is leading on this with schools`, { likely: 'update' }],
]

export const found: Row[] = [
  ...refs,
  ...days,
  ...answers,
  ...names,
  ...asking,
  ...near,
  ...everyday,
  ...ownWords,
  ...chairing,
  ...takers,
  ...holding,
  ...messages,
  ...spoken,
]
