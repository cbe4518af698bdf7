import type { Person } from '../partnership/arrangements.ts'
import { matchPerson } from '../partnership/match-person.ts'
import type { Known, Meaning, SentenceVerb } from './read-sentence.ts'
import { fold, type Said, type When, whensIn, whichOne } from './sentence-words.ts'

/** Whole words only: 'me' is not the Development Manager. */
export function onePerson(text: string, people: readonly Person[]): string | undefined {
  const sought = fold(text)
  const match = sought.length > 2 && sought !== 'all' ? matchPerson(text, people) : undefined
  if (!match || !('person' in match)) return undefined
  const { id, name, title } = match.person
  return ` ${fold(`${id} ${name ?? ''} ${title}`)} `.includes(` ${sought} `) ? id : undefined
}

/** How people speak of each step, a way a line or between bars. § is an action; 'not done' is told apart below. */
const any = (ways: string) =>
  new RegExp(`(?<![a-z0-9])(?:${ways.trim().replace(/\s*\n\s*/g, '|')})(?![a-z])`, 'g')
const wordsFor = {
  done: any(`all done|done|finished|completed?|sorted|actioned|tick(?:ed)? off|sent out|delivered|circulated
    closed? (?:§|it|this)|^closed|its (?:now )?closed|§ (?:is |now |has been |can be |can now be ){0,2}closed`),
  agree: any(
    `agreed?(?! (?:with|at|that|to|by|in|for|on|an?|it)(?![a-z]))|happy to close|happy to sign off|sign(?:ed|ing)? (?:it |this |§ )?off`,
  ),
  'not-pursue':
    any(`no longer (?:needed|required|relevant|necessary)|(?:not|isnt) (?:needed|required)(?: any ?more)?
    (?:not|wont be) pursu(?:ing|ed|e)|dont need (?:§|it|this) any ?more|§ (?:is |was |has been |now ){0,2}superseded
    (?:drop|cancel|scrap|withdraw|abandon)(?:p?ing)? (?:§|it|this)(?! off)
    § (?:is |was |has been |now ){0,2}(?:dropped|cancelled|scrapped|withdrawn)`),
  return: any(`(?:send|sending|sent) (?:§|it|this) back|§ (?:sent )?back to (?:the )?owner|return(?:ed|ing)? §
    not happy|unhappy with|not completed?|not good enough|reject(?:ed|ing)? §|(?:more|not enough|no) evidence
    (?:dont|do not|cant|not) agreed?|disagree`),
  reopen: any('re-?open(?:ed|ing)?|open (?:§|it|this) (?:up )?again|open (?:§ |it )?back up'),
  undo: any(`^undo|undo (?:§|it|that|this)|wrong button|ignore that|(?:that|it|this) was a mistake|by mistake
    my mistake|in error|didnt mean to|take that back`),
  update: any(`in progress|working on (?:it|this|§)|on ?going|chas(?:ing|ed)|half ?way|under ?way|started
    (?:getting|almost|nearly) there|on track|making progress`),
  longer: any(`extend(?:ed|ing)?|extension|postponed?|defer(?:red)?|more time|(?<!no )longer|new date
    (?:until|till?|say) (?:mid|early|late|after)`),
  waiting:
    any(`a?waiting(?: on| for)?|wait(?: on| for)|(?:blocked|held up|delayed)(?: by| with)?|stuck(?: with| on)?
    depend(?:s|ent|ing) on|relying on|no (?:reply|response|answer|word) from|need [a-z ]{0,20} ?from
    not heard (?:back )?from`),
  handing: any(`(?:re-?assign|give|pass|hand|move|transfer)(?:ed|n)?(?: (?:it|this|that|§|over)){0,3} to
    (?:should be|sits?) (?:with|on|in)|belongs? (?:to|with)|its for|should go to`),
}
const gone = /\b(?:havent|hasnt|not|yet to) (?:yet )?(?:replied|reply|responded|got back|come back)\b/
export const asking = new RegExp(
  `\\?(?: |$)|^(?:hi |sorry |and |so )?(?:is (?!done|now)|do (?!not)|has (?!been|now)|when (?:is|are|will|do)|
    have (?:you|we|they|i|the|any) |were (?:you|we|the) |(?:are|was|did|does|can|could|should|would|whos?|whats?|wheres?|why|hows?
    |which|any) )|^§[,:]? (?:(?:is|has|was) (?:this|it|that)|who|what|why|how|any) `.replace(/\n\s*/g, ''),
)
const mayI =
  /\b(?:can|could|would|will|may|shall) (?:i|we|you|u|someone|somebody|§|it|this)\b|\bplease\b|\bok to\b/
const markIt =
  /\b(?:can|could|would|will) (?:you|u|we|i) (?:please |pls |just )?(?=(?:mark|put|record|log|close|tick)\b)/
const chatting = /\bwell done\b|\bthan done\b|\bdone (?:for (?:the|today|now)|with (?:this|you|it))\b/

/** What makes 'done' something else: before it in its clause, before it in its sentence, and after it. */
const denies =
  any(`no|not|isnt|wasnt|arent|aint|havent|hasnt|hadnt|didnt|dont|doesnt|cant|cannot|wont|never|none
  nothing|nobody|nowhere|without|yet|far|nor`)
const doubts =
  any(`basically|looks?|bulk|majority|pending|awaiting|waiting|one of|all but|nearly|almost|mostly|partly|partially|half|part|most|some|bits?|as good as|more or less|just about
  virtually|practically|pretty much|close to|about to|draft|(?!100(?!\\d))\\d{1,3} ?(?:%|per ?cent)
  (\\d+|one|two|three) (?:out )?of (?:the )?(?!\\1(?!\\d))(?:\\d+|two|three|four|five|six)|will|ill|shall|should|would
  could|might|may|must|going to|gonna|be|get|getting|hop(?:e|es|ing|efully)|aim(?:s|ing)?|planning|plans? to|intend
  expect(?:s|ed|ing)?|try|trying|want|needs?|have to|has to|when|once|if|until|till|unless|as soon|before|maybe
  perhaps|probably|possibly|think|reckon|supposed|apparently|let me|tell me|make sure|ensure|who|well`)
const leftOpen =
  any(`but|except|apart from|other than|still|awaiting|waiting|outstanding|remaining|left to|to follow
  yet|bits?|parts?|half|some|most|wrong|wrongly|incorrectly|isnt|not sure|not sent|not all|being|draft|to go|\\d+/\\d+|\\d+ ?%
  mostly|nearly|almost|partly|hopefully|ish|in part|i think|maybe|probably|when|once|if|until|unless|as soon
  subject to|pending|soon|shortly|later|tomorrow|next (?:week|month|[a-z]+day)|next(?= *$)|by (?:the )?(?:end|this|mid|early|late|close|eod|xmas|\\d)
  by (?:mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|christmas|easter)[a-z]*`)
const notYet = any('not|awaiting|still|yet|outstanding|to follow|pending|waiting (?:on|for)')

/** Whether the words claim a step outright. Any doubt at any place where they name it denies it. */
export function claim(
  words: string,
  verb: 'done' | 'agree' | 'not-pursue',
): 'claimed' | 'denied' | undefined {
  const hits = [...words.matchAll(wordsFor[verb])]
  const denied = hits.some(({ index, 0: hit }) => {
    const sentence =
      words
        .slice(0, index)
        .split(/[.!?;] /)
        .at(-1) ?? ''
    const clause = sentence.split(/[,:;]| but /).at(-1) ?? ''
    const [after = '', ...later] = words.slice(index + hit.length).split(/[.!;] /)
    if (later.join(' ').search(notYet) >= 0) return true
    return clause.search(denies) >= 0 || sentence.search(doubts) >= 0 || after.search(leftOpen) >= 0
  })
  return hits.length === 0 ? undefined : denied || chatting.test(words) ? 'denied' : 'claimed'
}

export type Found = Omit<Meaning, 'ref'>

/** What may be meant, best first; nothing where only an action's own name would tell that one is spoken of. */
export function stepsIn(said: Said, ref: string, known: Known): Found[] {
  const words = said.words.replace(markIt, hit => ' '.repeat(hit.length)).trimEnd()
  const undo = cutAt(said, 'undo', wordsFor.undo)
  if (undo && words.search(/\b(?:dont|not) undo/) < 0) return [undo]
  const done = claim(words, 'done')
  const asks = asking.test(words.trimStart())
  const moves = [
    cutAt(said, 'reopen', wordsFor.reopen),
    ...handovers(said, known),
    extension(said, ref, known),
  ]
  if (asks)
    return mayI.test(words) && moves.some(Boolean) ? some(moves) : done ? [{ verb: 'show', note: '' }] : []
  const own = known.mine.some(action => action.ref === ref)
  const returned = own && /\bnot complete/.test(words) ? undefined : cutAt(said, 'return', wordsFor.return)
  const dropped =
    claim(words, 'not-pursue') === 'claimed' && cutAt(said, 'not-pursue', wordsFor['not-pursue'])
  const agreed = claim(words, 'agree') === 'claimed' && cutAt(said, 'agree', wordsFor.agree)
  const stands = done === 'denied' && !chatting.test(words) ? /^/g : wordsFor.update
  return some([
    ...moves,
    blocked(said, known),
    returned,
    dropped,
    agreed,
    done === 'claimed' && cutAt(said, 'done', wordsFor.done),
    words.search(stands) >= 0 && { verb: 'update', note: leftOver(said, []) },
  ])
}

function some(steps: (Found | false | undefined)[]): Found[] {
  return steps.filter(step => step !== undefined && step !== false)
}

function cutAt(said: Said, verb: SentenceVerb, words: RegExp): Found | undefined {
  const hit = [...said.words.matchAll(words)].at(-1)
  if (!hit) return undefined
  const clause =
    said.words
      .slice(0, hit.index)
      .split(/[,;:.]/)
      .at(-1) ?? ''
  const evidence =
    /^(?:sent out|delivered|circulated)$/.test(hit[0]) || trimmed(clause.replace(/§/g, '')) !== ''
  const cut: [number, number] = [hit.index - clause.length, hit.index + hit[0].length]
  return { verb, note: leftOver(said, evidence ? [] : [cut]) }
}

function extension(said: Said, ref: string, { today, mine }: Known): Found | undefined {
  const { words } = said
  const due = mine.find(action => action.ref === ref)?.dueOn ?? today
  const longer = [...words.matchAll(wordsFor.longer)][0]
  const when = whensIn(words, today, due > today ? due : today).find(
    found => longer || isNewDay(words, found),
  )
  if ((!longer && !when) || /\b(?:dont|not|no) (?:extend|extension)/.test(words)) return undefined
  const cuts: [number, number][] = []
  if (longer) cuts.push([longer.index, longer.index + longer[0].length])
  if (when) cuts.push([leadOf(words, when), when.end])
  return { verb: 'extend', note: leftOver(said, cuts), ...(when?.day && { due: when.day }) }
}

const moreOf = any(
  'needs?|want|give|another|more|extra|further|push|put|slip|late|delay|can i have|could i have|please',
)
const movedOf = any(
  'push|put|moved?|delay|slip|until|till?|due date|new date|deadline|can we say|change|reschedule|give',
)

function isNewDay(words: string, { start, end, isSpan }: When): boolean {
  const before = words.slice(0, start)
  if (/\b(?:next|last|past|every) $/.test(before) || / ago/.test(words.slice(end, end + 4))) return false
  if (isSpan) return words.search(moreOf) >= 0
  return (
    before.search(movedOf) >= 0 && /\b(?:to|until|till?|is|be|now|by|date|say|for)(?: the)? $/.test(before)
  )
}

/** Where the asking for a day begins. */
function leadOf(words: string, { start }: When): number {
  const clause =
    words
      .slice(0, start)
      .split(/[,.;:!?]| (?:as|because|since|while) /)
      .at(-1) ?? ''
  const leads = [moreOf, movedOf, wordsFor.longer].map(way => clause.search(way)).filter(at => at >= 0)
  return start - clause.length + Math.min(clause.length, ...leads)
}

function blocked(said: Said, { agencies }: Known): Found | undefined {
  const { words } = said
  const note = leftOver(said, [])
  if (/\b(?:no longer|not|isnt|stopped) (?:waiting|blocked|stuck)|unblocked/.test(words)) return undefined
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

/** The person whom the words begin with; 'several' when a word fits, but more than one of them, or a vacant post. */
function personIn(words: string, people: readonly Person[]): string | undefined {
  const tokens = words.trim().split(' ').slice(0, 8)
  for (let length = tokens.length; length > 0; length--) {
    const id = onePerson(tokens.slice(0, length).join(' '), people)
    if (id !== undefined) return id
  }
  const first = fold(tokens[0] ?? '')
  const some = people.some(({ name, title }) => ` ${fold(`${name ?? ''} ${title}`)} `.includes(` ${first} `))
  return some && first.length > 3 ? 'several' : undefined
}

/** What the person wrote, without the refs and what `cuts` take out of `words`. */
export function leftOver(said: Said, cuts: [number, number][]): string {
  const refs = [...said.words.matchAll(/§/g)].map(({ index }): [number, number] => [index, index + 1])
  let text = ''
  let from = 0
  for (const [start, end] of [...cuts, ...refs].sort((a, b) => a[0] - b[0])) {
    text += said.text.slice(said.at[from], Math.max(said.at[start] ?? 0, said.at[from] ?? 0))
    from = Math.max(from, end)
  }
  return trimmed((text + said.text.slice(said.at[from])).replace(/ {2,}/g, ' '))
}

const joins =
  /^(?:[\s,;:.!?–—-]+|(?:because|as|since|and|but|so|please|pls|thanks|is|its|are|has|have|ive|i|we|now|been|it|for|on|re|update|just|to|confirm|hi|can|could|would|you|u|that|this|all|both|sorry|close|mark)(?![a-z']))/i

export function trimmed(text: string): string {
  let rest = text
  for (let hit = joins.exec(rest); hit; hit = joins.exec(rest)) rest = rest.slice(hit[0].length)
  return rest.replace(/[\s,;:–—-]{1,20}$/, '').trim()
}
