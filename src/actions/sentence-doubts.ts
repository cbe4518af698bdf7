import type { Day } from '../partnership/day.ts'
import { isToCome, whensIn } from './sentence-dates.ts'
import { tidy, wholeWords } from './sentence-words.ts'

/** What denies a step in its own clause. */
export const denials =
  wholeWords(`no|not|nope|nah|never|none|nothing|nobody|nowhere|nil|zero|without|cannot|nor|neither
  hardly|barely|scarcely|unable|refus(?:e|es|ed|ing)|fail(?:s|ed|ing)?|struggl(?:e|ed|ing)|yet|far
  (?:is|was|are|were|ai|have|has|had|did|do|does|ca|wo|would|could|should|must|need)nt`)

/** What opens a sentence: it may be so, will be so, is so if, or of a part. */
export const hedges =
  wholeWords(`will|ill|shall|should|would|can(?! (?:now )?confirm)|could|might|(?<!\\d )may|must|needs?|have to|has to|had to|going to|gonna|lets
  if|when|once|until|till?|unless|before|assuming|as soon|subject to|depend(?:s|ent|ing)? on|provided|whether|otherwise
  think|believe|reckon|guess|hop(?:e|es|ing|efully)|expect(?:s|ed|ing)?|suppos(?:e|ed|edly)|apparently|allegedly|maybe|perhaps
  prob(?:ably)?|possibly|not sure|jok(?:e|ing)|kidding|lol|(?:sort|kind) of|as far as|as much as|as good as|more or less|in theory
  aim(?:s|ing)?|intend(?:s|ed|ing)?|plan(?:s|ned|ning)? (?:to|for)|try|trying|tried|want(?:s|ed)?
  nearly|almost|mostly|partly|partially|half|halfway|part|parts|most|some|bits?|majority|bulk|mainly|largely|basically|virtually
  practically|roughly|pretty much|just about|about to|close to|ish|looks?|draft(?:s|ed|ing)?|first|initial|interim|phase|stage|tranche
  one of|only|too|less|few|little|easy|except|exception|apart from|bar|other than|minus|all but|but|though|although|however|up to
  what (?:i|we)|all (?:i|we) can|rest|remain(?:s|ing|der)?|outstanding|left|more|further|still|pending|a?waiting|being|wrong(?:ly)?|in error
  soon|shortly|later|tonight|tomorrow|next|starts?|starting|begins?|follows?|to (?:be|do|come|go|follow)|tbc|tbd|tba
  for (?:comments?|approval|review|consultation|agreement|signature|sign(?:ing)? off)|(?:please|pls|kindly) confirm (?:that |if |whether )?(?:§|it|this|these|all|completed?|done|closed)|mid|by (?:the )?(?:end|this|early|late|close|eod|then)
  by (?:mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*
  (?!100(?!\\d))\\d{1,3} ?(?:%|per ?cent)|(\\d+|one|two|three)(?: ?/ ?| (?:(?!of )[a-z]+ )?of (?:the )?)(?!\\1(?!\\d))(?:\\d+|two|three|four|five|six)(?![\\d/])`)

/** What somebody did that can be looked at. What is missing here is asked about first, so it need not be all. */
const facts =
  wholeWords(`sent|emailed|e-mailed|posted|mailed|went (?:out|to (?:all|every|each))|trained|taught|published|delivered|shared|issued|circulated
  distributed|uploaded|attached|enclosed|saved|filed|logged|recorded|minuted|briefed|told|informed|notified|held|met|visited|attended
  took place|signed|updated|revised|amended|written|reviewed|audited|launched|approved|ratified|received|replied|printed|presented
  submitted|appointed|recruited|installed|replaced|added|closed|completed|finished|(?:is|are) (?:now )?(?:out|live|up|in place|in force)`)

/** What went otherwise, though something was done: sent, 'and the evaluation delayed', 'and 28 to train'. */
const otherwise = wholeWords(
  `delay(?:s|ed)?|postponed|cancelled|late|overdue|missed|stuck|blocked|extend(?:ed)?|due|chas(?:ing|ed)|\\d+ to`,
)

const link = /https?:\/\/\S+/g

/**
 * Whether words show that something is done, for sure: every clause says what was done and can be looked at, and none
 * denies, doubts, tells of a part or of what is to come. Anything less is asked about before it closes anything.
 */
export function isSureEvidence(text: string, today: Day): boolean {
  const { words } = tidy(text.replace(link, ' attached '))
  if (isDoubted(withoutDays(words, today)) || words.search(otherwise) >= 0) return false
  if (isToCome(words, today, { weekdays: true, farDays: true })) return false
  const clauses = words
    .split(/[,;:!]|\.(?: |$)| - | (?:so|then|while|whereas) /)
    .filter(clause => /[a-z]/.test(clause))
  return clauses.length > 0 && clauses.every(clause => clause.search(facts) >= 0)
}

/** Where a day stands in figures, which say a part of something else: '12/11'. */
const figures = /^(\d{1,2})\/(\d{1,2})$/
const beforeDay = /\b(?:on|by|at|since|from|until|till?|before|after|dated?|of) $/

/**
 * The words with the days in figures blanked, since '12/11' is no 12 of 11. '3/11' alone may be either: it stays, unless
 * those are taken for days too.
 */
export function withoutDays(words: string, today: Day, { maybe = false } = {}): string {
  let rest = words
  for (const { start, end, day } of whensIn(words, today, today)) {
    const [, one, other] = figures.exec(words.slice(start, end)) ?? []
    const isPart = /^ (?!and |but )[a-z]/.test(words.slice(end))
    const unclear = Number(one) < Number(other) && !beforeDay.test(words.slice(0, start))
    const isDay = day !== undefined && /\d[/]\d/.test(words.slice(start, end))
    if (isDay && (!unclear || (maybe && !isPart)))
      rest = rest.slice(0, start) + ' '.repeat(end - start) + rest.slice(end)
  }
  return rest
}

export const isDoubted = (words: string): boolean =>
  /\?/.test(words) || words.search(denials) >= 0 || words.search(hedges) >= 0

const unsure = wholeWords(
  'maybe|perhaps|not sure|unsure|i think|i believe|probably|possibly|jok(?:e|ing)|lol',
)

/** Whether somebody who types a step asks, or takes it back in the same breath. */
export function isUnsure(text: string): boolean {
  const { words } = tidy(text)
  return (
    /\?/.test(words) ||
    /(?:^|[:,;] ?)(?:or(?![a-z])|nope|nah|no(?: longer)?(?= *(?:[,.;!]|$)))/.test(words) ||
    words.search(unsure) >= 0
  )
}
