import { month } from './month-names.ts'

/** Which refs words may name beside those that stand there whole. */
export type KnownRefs = {
  /** The reader's own open actions, which a bare number may stand for. */
  mine: readonly string[]
  /** What waits for the reader to agree, which a bare number may stand for where none of their own does. */
  toAgree: readonly string[]
  /** The codes of the groups: 'QIO 30' without a year is of this one. */
  codes: readonly string[]
  /** The London day. */
  today: string
}

export const noRefs: KnownRefs = { mine: [], toAgree: [], codes: [], today: '' }

export type Span = { start: number; end: number; refs: string[] }

/** A bare number is no action's before a plural or one of these: '14 schools', '14 of them'. */
const counted = new RegExp(
  `^ (?:of|staff|children|people|more|or|out|years?|weeks?|days?|months?|minutes?|[ap]m|${month}|[a-z]{2,}s)(?![a-z'])`,
)
const notPlural =
  /^ (?:is|was|has|its|as|this|needs|looks|belongs|depends|thanks|pls|unless|stands|seems|requires|yes|progress)(?![a-z'])/
const saidOf = /^:? (?:is|isnt|isn't|has|not|done|finished|completed?|closed|sorted|needs)(?![a-z'])/
const beforeNoSerial =
  /\b(?:at|of|aged?|year|room|page|week|day|until|till|only|jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec|[a-z]+day) $/
/** What a chair says: a number is then first one of what waits for them. */
const chairs =
  /\b(?:not )?(?:agreed?|approved?|accepted|return(?:ed)?|reject(?:ed)?|signed off|sign off|happy|evidence|back)\b/

/** 'QIO-26-014', and as people write it: 'qio-26-14', 'QIO/26/014', 'QIO-2026-014'. */
const written =
  /(?<![a-z0-9/-])(?!(?:rr|lb|cl)[/-])([a-z][a-z0-9]{1,11})([/-])(?:20)?(\d{2})\2(\d{1,5})(?![a-z0-9-])/g
/** One more of the same group, after a ref: 'QIO-26-014, 021', 'QIO-26-014/021'. */
const carriedOn = /^(?: ?[,&+/]| and(?= ))+ ?(\d{1,5})(?![a-z\d%]|\/\d{1,2}(?!\d)|[:.-]\d| ?per ?cent)/
const goesOn = /^(?: ?[,&+/]| and(?= )) ?\d{1,5}(?![a-z\d%])/
const named = /(?<![a-z0-9])(?:no\.? ?|number |#|action |item )0{0,4}(\d{1,5})(?!\d|[/:.-]\d|%| ?per ?cent)/g
const bare = /(?<![a-z0-9/:.%£#-])0{0,4}(\d{1,5})(?![a-z\d%]|[/:.-]\d| ?per ?cent)/g

/**
 * Where small letters name actions, and which. What has the form of a ref names that one, whoever's it is: a slip in it
 * is never taken for another action.
 */
export function refSpans(plain: string, known: KnownRefs): Span[] {
  const found: Span[] = []
  const add = (span: Span) => {
    if (found.every(other => span.end <= other.start || span.start >= other.end)) found.push(span)
  }
  for (const hit of plain.matchAll(written)) {
    if (hit[2] === '/' && !known.codes.includes(hit[1] ?? '')) continue
    add(spanOf(hit, [refOf(hit[1], hit[3], hit[4])]))
  }
  for (const span of inGroups(plain, known)) add(span)
  for (const span of [...found].sort((a, b) => a.start - b.start))
    for (const one of restOfList(plain, span)) add(one)
  for (const hit of plain.matchAll(named)) add(spanOf(hit, bySerial(plain, hit[1], known)))
  for (const hit of plain.matchAll(bare)) {
    const after = plain.slice(hit.index + hit[0].length).slice(0, 20)
    const before = plain.slice(Math.max(0, hit.index - 15), hit.index)
    if (isCount(after) || beforeNoSerial.test(before)) continue
    const span = spanOf(hit, bySerial(plain, hit[1], known))
    if (span.refs.length > 0 || (hit.index === 0 && saidOf.test(after))) add(span)
  }
  return found.sort((a, b) => a.start - b.start)
}

/** The number that a text begins with as if it were an action's: '14 is finished'. Whether there is one is not asked. */
export function serialSpokenOf(text: string): string | undefined {
  const [number = '', serial] = /^\s*0{0,4}(\d{1,5})(?![a-z\d%]|[/:.-]\d)/i.exec(text) ?? []
  return saidOf.test(text.slice(number.length).toLowerCase().slice(0, 20)) ? serial : undefined
}

const isCount = (after: string): boolean => counted.test(after) && !notPlural.test(after)

const spanOf = (hit: RegExpExecArray, refs: string[]): Span => ({
  start: hit.index,
  end: hit.index + hit[0].length,
  refs,
})

const refOf = (code = '', year = '', serial = ''): string =>
  `${code.toUpperCase()}-${year}-${String(Number(serial)).padStart(3, '0')}`

/** With a group's code, in what other ways it is written: 'QIO26014', 'qio 26 14', 'QIO 30'. */
function inGroups(plain: string, { mine, toAgree, codes, today }: KnownRefs): Span[] {
  const ours = [...mine, ...toAgree]
  const all = new Set([...codes, ...ours.map(ref => (ref.split('-')[0] ?? '').toLowerCase())].filter(isCode))
  if (all.size === 0) return []
  const code = `(?<![a-z0-9-])(${[...all].join('|')})`
  const withYear = new RegExp(
    `${code}[ -]?(?:20)?(\\d{2})(?:[ -]?(\\d{3,5})|[ -](\\d{1,2}))(?![a-z\\d%-]|[/:.]\\d)`,
    'g',
  )
  const whole = [...plain.matchAll(withYear)].map(hit =>
    spanOf(hit, [refOf(hit[1], hit[2], hit[3] ?? hit[4])]),
  )
  const short = new RegExp(`${code}[ -]?0{0,4}(\\d{1,5})(?!\\d|[/:.-]\\d|%)`, 'g')
  const others = [...plain.matchAll(short)].flatMap(hit => {
    const fits = ours.filter(ref => isShortFor(hit, ref))
    const after = plain.slice(hit.index + hit[0].length).slice(0, 20)
    const isOther = fits.length === 0 && startsSo.test(plain.slice(0, hit.index)) && !isCount(after)
    const refs = isOther && !/^[a-z]/.test(after) ? [refOf(hit[1], today.slice(2, 4), hit[2])] : fits
    return refs.length > 0 ? [spanOf(hit, refs)] : []
  })
  return [...whole, ...others]
}

const isCode = (code: string): boolean => /^[a-z][a-z0-9]{1,11}$/.test(code)

/** What may come before a ref that somebody begins with. */
const startsSo = /^(?:hi|hello|re|on|for|update on|action|my|and|please|pls|agreed?|close|[\s,:!.-])*$/

/** 'qio 14' for QIO-26-014. */
function isShortFor([, code, serial]: RegExpExecArray, ref: string): boolean {
  const [itsCode = '', , itsSerial] = ref.split('-')
  return itsCode.toLowerCase() === code && Number(itsSerial) === Number(serial)
}

function restOfList(plain: string, { end, refs: [ref] }: Span): Span[] {
  const spans: Span[] = []
  const [code, year] = ref?.split('-') ?? []
  let from = end
  for (;;) {
    const hit = carriedOn.exec(plain.slice(from, from + 40))
    const serial = hit?.[1] ?? ''
    const after = plain.slice(from + (hit?.[0].length ?? 0)).slice(0, 20)
    const long = serial.length > 2 && /^(?:$|[.,:;]| (?:both|all)\b)/.test(after)
    const isOne = serial.startsWith('0') || long || goesOn.test(after) || saidOf.test(after)
    if (!hit || !isOne || isCount(after)) return spans
    const start = from + hit[0].length - serial.length
    from += hit[0].length
    spans.push({ start, end: from, refs: [refOf(code, year, serial)] })
  }
}

/** One's own, or what waits for one; of both, what a chair says is first of what waits. */
function bySerial(plain: string, serial: string | undefined, { mine, toAgree }: KnownRefs): string[] {
  const fits = (refs: readonly string[]) => refs.filter(ref => Number(ref.split('-')[2]) === Number(serial))
  const [own, waiting] = [fits(mine), fits(toAgree)]
  if (chairs.test(plain) && waiting.length > 0) return [...new Set([...waiting, ...own])]
  return own.length > 0 ? own : waiting
}
