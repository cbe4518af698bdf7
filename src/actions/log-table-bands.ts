/** A line across a log that parts it: 'Closed actions', 'Meeting of 3 September 2018'. It is no action. */
export type Band = { text: string; meeting: boolean }

const ofParts =
  /^(?:all )?(?:new |old |previous )?(?:open|closed|complete|completed|outstanding|ongoing|on-going|current|archived?|carried forward|in progress|overdue)?\s*(?:actions?|items?|matters arising|section|part)?(?: log)?(?: (?:from|of|at|agreed|carried forward|arising|brought forward)\b.*)?$/i
const aMeeting = /\bmeeting\b|^(?:actions? (?:from|of|agreed))\b/i
const aDay =
  /^(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?(?:\d{1,2}(?:st|nd|rd|th)? )?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]* \d{2,4}$|^\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}$|^\d{4}(?:[/-]\d{2,4})?$|^\d{4}-\d{2}-\d{2}$/i
const aNote = /^(?:key|notes?|total|legend|rag|brag|end of|page)\b/i
const mostCharacters = 80

/**
 * The words of a row that parts a log, when it holds nothing else. The row's one cell may stand in the column of the
 * actions: then only words that no action is made of count, so that an action without owner and date is not lost.
 */
export function bandIn(cells: readonly string[], what: number): Band | undefined {
  const [first, second] = cells.flatMap((cell, i) => (cell.trim() === '' ? [] : [{ i, text: cell.trim() }]))
  if (!first || second || first.text.length > mostCharacters) return undefined
  const { i, text } = first
  const meeting = aMeeting.test(text) || aDay.test(text)
  if (i === what && !(aDay.test(text) || aNote.test(text) || ofParts.test(text) || shortMeeting(text)))
    return undefined
  return { text: text.replaceAll(/\s+/g, ' '), meeting }
}

/** 'Meeting of 3 September', 'QIO meeting 12/01/2019', but not 'Arrange a meeting with the trust'. */
const shortMeeting = (text: string): boolean =>
  /^(?:[\w&-]+ ){0,2}meeting(?: (?:of|on|held|date)\b.*|[ :–-]*\d.*)?$/i.test(text)
