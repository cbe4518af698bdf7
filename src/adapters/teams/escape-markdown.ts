/**
 * Text for a card's TextBlock or FactSet, so that it shows as it was typed: Markdown's marks, the braces of card
 * date macros and the brackets of mentions are escaped, and so are marks that begin a line.
 */
export function escapeMarkdown(text: unknown): string {
  return String(text)
    .replaceAll(/[\\`*_[\]~<{]/g, '\\$&')
    .replaceAll(/^(\s*)([#>+-])/gm, '$1\\$2')
    .replaceAll(/^(\s*\d+)([.)])/gm, '$1\\$2')
}
