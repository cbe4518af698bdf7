import { Unzip, UnzipInflate } from 'fflate'

const mostInflated = 50 * 1024 * 1024
const mostEntries = 500
const atATime = 64 * 1024

/** Throws when a zip would unpack to more than 50 MB: a few kilobytes can be made to fill any memory. Nothing of it is kept. */
export function checkZip(bytes: Uint8Array): void {
  let inflated = 0
  let entries = 0
  const unzip = new Unzip(file => {
    entries += 1
    if (entries > mostEntries) throw new RangeError('The file has too many parts.')
    file.ondata = (error, part) => {
      if (error) throw error
      inflated += part.byteLength
      if (inflated > mostInflated) throw new RangeError('The file is too large when unpacked.')
    }
    file.start()
  })
  unzip.register(UnzipInflate)
  for (let at = 0; at < bytes.byteLength; at += atATime) {
    unzip.push(bytes.subarray(at, at + atATime), at + atATime >= bytes.byteLength)
  }
  if (entries === 0) throw new RangeError('The file is no zip.')
}
