const months =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)'
const day = '(?:0?[1-9]|[12]\\d|3[01])'
const year = '(?:(?:19|20)\\d\\d|\\d\\d)'
const dates = [
  `${day} ?[-/. ] ?(?:0?[1-9]|1[0-2]) ?[-/. ] ?${year}`,
  `(?:19|20)\\d\\d ?[-/. ] ?(?:0?[1-9]|1[0-2]) ?[-/. ] ?${day}`,
  `${day}(?:st|nd|rd|th)?(?: of)?[ -]?${months}\\b(?:,?[ -]?${year})?`,
  `${months} ${day}(?:st|nd|rd|th)?\\b(?:,? ${year})?`,
  '(?:0[1-9]|[12]\\d|3[01])(?:0[1-9]|1[0-2])(?:(?:19|20)\\d\\d|\\d\\d)',
]
const date = new RegExp(`(?<![\\d/])(?:${dates.join('|')})(?![\\d/])`, 'gi')

const birth = '(?<![\\p{L}-])(?:dob|d\\. ?o\\. ?b|date of birth|birth ?date|birthday|born|aged)(?![\\p{L}])'
const anyBirth = new RegExp(birth, 'iu')
const before = new RegExp(`${birth}[^|\\n]{0,20}$`, 'iu')
const after = new RegExp(`^[^|\\n]{0,20}${birth}`, 'iu')
/** The date by which something is to be done. */
const isDue = /(?:\bdue(?: date)?(?: on| by)?|\bextend(?:ed)? (?:to|until)|\bby when)[: ]*$/i
const longestContext = 40

/** Whether a date stands within some twenty characters of a word about birth or age. A due date never counts. */
export function hasBirthDate(text: string): boolean {
  if (!anyBirth.test(text)) return false
  return [...text.matchAll(date)].some(({ 0: found, index }) => {
    const ahead = text.slice(Math.max(0, index - longestContext), index)
    const behind = text.slice(index + found.length, index + found.length + longestContext)
    return !isDue.test(ahead) && (before.test(ahead) || after.test(behind))
  })
}
