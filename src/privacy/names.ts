/** Whoever is called one of these, and then by a name, is a child of a case or somebody of their family. */
const relations =
  '[Cc]hild|[Bb]aby|[Ii]nfant|[Tt]oddler|[Bb]oy|[Gg]irl|[Ss]on|[Dd]aughter|[Tt]win|[Yy]oung [Pp]erson|[Pp]upil|(?:[Ss]tep|[Gg]rand|[Ff]oster |[Bb]irth )?-?(?:[Mm]other|[Ff]ather|[Ss]on|[Dd]aughter)|(?:[Ss]tep-?)?(?:[Mm]um|[Dd]ad)|[Mm]ummy|[Dd]addy|[Gg]ran(?:ny|dma|dad)?|[Nn]an|[Ss]ibling|(?:[Hh]alf-?|[Ss]tep-?)?(?:[Bb]rother|[Ss]ister)|[Aa]unt(?:ie|y)?|[Uu]ncle|[Cc]ousin|[Ff]oster [Cc]arer'
const name = "\\p{Lu}\\p{Ll}[\\p{L}’'-]*"
const named = new RegExp(
  `(?<![\\p{L}-])(?:${relations})(?:[’']s name is|[’']s name was)?(?:,? (?:is |was )?(?:called|named|known as),?| \\(|: ?|,(?= ${name}(?: ${name}){0,2},))? ?(?<=[ (:])(?<name>${name}(?: ${name}){0,2})`,
  'gu',
)

/** Without a relationship: a name whose age is told, and 'little Ellie was'. */
const withAge =
  '(?:,? (?:who (?:is|was) |then |now )?aged (?:just |only )?(?:\\d|one|two|three|four|five|six|seven|eight|nine|ten)| \\((?:aged? )?(?:1[0-7]|\\d)\\),? (?:was|is|had|has|lived|lives|died|said|told|who|and (?:his|her)))\\b'
const aged = new RegExp(`(?<![\\p{L}-])(?<name>${name}(?: ${name})?)(?=${withAge})`, 'gu')
const little = new RegExp(
  `(?<![\\p{L}-])(?:little|poor) (?<name>${name})(?= (?:was|is|had|has|died|lived)\\b|['’]s\\b|,)`,
  'gu',
)
const mayBeAged = /\baged\b|\(\d|\baged? \d|\b(?:little|poor) /

/** What stands before an age or a number, and is nobody's name. */
const notNames = new Set(
  `all anyone adult adults appendix babies boys children chapter everyone figure girls group groups item learners level
  men option page paragraph part parents patients people phase pupils question recommendation residents section stage
  standard students table teenagers theme those unit version women young youth`.split(/\s+/),
)

/** Words that begin with a capital beside 'child' or 'mother' in the field's own terms, not as anybody's name. */
const terms = new Set(
  `a abduction abuse act action advocacy agency alert and are arrangements assessment assessments at attendance
  bereavement benefit board by can care carer carers centre clinic commission commissioning conference contact council
  court criminal custody cruelty day death deaths deprivation development disability early emotional employment
  engagement examination exploitation family feeding first focused for forum friendly from group guidance has harm health
  healthy home house hub impact improvement in information injury inspection is justice learning line looked lost
  maintenance maltreatment matters measurement medical mental minding missing mortality multi neglect network not nursing
  obesity of on online or outcomes panel parent parenting participation plan plans policy poverty practice pregnancy
  premium programme project protection psychology psychotherapy questions refugee register report rescue review reviews
  rights risk safeguarding safety services service sex sexual should social social-work strategy support survey talk team
  the to toolkit trafficking training trust unit victim violence visitation visits voice was week weeks welfare wellbeing
  what when where who will wishes with witness work workforce workshop year
  january february march april may june july august september october november december
  monday tuesday wednesday thursday friday saturday sunday
  police education ofsted cafcass nhs`.split(/\s+/),
)

const fold = (words: string): string[] =>
  words
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .filter(Boolean)

/**
 * Whether a text may name a child or a relative: a word of relationship, then a name; a name with an age. 'Child A', the field's own terms
 * and the names that are allowed (those of members) are none.
 */
export function mayNameSomebody(text: string, allowed: readonly string[]): boolean {
  const known = allowed.map(fold)
  const alone = mayBeAged.test(text) ? [...text.matchAll(aged), ...text.matchAll(little)] : []
  return [...text.matchAll(named), ...alone].some(({ groups }) => {
    const [first = '', ...more] = fold(groups?.['name'] ?? '')
    const last = more.at(-1) ?? first
    if (terms.has(first) || notNames.has(first) || notNames.has(last)) return false
    return !known.some(words => words.includes(first) && more.every(word => words.includes(word)))
  })
}
