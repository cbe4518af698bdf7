const isPlain = /^[\t\n\r\x20-\x7e]*$/
const digit = /\p{Nd}/u
/** What is drawn as nothing, though Unicode counts some of it as letters. */
const unseen = /[\p{Cf}\p{M}\u115f\u1160\u2800\u3164]|[^\P{Cc}\t\n\r\v\f]/gu
const percentCodes = /(?:%[0-9a-f]{2})+/gi

/**
 * The text as plain characters, so that each identifier has one way to be written: digits of every script as 0 to 9,
 * spaces as spaces, dashes as hyphens, nothing that cannot be seen, and %20 of a link as what it stands for.
 */
export function plainText(text: string): string {
  const decoded = text.includes('%') ? text.replaceAll(percentCodes, decode) : text
  if (isPlain.test(decoded)) return decoded.replaceAll(/[\t\r]/g, ' ')
  return decoded
    .normalize('NFKC')
    .replaceAll(unseen, '')
    .replaceAll(/[^\P{Nd}0-9]/gu, asDigit)
    .replaceAll(/[^\P{Z}\n]|[\t\r\v\f]/gu, ' ')
    .replaceAll(/[\p{Pd}\u2212\u2043]/gu, '-')
    .replaceAll(/[\u2044\u2215]/g, '/')
}

function decode(codes: string): string {
  try {
    return decodeURIComponent(codes)
  } catch {
    return codes
  }
}

/** Scripts have their digits in order and in tens. */
function asDigit(character: string): string {
  const code = character.codePointAt(0) ?? 0
  let first = code
  while (digit.test(String.fromCodePoint(first - 1))) first -= 1
  return String((code - first) % 10)
}
