import { familyDetails } from './family-details.ts'
import { plainText } from './plain-text.ts'
import { shownText } from './shown-text.ts'

/**
 * The kinds of detail in a text that together may identify a family, where there are two or more; otherwise none.
 * Age, origin and illness together have told neighbours who it was. A detail in bold is one like any other.
 */
export function identifyingCombination(text: string): readonly string[] {
  const plain = plainText(text)
  const looks = [...new Set([plain, shownText(plain)])].map(look => look.replaceAll('\n', ' '))
  const found = familyDetails
    .filter(({ patterns }) => patterns.some(pattern => looks.some(look => pattern.test(look))))
    .map(one => one.kind)
  return found.length > 1 ? found : []
}
