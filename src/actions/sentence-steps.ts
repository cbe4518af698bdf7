import type { Day } from '../partnership/day.ts'
import { brags } from './action.ts'
import type { Known, Meaning, SentenceVerb } from './read-sentence.ts'
import { dateAskedFor, isToCome, leadOf, longer, whensIn } from './sentence-dates.ts'
import { denials, hedges, isDoubted, isSureEvidence, withoutDays } from './sentence-doubts.ts'
import { personIn, whichOne } from './sentence-names.ts'
import { isBare, leftOver, type Said, wholeWords } from './sentence-words.ts'

/** How people speak of each step. What denies or doubts it is told apart below. */
const wordsFor = {
  done: wholeWords(`all done|done|finished|completed?|sorted(?! an?(?![a-z]))|actioned|tick(?:ed)? off
    closed? (?:§|it|this)|^closed|its (?:now )?closed|§ (?:is |now |has been |can be |can now be ){0,2}closed`),
  handedOut: wholeWords('sent out|delivered|circulated'),
  agree:
    wholeWords(`agreed?(?= *(?:$|[.,;!-]|§|(?:its?|this|that) |thanks))|happy to (?:close|sign off)|signed off(?! (?:by|at)(?![a-z]))|sign(?:ing)? (?:(?:it|this|§) )?off
    (?:all|looks?|thats|its|is|im|very)? ?(?:good|fine|great|happy)(?: to (?:me|close)| with (?:it|this|that|§))?(?= *(?:$|[.,;!-]))
    closed? (?:§|it|this)(?: please| off)?`),
  'not-pursue':
    wholeWords(`no longer (?:needed|required|relevant|necessary)(?! (?:the|by|for)(?![a-z]))|(?:not|isnt) (?:needed|required)(?: any ?more)?
    (?:not|wont be) pursu(?:ing|ed|e)(?! by(?![a-z]))|dont need (?:§|it|this) any ?more|superseded
    (?:drop|cancel|scrap|withdraw|abandon)(?:p?ing)? (?:§|it|this)(?! off)|§ (?:is |was |has been |now ){0,2}(?:dropped|cancelled|scrapped|withdrawn)`),
  return:
    wholeWords(`(?:send|sending|sent) (?:§|it|this) back|§ (?:sent )?back to (?:the )?owner|return(?:ed|ing)? §
    not happy|unhappy with|not completed?|not good enough|not accepted|reject(?:ed|ing)? §|(?:more|no) evidence|not enough
    (?:dont|do not|cant|not) agreed?|disagree|^§[,:]? return(?:ed)?(?! (?:to|from|of|on|home|visits?|form|interviews?)(?![a-z]))`),
  resume:
    wholeWords(`unblocked|(?:no longer|not|isnt|stopped) (?:waiting|blocked|stuck|held up)|(?:carry|carrying|crack|cracking) on
    (?:can|able to) (?:now )?(?:go|move|get) (?:on|ahead)|back on track|(?:have|has|ve) (?:now |finally )?(?:replied|responded|got back|come back)`),
  'to-agenda': wholeWords(
    `(?:to|on|onto|for|next) (?:the |our )?(?:next )?(?:meeting )?agenda|(?:discuss|take|bring)[a-z§ ]{0,20} (?:at|to) (?:the |our )?next meeting`,
  ),
  raise:
    wholeWords(`(?:escalate|raise|take|taking|bring|refer|go|send)(?: (?:§|it|this|that|up)){0,2} to (?:the )?exec(?:utive)?
    escalate (?:§|it|this)|^§[,:]? (?:please )?(?:raise|escalate)(?= *(?:$|[,;-]))`),
  split: wholeWords('split (?:§|it|this|between|into|in|up)|break (?:(?:§|it|this) )?(?:in|into|up)'),
  reopen: wholeWords('re-?open(?:ed|ing)?|open (?:§|it|this) (?:up )?again|open (?:§ |it )?back up'),
  undo: wholeWords(`^undo|undo (?:§|it|that|this)|wrong button|ignore that|(?:that|it|this) was a mistake|by mistake
    my mistake|in error|didnt mean to|take that back`),
  update:
    wholeWords(`in progress|working on (?:it|this|§)|on ?going|chas(?:ing|ed)|half ?way|under ?way|started
    (?:getting|almost|nearly) there|on track|making progress`),
  waiting:
    wholeWords(`a?waiting(?: on| for)?|wait(?: on| for)|(?:blocked|held up|delayed)(?: by| with)?|stuck(?: with| on)?
    depend(?:s|ent|ing) on|relying on|no (?:reply|response|answer|word) from|need [a-z ]{0,20} ?from
    not heard (?:back )?from`),
  handing:
    wholeWords(`(?:re-?assign|give|pass|hand|move|transfer)(?:ed|n)?(?: (?:it|this|that|§|over)){0,3} to
    (?:should be|sits?) (?:with|on|in)|belongs? (?:to|with)|its for|should go to`),
  colour: wholeWords(
    `(?:make|mark|turn|set|change|flag|should be|rate)(?: (?:§|it|this))?(?: (?:to|as))? (${brags.join('|').toLowerCase()})`,
  ),
}
const gone = /\b(?:havent|hasnt|not|yet to) (?:yet )?(?:replied|reply|responded|got back|come back)\b/
export const asking = new RegExp(
  `\\?(?: |$)|^(?:hi |sorry |and |so )?(?:is (?!done|now|un)|do (?!not)|has (?!been|now)|when (?:is|are|will|do)|
    have (?:you|we|they|i|the|any) |were (?:you|we|the) |(?:are|was|did|does|can|could|should|would|whos?|whats?|wheres?|why|hows?
    |which|any) )|^§[,:]? (?:(?:is|has|was) (?:this|it|that)|who|what|why|how|any) `.replace(/\n\s*/g, ''),
)
const mayI =
  /\b(?:can|could|would|will|may|shall) (?:i|we|you|u|someone|somebody|§|it|this)\b|\bplease\b|\bok to\b/
const markIt =
  /\b(?:can|could|would|will) (?:you|u|we|i) (?:please |pls |just )?(?=(?:mark|put|record|log|close|tick)\b)/
const chatting = /\bwell done\b|\bthan done\b|\bdone (?:for (?:the|today|now)|with (?:this|you|it))\b/
/** Before a word of done or agreed: it is wished for, or to come, or said to be so. */
const wished =
  /\b(?:be|being|get|getting|let me|tell me|make sure|ensure|who|well)\b|(?<!happy )\bto (?:fully )?$|\b(?!fully|finally|successfully|completely|formally|recently)[a-z]+ly $/

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
  if (chatting.test(words) || isToCome(after, today, { weekdays: false })) return 'denied'
  if (isDoubted(withoutDays(after, today, { maybe: true }))) return 'denied'
  const mayBePart = isDoubted(withoutDays(after, today))
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

const clauseBefore = (words: string, index: number): string =>
  words
    .slice(0, index)
    .split(/[,.:;!?](?![a-z0-9])| but | - /)
    .at(-1) ?? ''

export type Found = Omit<Meaning, 'ref'>

/** What may be meant, best first; nothing where only an action's own name would tell that one is spoken of. */
export function stepsIn(said: Said, ref: string, known: Known): Found[] {
  const words = said.words.replace(markIt, hit => ' '.repeat(hit.length)).trimEnd()
  const undo = cutAt(said, 'undo', wordsFor.undo)
  if (undo && words.search(/\b(?:dont|not) undo/) < 0) return [undo]
  const claims = claimsIn(said, words, known.today)
  const due = extension(said, ref, known)
  const answer = dateAnswer(said, known.today)
  const moves = [
    cutAt(said, 'reopen', wordsFor.reopen),
    cutAt(said, 'raise', wordsFor.raise),
    cutAt(said, 'to-agenda', wordsFor['to-agenda']),
    cutAt(said, 'split', wordsFor.split),
    coloured(said),
    ...handovers(said, known),
    ...(due?.due ? [due, answer] : [answer, due]),
  ]
  if (asking.test(words.trimStart())) {
    if (mayI.test(words) && moves.some(Boolean)) return some(moves)
    return claims.done ? [{ verb: 'show', note: '' }] : []
  }
  const own = known.mine.some(action => action.ref === ref)
  const news: Found = { verb: 'update', note: leftOver(said, []) }
  const done = claims.done === 'of a part' ? [news, claims.found.done] : [claims.found.done]
  const stands = claims.done === 'denied' && !chatting.test(words) ? /^/g : wordsFor.update
  const resumed = gone.test(words) ? undefined : cutAt(said, 'resume', wordsFor.resume)
  return some([
    ...moves,
    resumed && { ...resumed, note: news.note },
    blocked(said, known),
    own && /\bnot complete/.test(words) ? undefined : cutAt(said, 'return', wordsFor.return),
    claims.found['not-pursue'],
    ...(own ? [...done, claims.found.agree] : [claims.found.agree, ...done]),
    words.search(stands) >= 0 && news,
  ])
}

const claimed = ['done', 'agree', 'not-pursue'] as const

/** How far done is claimed, and each of the claims that may be offered. */
function claimsIn(said: Said, words: string, today: Day) {
  const found: Partial<Record<(typeof claimed)[number], Found | undefined>> = {}
  const done = claim(words, 'done', today)
  for (const verb of claimed) {
    const how = verb === 'done' ? done : claim(words, verb, today)
    if (how === 'claimed' || (how === 'of a part' && verb === 'done'))
      found[verb] = cutAt(said, verb, wordsFor[verb])
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
  const hit = [...said.words.matchAll(words)].at(-1)
  if (!hit) return undefined
  const clause = clauseBefore(said.words, hit.index)
  const cut: [number, number] = [hit.index - clause.length, hit.index + hit[0].length]
  return { verb, note: leftOver(said, isBare(clause) ? [cut] : []) }
}

function extension(said: Said, ref: string, { today, mine }: Known): Found | undefined {
  const { words } = said
  const due = mine.find(action => action.ref === ref)?.dueOn ?? today
  const asked = [...words.matchAll(longer)][0]
  const when = dateAskedFor(words, whensIn(words, today, due > today ? due : today))
  if ((!asked && !when) || /\b(?:dont|not|no) (?:extend|extension)/.test(words)) return undefined
  const cuts: [number, number][] = []
  if (asked) cuts.push([asked.index, asked.index + asked[0].length])
  if (when) cuts.push([leadOf(words, when), when.end])
  return { verb: 'extend', note: leftOver(said, cuts), ...(when?.day && { due: when.day }) }
}

const ofDate = /\b(?:dates?|extension|deadline|extra time)\b/
const granting =
  /\b(?:(?:is|thats?|its) (?:fine|ok|okay|good|agreed)|(?:yes|ok|okay|fine|happy|agree|agreed) (?:to|with|the)|agree(?:d)? (?:new )?(?:date|extension))\b/
const keeping = /\b(?:keep|stick|leave|stays?)\b|\bno extension\b/

/** A chair's answer to the date asked for. */
function dateAnswer(said: Said, today: Day): Found | undefined {
  const { words } = said
  if (!ofDate.test(words) && whensIn(words, today, today).every(when => when.isSpan)) return undefined
  const note = leftOver(said, [])
  if (keeping.test(words)) return { verb: 'refuse-date', note }
  return granting.test(words) && words.search(denials) < 0 ? { verb: 'agree-date', note } : undefined
}

function coloured(said: Said): Found | undefined {
  const [hit] = [...said.words.matchAll(wordsFor.colour)]
  const brag = brags.find(one => one.toLowerCase() === hit?.[1])
  return (
    hit && brag && { verb: 'describe', note: leftOver(said, [[hit.index, hit.index + hit[0].length]]), brag }
  )
}

function blocked(said: Said, { agencies }: Known): Found | undefined {
  const { words } = said
  const note = leftOver(said, [])
  if (words.search(wordsFor.resume) >= 0) return undefined
  let open = false
  for (const { index, 0: hit } of [...words.matchAll(wordsFor.waiting)].slice(0, 5)) {
    const tail = words.slice(index + hit.length).split(/[.,;:!?]/)[0] ?? ''
    const agency = whichOne(tail, agencies, /^(?:until|once|when)$/.test(hit) ? 1 : 7)
    if (agency !== undefined && agency !== 'several') return { verb: 'block', note, agency }
    open ||= agency === 'several' || /^(?:blocked|held up)/.test(hit)
  }
  const silent = gone.test(words) ? whichOne(words, agencies, 7) : undefined
  if (silent !== undefined && silent !== 'several') return { verb: 'block', note, agency: silent }
  return open ? { verb: 'block', note } : undefined
}

/** To a group where one is named, else to a person. */
function handovers(said: Said, known: Known): Found[] {
  const found: Found[] = []
  for (const { index, 0: hit } of [...said.words.matchAll(wordsFor.handing)].slice(0, 5)) {
    const from = index + hit.length + 1
    const tail = (said.words.slice(from).split(/[.,;:!?§]/)[0] ?? '').replace(/^the /, '')
    const group = whichOne(tail, known.groups, 0)
    const rest = leftOver(said, [[index, from + tail.length]])
    if (group !== undefined && group !== 'several') found.push({ verb: 'transfer', note: rest, group })
    const person = personIn(tail, known.people)
    if (person) found.push({ verb: 'reassign', note: rest, ...(person === 'several' ? {} : { person }) })
  }
  const lost = /\b(?:re-?assign|not mine|isnt mine)\b/.test(said.words) && found.length === 0
  return lost ? [{ verb: 'reassign', note: leftOver(said, []) }] : found
}
