/** One line without any of the characters below, that begins with none that would begin a list or a heading. */
const isLiteral = /^(?![\s#>+=|:\d-])[^\\`*_[\]~<{&\r\n\u2028\u2029]*$/

/**
 * Text for a card's TextBlock or FactSet, so that it shows as it was typed: Markdown's marks, the braces of card
 * date macros, the brackets of mentions and named characters (&lt;) are escaped, and so are marks that begin a line.
 * Blanks that begin a line go, since four of them would make code; a line break stays one.
 */
export function escapeMarkdown(given: unknown): string {
  const text = String(given)
  if (isLiteral.test(text)) return text
  return text
    .replaceAll(/^[^\S\r\n]+/gm, '')
    .replaceAll(/[\\`*_[\]~<{]|&(?=#?\w+;)/g, '\\$&')
    .replaceAll(/^([#>+=-]|[|:](?=[\s|:-]*$))/gm, '\\$1')
    .replaceAll(/^(\d+)([.)])/gm, '$1\\$2')
    .replaceAll(/\s*\n\s*/g, '\n\n')
}
