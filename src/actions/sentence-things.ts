import { typedDetails } from './read-details.ts'
import type { Known } from './read-sentence.ts'
import { nameEnd, onePerson, personIn, whichOne } from './sentence-names.ts'
import type { Found } from './sentence-steps.ts'
import {
  detailNamed,
  evidenceLinked,
  gone,
  linkIn,
  markingNamed,
  notGiven,
  wordsFor,
} from './sentence-ways.ts'
import { clauseBefore, isBare, leftOver, type Said, wholeWords } from './sentence-words.ts'

/** Details that are named as their form names them. */
export function detailed(said: Said): Found | undefined {
  const link = evidenceLinked.test(said.words) && linkIn.exec(said.text)?.[0]
  if (link) return { verb: 'describe', field: 'evidence', note: link }
  const marked = markingNamed.exec(said.words)?.[1]
  if (marked)
    return {
      verb: 'describe',
      field: 'marking',
      note: marked.toUpperCase().replace(/^(?:OFFICIAL[ -])?SENSITIVE$/, 'OFFICIAL-SENSITIVE'),
    }
  const [all = '', ...names] = detailNamed.exec(said.words) ?? []
  const field = typedDetails.find(one => names.includes(one))
  return field && { verb: 'describe', field, note: leftOver(said, [[0, all.length]]) }
}

/** Which agency must act first; with none named, only where it is said to be blocked. */
export function blocked(said: Said, { agencies }: Known): Found | undefined {
  const { words } = said
  const note = leftOver(said, [])
  if (words.search(wordsFor.resume) >= 0) return undefined
  let open = false
  for (const { index, 0: hit } of [...words.matchAll(wordsFor.waiting)].slice(0, 5)) {
    const tail = words.slice(index + hit.length).split(/[.,;:!?]/)[0] ?? ''
    const agency = whichOne(tail, agencies, 7)
    if (agency !== undefined && agency !== 'several') {
      const cut: [number, number] = [
        index,
        index + hit.length + 1 + nameEnd(tail.trimStart(), isIt(agency, agencies)),
      ]
      const isForm = /^(?:blocked|held up)/.test(hit) && isBare(clauseBefore(words, index))
      return { verb: 'block', note: (isForm && leftOver(said, [cut])) || note, agency }
    }
    open ||= agency === 'several' || /^(?:blocked|held up)/.test(hit)
  }
  const silent = gone.test(words) ? whichOne(words, agencies, 7) : whoHasNot(words, agencies)
  if (silent !== undefined && silent !== 'several') return { verb: 'block', note, agency: silent }
  return open ? { verb: 'block', note } : undefined
}

/** Who stands before what they have not done, or have to do: 'we have not sent it to the police' is not of the police. */
function whoHasNot(words: string, agencies: Known['agencies']): string | undefined {
  const hit = notGiven.exec(words)
  return hit ? whichOne(clauseBefore(words, hit.index).trim(), agencies, 3) : undefined
}

const isIt = (id: string, things: Parameters<typeof whichOne>[1]) => (name: string) =>
  whichOne(name, things, -1) === id

const onlyLeads = wholeWords('should|someone|somebody|think|needs? to|has to|must')

/** Handed over: to a group where one is named, else to a person. */
export function handovers(said: Said, known: Known): Found[] {
  const found: Found[] = []
  for (const { index, 0: hit } of [...said.words.matchAll(wordsFor.handing)].slice(0, 5)) {
    const from = index + hit.length + 1
    const tail = said.words.slice(from).split(/[.,;:!?§]/)[0] ?? ''
    const clause = clauseBefore(said.words, index)
    const start = index - (isBare(clause.replace(onlyLeads, '')) ? clause.length : 0)
    const rest = (fits: (name: string) => boolean) => leftOver(said, [[start, from + nameEnd(tail, fits)]])
    const group = whichOne(tail, known.groups, 0)
    if (group !== undefined && group !== 'several')
      found.push({ verb: 'transfer', note: rest(isIt(group, known.groups)), group })
    const person = /^(?:me|myself)(?![a-z])/.test(tail)
      ? known.me
      : personIn(tail.replace(/^the /, ''), known.people)
    if (person === 'several') found.push({ verb: 'reassign', note: rest(() => false) })
    else if (person)
      found.push({
        verb: 'reassign',
        note: rest(name => /^(?:me|myself)$/.test(name) || onePerson(name, known.people) === person),
        person,
      })
  }
  const taker = found.length === 0 ? takerIn(said, known) : undefined
  if (taker) return [{ verb: 'reassign', note: leftOver(said, []), person: taker }]
  return lost.test(said.words) && found.length === 0
    ? [{ verb: 'reassign', note: leftOver(said, []) }]
    : found
}

const lost =
  /\b(?:re-?assign|not mine|isnt mine|wrong (?:owner|person))\b|\b(?:some(?:one|body)|anyone) else (?:to )?(?:take|pick|do|own|lead)\b/
const taking =
  /\b(?:tak(?:e|es|ing|en)|pick(?:s|ed|ing)?|own(?:s|ing)?|lead(?:s|ing)?)(?= (?:§|it|this|that|over|up|on)(?![a-z]))/
/** 'I will take this', but not 'I will take this up with the head teacher', nor 'Tom is leading on this with schools'. */
const takesIt =
  /^[a-z]+(?: (?:on|over|up))?(?: (?:§|it|this|that|action))?(?: (?:on|over|up))?(?= *(?:$|[.,;!]|(?:from|as|because|now|since|please|instead)(?![a-z])))/

/** Who takes it, where they stand before that they do: 'Tom Reed has agreed to take this'. */
function takerIn({ words }: Said, { people, me }: Known): string | undefined {
  const hit = taking.exec(words)
  if (!hit || !takesIt.test(words.slice(hit.index))) return undefined
  const before = clauseBefore(words, hit.index).replace(leadsToTaking, '').trim().split(' ')
  if (before.at(-1) === 'i') return me
  const names = [4, 3, 2, 1].map(count => before.slice(-count).join(' '))
  return names.map(name => onePerson(name, people)).find(Boolean)
}

const leadsToTaking =
  /\b(?:has|have|will|ill|can|could|should|would|is|now|be|been|going to|agreed to|happy to|offered to|please|to|just)(?= |$)/g
