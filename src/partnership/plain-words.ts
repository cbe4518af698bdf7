/**
 * A text by its words alone, to be compared: small letters and figures with a space between words, whatever was written of
 * capitals, accents and apostrophes, and with 'and' for '&'.
 */
export const plainWords = (text: string): string =>
  text
    .replaceAll('&', ' and ')
    .normalize('NFKD')
    .replaceAll(/['’\p{M}]/gu, '')
    .toLowerCase()
    .replaceAll(/[^\p{Letter}\p{Number}]+/gu, ' ')
    .trim()
