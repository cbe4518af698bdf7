import type { Day } from '../partnership/day.ts'
import { brags } from './action.ts'
import type { Known, Meaning, SentenceVerb } from './read-sentence.ts'
import { dateAskedFor, isToCome, leadOf, longer, whensIn } from './sentence-dates.ts'
import { denials, hedges, isDoubted, isSureEvidence, withoutDays } from './sentence-doubts.ts'
import { blocked, detailed, handovers } from './sentence-things.ts'
import {
  chatting,
  goesBack,
  gone,
  isAsked,
  markIt,
  mayI,
  no,
  wished,
  wordsFor,
  yes,
} from './sentence-ways.ts'
import {
  clauseBefore,
  isBare,
  leftOver,
  type Said,
  sentencesIn,
  trimmed,
  wholeWords,
} from './sentence-words.ts'

type Claim = 'claimed' | 'of a part' | 'denied' | undefined

/**
 * Whether the words claim a step outright. Any doubt before or after denies it; what claims it of something else than the
 * action ('the toolkit is finished') claims a part.
 */
function claim(words: string, verb: 'done' | 'agree' | 'not-pursue', today: Day): Claim {
  const hits = [...words.matchAll(wordsFor[verb])].slice(0, 10)
  const [first] = hits
  if (!first) return undefined
  const after = words.slice(first.index + first[0].length).replace(wordsFor[verb], '')
  if (
    (verb === 'done' && chatting.test(words)) ||
    isToCome(after, today, { weekdays: false, farDays: false })
  )
    return 'denied'
  if (isDoubted(withoutDays(after, today, { maybe: true }))) return 'denied'
  const isFar = isToCome(after, today, { weekdays: false, farDays: true })
  const mayBePart = isFar || isDoubted(withoutDays(after, today))
  const clauses = hits.map(({ index }) => clauseBefore(words, index))
  const sentence =
    words
      .slice(0, first.index)
      .split(/[.!;] | but /)
      .at(-1) ?? ''
  const denied = clauses.some(clause => clause.search(denials) >= 0 || wished.test(clause))
  if (denied || withoutDays(sentence, today).search(hedges) >= 0) return 'denied'
  return clauses.some(isBare) && !mayBePart ? 'claimed' : 'of a part'
}

export type Found = Omit<Meaning, 'ref'>

/** What may be meant, best first; nothing where only an action's own name would tell that one is spoken of. */
export function stepsIn(said: Said, ref: string, known: Known): Found[] {
  const words = said.words.replace(markIt, hit => ' '.repeat(hit.length)).trimEnd()
  const undo = cutAt(said, 'undo', wordsFor.undo)
  if (undo && words.search(/\b(?:dont|not) undo/) < 0) return [undo]
  const claims = claimsIn(said, words, known.today)
  const own = known.mine.some(action => action.ref === ref)
  const due = extension(said, ref, known)
  const answer = dateAnswer(said, known.today)
  const moves = [
    cutAt(said, 'reopen', wordsFor.reopen),
    cutAt(said, 'raise', wordsFor.raise),
    cutAt(said, 'to-agenda', wordsFor['to-agenda']),
    cutAt(said, 'split', wordsFor.split),
    coloured(said),
    detailed(said),
    ...handovers(said, known),
    ...(due?.due ? [due, answer] : [answer, due]),
  ]
  if (isAsked(words)) {
    if (mayI.test(words) && moves.some(Boolean)) return some(moves)
    if (!own && doubting.test(words)) return some([returned(said)])
    return claims.done ? [{ verb: 'show', note: '' }] : []
  }
  const news: Found = { verb: 'update', note: leftOver(said, []) }
  const done = claims.done === 'of a part' ? [news, claims.found.done] : [claims.found.done]
  const stands = claims.done === 'denied' && !chatting.test(words) ? /^/g : wordsFor.update
  const resumed = gone.test(words) ? undefined : cutAt(said, 'resume', wordsFor.resume)
  return some([
    ...moves,
    resumed && { ...resumed, note: news.note },
    blocked(said, known),
    own && ofOwn.test(words) ? undefined : returned(said),
    claims.found['not-pursue'],
    ...(own ? [...done, claims.found.agree] : [claims.found.agree, ...done]),
    words.search(stands) >= 0 && news,
    !own && yes.test(words) && { verb: 'agree-date', note: '' },
    !own && no.test(words) && { verb: 'refuse-date', note: '' },
  ])
}

/** What says why it goes no further is a reason itself. */
const overtaken = /\b(?:superseded|overtaken)\b/
/** Of one's own action, these tell how it stands; of another's, why it goes back. */
const ofOwn = /\bnot complete|^§[,:]? not (?:yet|ready)\b|\bevidence (?:is )?missing\b/
/** What goes back may go back with a question. */
const doubting = /^§[,:]? not (?:assured|satisfied|convinced|happy|agreed)\b/

const claimed = ['done', 'agree', 'not-pursue'] as const

/** How far done is claimed, and each of the claims that may be offered. */
function claimsIn(said: Said, words: string, today: Day) {
  const found: Partial<Record<(typeof claimed)[number], Found | undefined>> = {}
  const done = claim(words, 'done', today)
  for (const verb of claimed) {
    const how = verb === 'done' ? done : claim(words, verb, today)
    if (how === 'claimed' || (how === 'of a part' && verb === 'done'))
      found[verb] =
        overtaken.test(words) && verb === 'not-pursue'
          ? { verb, note: leftOver(said, []) }
          : cutAt(said, verb, wordsFor[verb])
  }
  // 'sent out' alone may be of invitations: it is done where it went to all, or to so many.
  const handedOut = done === undefined && words.search(wordsFor.handedOut) >= 0
  if (handedOut && /\b(?:all|every|each|both|\d+)\b/.test(words) && isSureEvidence(words, today))
    found.done = { verb: 'done', note: leftOver(said, []) }
  return { done, found }
}

function some(steps: (Found | false | undefined)[]): Found[] {
  return steps.filter(step => step !== undefined && step !== false)
}

function cutAt(said: Said, verb: SentenceVerb, words: RegExp): Found | undefined {
  const hits = [...said.words.matchAll(words)]
  if (hits.length === 0) return undefined
  return { verb, note: leftOver(said, bareCut(said, hits)) }
}

/** Before a step they only ask for it: 'put it on the agenda' says nothing of what a meeting is to decide. */
const asksFor = wholeWords(
  'put|add|take|bring|needs?|should|goes|go|lets|let us|want|like to|somebody|someone',
)

/** 'Please log 14 as done': it is to be recorded here. */
const recordsIt = /\b(?:log|record|note)(?= (?:that |action )?§)/

/** Of what says a step, the first that says no more: what comes after it is the reason, or what shows it. */
function bareCut({ words }: Said, hits: readonly RegExpExecArray[]): [number, number][] {
  for (const { index, 0: hit } of hits.slice(0, 10)) {
    const clause = clauseBefore(words, index)
    if (isBare(clause.replace(asksFor, '').replace(recordsIt, '')))
      return [[index - clause.length, index + hit.length]]
  }
  return []
}

/** What goes back goes with its reason: only the words that send it are cut, and 'no evidence' is a reason itself. */
function returned(said: Said): Found | undefined {
  if (said.words.search(wordsFor.return) < 0) return undefined
  if (sentencesIn(said.words).length > 1) return { verb: 'return', note: leftOver(said, []) }
  return { verb: 'return', note: leftOver(said, bareCut(said, [...said.words.matchAll(goesBack)])) }
}

function extension(said: Said, ref: string, { today, mine, others = [] }: Known): Found | undefined {
  const { words } = said
  const due = [...mine, ...others].find(action => action.ref === ref)?.dueOn ?? today
  const asked = [...words.matchAll(longer)][0]
  const when = dateAskedFor(words, whensIn(words, today, due > today ? due : today))
  if ((!asked && !when) || /\b(?:dont|not|no) (?:further |more )?(?:extend|extension)/.test(words))
    return undefined
  const cuts: [number, number][] = []
  if (asked) cuts.push([asked.index, asked.index + asked[0].length])
  if (when) cuts.push([leadOf(words, when), when.end])
  // Of more than a sentence, what would be left is no sentence.
  const isLong = sentencesIn(words).length > 1 && cuts.length > 0
  const note = isLong ? leftOver(said, []) : reasonIn(leftOver(said, cuts))
  return { verb: 'extend', note, ...(when?.day && { due: when.day }) }
}

/** Words that ask for more time and give no reason for it. */
const onlyAsks =
  wholeWords(`hi|hello|i|we|you|they|me|us|it|its|this|that|is|are|be|am|can|could|may|might|would|will|should|must|please|pls|thanks|sorry
  needs?|needed|want|wants|like|have|has|get|give|ask|asking|request|requesting|make|allow|just|a|an|the|to|of|on|for|by|from|and|so|but|or
  more|some|another|extra|both|all|as|agreed|propos(?:e|ed|ing)|further|bit|little|longer|time|date|due|deadline|extension|new|now`)

/** The reason in what is left of an asking: from the first clause on that says more than that time is asked for. */
function reasonIn(note: string): string {
  const clauses = note.split(/(?<=[,;:.]|\s[-–—])\s/)
  const said = (clause: string) =>
    /[a-z0-9]/.test(clause.toLowerCase().replace(/['’]/g, '').replace(onlyAsks, ''))
  const first = clauses.findIndex(said)
  const [, asks = '', why = ''] = /^(.*?)\b(due to\b.*|owing to\b.*)$/i.exec(clauses[first] ?? '') ?? []
  const reason = why !== '' && !said(asks) ? why : clauses[first]
  return first < 0 ? '' : trimmed([reason, ...clauses.slice(first + 1)].join(' '))
}

const ofDate = /\b(?:dates?|extended|extension|deadline|extra time)\b/
const granting =
  /\b(?:(?:is|thats?|its|date|extension|deadline) (?:fine|ok|okay|good|agreed|approved|granted)|(?:yes|ok|okay|fine|happy|agree|agreed) (?:to|with|for) (?:(?:the|a|an|this|that|new|it|§|extra|more) ){0,3}(?:dates?|extension|deadline|time|weeks?|extend|move|give|push)|agree(?:d)? (?:the )?(?:new )?(?:date|extension))\b/
const keeping =
  /\b(?:keep|stick|leave (?:it|the|that|§)|stays?|(?<!it )stands(?= *(?:$|[.,;!])))(?![a-z])|\bno (?:further |more )?extensions?\b|^§[,:]? no[,.] .*\b(?:extended|extension|date|deadline)\b/

/** A chair's answer to the date asked for. */
function dateAnswer(said: Said, today: Day): Found | undefined {
  const { words } = said
  if (!ofDate.test(words) && whensIn(words, today, today).every(when => when.isSpan)) return undefined
  const note = leftOver(said, [])
  if (keeping.test(words)) return { verb: 'refuse-date', note }
  const named = whensIn(words, today, today).some(
    ({ start, isSpan }) => !isSpan && /\bagreed? (?:to |with |on )?(?:the )?$/.test(words.slice(0, start)),
  )
  return (named || saysYes(words, today) || granting.test(words)) && words.search(denials) < 0
    ? { verb: 'agree-date', note }
    : undefined
}

/** '15 January agreed', '15 Jan it is'. */
const saysYes = (words: string, today: Day): boolean =>
  whensIn(words, today, today).some(
    ({ end, isSpan }) => !isSpan && /^ (?:agreed|approved|it is)(?= *(?:$|[.,;!-]))/.test(words.slice(end)),
  )

function coloured(said: Said): Found | undefined {
  const [hit] = [...said.words.matchAll(wordsFor.colour)]
  const brag = brags.find(one => one.toLowerCase() === (hit?.[1] ?? hit?.[2]))
  return (
    hit && brag && { verb: 'describe', note: leftOver(said, [[hit.index, hit.index + hit[0].length]]), brag }
  )
}
