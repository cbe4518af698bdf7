const kinds =
  'Road|Rd|Street|Avenue|Ave|Lane|Close|Crescent|Drive|Grove|Terrace|Gardens|Court|Mews|Way|Walk|Rise|Hill|Place|Square|Croft|View'
const capital = "(?:St|[A-Z][a-z]{2,})(?:['’-][A-Za-z]+)?"
/** What a number counts or dates, and what is no street. */
const counted =
  '(?<!\\b(?:[Rr]oom|[Ss]ection|[Ss]tage|[Tt]ier|[Ll]evel|[Pp]hase|[Yy]ear|[Cc]hapter|[Pp]art|[Ss]tep|[Ii]tem|[Pp]age|[Tt]able) )'
const noStreet =
  '(?!(?:(?:Crown|Youth|High|Family|County|Magistrates) Court|January|February|March|April|May|June|July|August|September|October|November|December)\\b)'
const noHome =
  '(?! (?:School|Academy|Nursery|College|Surgery|Clinic|Hospital|Library|Station|Church|Mosque|Practice|Medical|Health|Children|Family|Community|Police|Offices?)\\b)'
const house = new RegExp(
  `${counted}(?<![\\w/.-])\\d{1,3}[A-Za-z]?,? ${noStreet}(?:${capital} ){1,3}(?:${kinds})\\b${noHome}`,
  'g',
)

/** No house without a number and a word with a capital behind it. */
const mayBeHouse = /\d[A-Za-z]?,? [A-Z][a-z]/

/** Where people meet is no secret; where somebody lives is, even in a line about a meeting. */
const venue =
  /\b(?:venue|held|meet(?:ing|s)?|training|event|conference|workshop|session|forum|council|offices?|hall|centre|based)\b[^\n]{0,60}$/i
const home =
  /\b(?:liv(?:e|es|ed|ing)|home|resid(?:e|es|ed|ing)|address|stay(?:s|ed|ing)?|moved)\b[^\n]{0,60}$/i
const longestContext = 80

/** Whether a text may give somebody's home: the number of a house in a street, but for where a meeting is held. */
export function mayTellAddress(text: string): boolean {
  if (!mayBeHouse.test(text)) return false
  return [...text.matchAll(house)].some(({ index }) => {
    const ahead = text.slice(Math.max(0, index - longestContext), index)
    return home.test(ahead) || !venue.test(ahead)
  })
}
