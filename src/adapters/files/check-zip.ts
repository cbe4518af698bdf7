import { Unzip, UnzipInflate, type Zippable, zipSync } from 'fflate'

const mostInflated = 50 * 1024 * 1024
const mostEntries = 500
/** So little at a time that no piece can unpack to more than some 17 MB before it is counted. */
const atATime = 16 * 1024

/**
 * The parts of a zip, unpacked to at most 50 MB: a few kilobytes can be made to fill any memory. Throws RangeError for
 * what is no zip or is too large.
 */
export function boundedParts(bytes: Uint8Array): Map<string, Uint8Array> {
  const parts = new Map<string, Uint8Array[]>()
  let inflated = 0
  const unzip = new Unzip(file => {
    if (parts.size >= mostEntries || parts.has(file.name)) throw new RangeError('The parts are not right.')
    const pieces: Uint8Array[] = []
    parts.set(file.name, pieces)
    file.ondata = (error, piece) => {
      if (error) throw error
      inflated += piece.byteLength
      if (inflated > mostInflated) throw new RangeError('The file is too large when unpacked.')
      pieces.push(piece.slice())
    }
    file.start()
  })
  unzip.register(UnzipInflate)
  for (let at = 0; at < bytes.byteLength; at += atATime)
    unzip.push(bytes.subarray(at, at + atATime), at + atATime >= bytes.byteLength)
  if (parts.size === 0) throw new RangeError('The file is no zip.')
  return new Map([...parts].map(([name, pieces]) => [name, Buffer.concat(pieces)]))
}

/** Those parts as a zip that is stored as it is: who reads on reads what was measured, and no other reading of the bytes. */
export function storedZip(parts: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const whole: Zippable = {}
  for (const [name, part] of parts) whole[name] = [part, { level: 0 }]
  return zipSync(whole)
}
