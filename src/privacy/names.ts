/** Whoever is called one of these, and then by a name, is a child of a case or somebody of their family. */
const relations =
  '[Cc]hild|[Bb]aby|[Ii]nfant|[Tt]oddler|[Bb]oy|[Gg]irl|[Ss]on|[Dd]aughter|[Tt]win|[Yy]oung [Pp]erson|[Pp]upil|(?:[Ss]tep|[Gg]rand|[Ff]oster |[Bb]irth )?-?(?:[Mm]other|[Ff]ather|[Ss]on|[Dd]aughter)|(?:[Ss]tep-?)?(?:[Mm]um|[Dd]ad)|[Mm]ummy|[Dd]addy|[Gg]ran(?:ny|dma|dad)?|[Nn]an|[Ss]ibling|(?:[Hh]alf-?|[Ss]tep-?)?(?:[Bb]rother|[Ss]ister)|[Aa]unt(?:ie|y)?|[Uu]ncle|[Cc]ousin|[Ff]oster [Cc]arer'
const name = "\\p{Lu}\\p{Ll}[\\p{L}’'-]*"
const named = new RegExp(
  `(?<![\\p{L}-])(?:${relations})(?:[’']s name is|[’']s name was)?(?:,? (?:is |was )?(?:called|named|known as),?| \\(|: ?|,(?= ${name}(?: ${name}){0,2},))? ?(?<=[ (:])(?<name>${name}(?: ${name}){0,2})`,
  'gu',
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
 * Whether a text may name a child or a relative: a word of relationship, then a name. 'Child A', the field's own terms
 * and the names that are allowed (those of members) are none.
 */
export function mayNameSomebody(text: string, allowed: readonly string[]): boolean {
  const known = allowed.map(fold)
  return [...text.matchAll(named)].some(({ groups }) => {
    const [first = '', ...more] = fold(groups?.['name'] ?? '')
    if (terms.has(first)) return false
    return !known.some(words => words.includes(first) && more.every(word => words.includes(word)))
  })
}
