/** Whoever is called one of these, and then by a name, is a child of a case or somebody of their family. */
const relations =
  '[Cc]hild|[Bb]aby|[Ii]nfant|[Tt]oddler|[Bb]oy|[Gg]irl|[Ss]on|[Dd]aughter|[Tt]win|[Yy]oung [Pp]erson|[Pp]upil|(?:[Ss]tep|[Gg]rand|[Ff]oster |[Bb]irth )?-?(?:[Mm]other|[Ff]ather|[Ss]on|[Dd]aughter)|(?:[Ss]tep-?)?(?:[Mm]um|[Dd]ad)|[Mm]ummy|[Dd]addy|[Gg]ran(?:ny|dma|dad)?|[Nn]an|[Ss]ibling|(?:[Hh]alf-?|[Ss]tep-?)?(?:[Bb]rother|[Ss]ister)|[Aa]unt(?:ie|y)?|[Uu]ncle|[Cc]ousin|[Ff]oster [Cc]arer'
const name = "\\p{Lu}\\p{Ll}[\\p{L}’'-]*"
const named = new RegExp(
  `(?<![\\p{L}-])(?:${relations})(?:[’']s name is|[’']s name was)?(?:,? (?:is |was )?(?:called|named|known as),?| \\(|: ?|,(?= ${name}(?: ${name}){0,2},))? ?(?<=[ (:])(?<name>${name}(?: ${name}){0,2})`,
  'gu',
)

const mayBeNamed = /[ (:]\p{Lu}\p{Ll}/u

/** 'Kayden’s mother', 'the mother of Kayden'; but no 'mother of Eritrean heritage'. */
const family =
  '(?:(?:step-?|grand|foster |birth )?(?:mother|father|parents|mum|dad)|(?:half-?|step-?)?(?:brother|sister)|siblings?|aunt|uncle|cousin|foster carers?)'
const owned = new RegExp(
  `(?<![\\p{L}-])(?<!\\bSt\\.? )(?<name>${name}(?: ${name})?)['’]s (?:(?:older|younger|elder|little|baby|own) )?${family}(?! and (?:baby|toddler)|['’])\\b`,
  'gu',
)
const isOf = new RegExp(
  `(?<![\\p{L}-])(?:mother|father|mum|dad|brother|sister|aunt|uncle|cousin|grandmother|grandfather) of (?<name>${name}(?: ${name})?)(?! (?:\\p{L}+ )?(?:heritage|origin|descent|background|faith|ethnicity|nationality|children|boys|girls|sons|daughters))(?![\\p{L}])`,
  'gu',
)

const mayBeOfOne = /['’]s | of \p{Lu}/u

/** Without a relationship: a name whose age is told, and 'little Ellie was'. */
const said = '(?:was|is|had|has|lived|lives|died|said|told|who|and (?:his|her))'
const withAge = `(?:,? (?:who (?:is|was) |then |now )?aged (?:just |only )?(?:\\d|one|two|three|four|five|six|seven|eight|nine|ten)| \\((?:aged? )?(?:1[0-7]|\\d)\\),? ${said}|, (?:1[0-7]|\\d),? ${said})\\b`
const aged = new RegExp(`(?<![\\p{L}-])(?<name>${name}(?: ${name})?)(?=${withAge})`, 'gu')
const little = new RegExp(
  `(?<![\\p{L}-])(?:little|poor) (?<name>${name})(?= (?:was|is|had|has|died|lived)\\b|['’]s\\b|,)`,
  'gu',
)
const mayBeAged = /\baged\b|\(\d|, \d|\baged? \d|\b(?:little|poor) /

/** What stands before an age, a number or “’s mother”, and is nobody's name. */
const notNames = new Set(
  `adult adults all anyone appendix babies baby boy boys chapter child children client everybody everyone family
  father figure five four friend girl girls god grandmother group groups infant it item learners level men mother
  nobody one option page paragraph parent parents part partner patient patients people perpetrator phase pupil
  pupils question recommendation residents section sibling somebody someone son stage standard students table
  teacher teenagers theme those three today toddler two unit version victim who women young youth`.split(
    /\s+/,
  ),
)

/** Words that begin with a capital beside 'child' or 'mother' in the field's own terms, not as anybody's name. */
const terms = new Set(
  `a abduction abuse act action advocacy agency alert and are arrangements assessment assessments at attendance bank
  banks basics benefit bereavement blues board box boxes brain by cafe can care carer carers centre clinic club
  clubs commission commissioning conference contact council court criminal cruelty custody day death deaths
  deprivation development disability early emotional employment engagement examination exploitation family feeding
  first focused for forum friendly from group guidance guides guiding harm has health healthy home house hub impact
  improvement in information injury inspection is justice learning line looked lost maintenance maltreatment massage
  matters measurement medical mental minding missing mortality multi neglect network not nursing obesity of on
  online or outcomes panel parent parenting participation plan plans policy poverty practice pregnancy premium
  programme project protection psychology psychotherapy questions refugee register report rescue review reviews
  rights risk safeguarding safety scouts sensory service services sex sexual should social social-work steps
  strategy support survey talk team the to toolkit trafficking training trust unit victim violence visitation visits
  voice was week weeks welfare wellbeing what when where who will wishes with witness work workforce workshop year
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
  const related = mayBeNamed.test(text) ? [...text.matchAll(named)] : []
  const ofOne = mayBeOfOne.test(text) ? [...text.matchAll(owned), ...text.matchAll(isOf)] : []
  return [...related, ...ofOne, ...alone].some(({ groups }) => {
    const [first = '', ...more] = fold(groups?.['name'] ?? '')
    const last = more.at(-1) ?? first
    if (terms.has(first) || notNames.has(first) || notNames.has(last)) return false
    return !known.some(words => words.includes(first) && more.every(word => words.includes(word)))
  })
}
