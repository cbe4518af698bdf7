import { Q, type Row } from './sentences.ts'

const O = 'QIO-26-030'

/**
 * Sentences that were taken for a step at once, or read as one in vain, and what they are. Most deny, doubt or limit what
 * their verb says: none of those may offer to close anything.
 */
const news = `done nothing on this
done very little
done none
done, not
done lol no
done (not really)
done too early to say
done 3 of 5 schools
done for 3 schools of 5
done 40 of 60
done 40/60
done the majority
done the first session
done stage 1
done phase one of two
done what we can
done all we can without the data
done as far as we can
done as much as possible
done bar the sign off
done with the exception of UHB
done except for UHB
done, more to do
done - evidence to come
done. evidence to come
done, need to upload evidence
done; awaiting evidence
done but evidence needed
done mid Jan
done in January
done in the new year
done over Christmas
done, evaluation in Jan
done by police not us
done I believe
done, can you check
done in draft
done hardly any
done less than planned
done unless you hear otherwise
done minus the report
done a bit
done tomorrow
done end of Jan
done 12/01
done - just waiting on ICB
done with WMP, UHB to go
done it wrong
unable to complete due to sickness
struggling to complete
failed to complete on time
first phase complete
stage 1 completed
completed the first of two sessions
completed in part
completed bar the sign off
two sessions delivered, one more in Jan
the audit tool is finished; the audit itself starts Monday
invitations sent out
has been circulated for comment
sorted a venue, date TBC
supposedly done
done!!!! (joking)
training done. evaluation to do
training done, evaluation in Jan
training done and evaluation starts in Jan
everything done except the evaluation
aim complete Jan
complete 12 Jan
as far as I know done
refuse to sign this off
we agreed the wording with WMP
paper signed off by the DCS, now printing
agreed in principle
the extra time is no longer needed
the form isn't needed by schools
don't cancel it
not pursued by police
not pursued: maybe?
raised with the ICB on Friday
raised at the last meeting
raised by Ofsted last year
training moved to 12 Jan
80 of 100 trained`.split('\n')

const asked = [
  'done? need to check with Tom',
  'raise? not sure',
  'to agenda?',
  'reassign to ad-cyp?',
  'done? 40 staff',
]

const extensions: [words: string, due: string | null][] = [
  ['needs until a week on Friday', '2026-12-04'],
  ['extend from 5 Dec to 12 Jan', '2027-01-12'],
  ['moved from 5 Dec to 12 Jan, agreed with chair', '2027-01-12'],
  ['extend please, meeting was on 2 Nov and next one is 12 Jan', null],
  ['extension to 31/01 as training is on 12/01', '2027-01-31'],
  ['can it be 15 Jan instead of 5 Dec', '2027-01-15'],
  ['extend to 23/11 please', '2026-11-23'],
  ['extend to end Jan please', '2027-01-31'],
  ['please extend to Jan 12, staff sick', '2027-01-12'],
  ['extend to 12.01 please', '2027-01-12'],
  ['extend to mid Jan please', '2027-01-15'],
  ['extend to the 12th please', '2026-12-12'],
  ['extend to weds', '2026-11-25'],
  ['extend by 10 working days', '2026-12-18'],
  ['need a couple more weeks', '2026-12-19'],
  ['can we have a month', '2027-01-05'],
  ['deadline 28 Feb please', '2027-02-28'],
  ['can this go to 12/01', '2027-01-12'],
  ['due date should be Tuesday week', '2026-12-01'],
]

export const doubted: Row[] = [
  ...news.map(
    (words): Row => [`${Q} ${words}`, { likely: 'update|extend|block|show', ref: Q, mustNot: true }],
  ),
  ...asked.map((words): Row => [`${Q} ${words}`, { likely: 'show|update', ref: Q, mustNot: true }]),
  ...extensions.map(([words, due]): Row => [`${Q} ${words}`, { likely: 'extend', ref: Q, due }]),
  ['14 done 21 not', { which: 'done', refs: [Q, 'EH-26-021'], verbs: ['done', 'update'] }],
  ['14 done I believe', { likely: 'update', note: 'done I believe', mustNot: true }],
  // Evidence that is plain enough to be taken at once.
  [`${Q} done, 40 staff trained`, { exact: 'done', note: '40 staff trained' }],
  [`${Q} done 412 letters sent`, { exact: 'done' }],
  [`${Q} done: https://nhs.example.org/minutes`, { exact: 'done' }],
  [`${Q} done, sent to 412 schools`, { exact: 'done' }],
  [`${Q} done, policy published 12 Nov, slides attached`, { exact: 'done' }],
  // None at all, or nothing that shows it.
  [`${Q} done .`, { likely: 'done', note: '' }],
  [`${Q} done x`, { likely: 'done' }],
  [`${Q} done 12 Nov`, { likely: 'done' }],
  [`${Q} done Friday`, { likely: 'done|update' }],
  // What a chair or the business team says.
  [`${O} yes close it`, { likely: 'agree', ref: O }],
  [`${O} thanks, all good`, { likely: 'agree' }],
  [`${O} looks good to me`, { likely: 'agree' }],
  [`${O} I agree, thanks`, { likely: 'agree' }],
  [`${O} I agree that it is not complete`, { likely: 'return|update', mustNot: true }],
  [`${O} well done`, { likely: 'update|show', mustNot: true }],
  [`${Q} police have replied so we can carry on`, { likely: 'resume' }],
  [`${Q} is unblocked now`, { likely: 'resume' }],
  [`${Q} ICB have replied so can carry on`, { likely: 'resume' }],
  [`${Q} 1 Nov is fine`, { likely: 'agree-date' }],
  [`ok to the new date for ${Q}`, { likely: 'agree-date', ref: Q }],
  [`${Q} agree extension`, { likely: 'agree-date' }],
  [`${Q} no, keep to the original date`, { likely: 'refuse-date', mustNot: true }],
  [`put ${Q} on the next agenda`, { likely: 'to-agenda', ref: Q }],
  [`${Q} escalate to the Executive`, { likely: 'raise' }],
  [`${Q} raise, no agency will lead`, { likely: 'raise' }],
  [`${Q} raise to the Executive, no funding`, { likely: 'raise' }],
  [`${Q} raise: no agency will lead`, { exact: 'raise', note: 'no agency will lead' }],
  [`${Q} raise to the Executive because no agency will lead`, { exact: 'raise' }],
  [`${Q} make it red, funding gone`, { likely: 'describe', brag: 'Red', note: 'funding gone' }],
  [`split ${Q} between police and health`, { likely: 'split', ref: Q }],
  [`${Q} blocked by wmp: no longer, they replied`, { likely: 'resume|block|update', mustNot: true }],
  [`${Q} not pursued: no, carry on`, { likely: 'resume|update', mustNot: true }],
  [`${Q} not pursued, covered elsewhere`, { likely: 'not-pursue' }],
]
