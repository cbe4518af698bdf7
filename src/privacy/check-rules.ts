const upnLetters = 'ABCDEFGHJKLMNPQRTUVWXYZ'
const policeLetters = 'ZABCDEFGHJKLMNPQRTUVWXY'

/** Ten digits are an NHS number when the last is 11 − (the others by 10 to 2, summed) mod 11; 11 counts as 0, 10 never. */
export function isNhsNumber(digits: string): boolean {
  const sum = [...digits.slice(0, 9)].reduce((total, digit, i) => total + Number(digit) * (10 - i), 0)
  return (11 - (sum % 11)) % 11 === Number(digits[9])
}

/** A book has thirteen digits, whose sum, every second one threefold, is a multiple of ten. */
export function isIsbn(digits: string): boolean {
  const sum = [...digits].reduce((total, digit, i) => total + Number(digit) * (i % 2 === 0 ? 1 : 3), 0)
  return digits.length === 13 && sum % 10 === 0
}

/** A pupil number's letter comes from its other twelve characters; the last may be a letter, for a temporary one. */
export function isUpn(upn: string): boolean {
  const [letter = '', ...rest] = upn.toUpperCase()
  const values = rest.map(one => (/\d/.test(one) ? Number(one) : upnLetters.indexOf(one)))
  const sum = values.reduce((total, value, i) => total + value * (i + 2), 0)
  return rest.length === 12 && !values.includes(-1) && upnLetters[sum % 23] === letter
}

/** Police National Computer: the letter comes from the year's last two digits and the serial, padded to seven. */
export function isPnc(year: string, serial: string, letter: string): boolean {
  return letterFor(year.slice(-2) + serial.padStart(7, '0')) === letter.toUpperCase()
}

/** Criminal Records Office: the serial is padded to six, but in the SF numbers of the old files it is not. */
export function isCro(year: string, serial: string, letter: string): boolean {
  return letterFor(year + serial.padStart(6, '0')) === letter.toUpperCase()
}

export function isOldCro(year: string, serial: string, letter: string): boolean {
  return letterFor(year + serial) === letter.toUpperCase()
}

const letterFor = (digits: string): string | undefined => policeLetters[Number(digits) % 23]
