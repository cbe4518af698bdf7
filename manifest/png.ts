import { crc32, deflateSync } from 'node:zlib'

/** A square picture: four bytes a pixel (red, green, blue, opacity), row by row. */
export type Picture = { size: number; pixels: Uint8Array }

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
const eightBitColourWithOpacity = [8, 6, 0, 0, 0]

/** The picture as a PNG file. */
export function writePng({ size, pixels }: Picture): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(size, 0)
  header.writeUInt32BE(size, 4)
  header.set(eightBitColourWithOpacity, 8)
  const rows = Array.from({ length: size }, (_, y) => [
    0,
    ...pixels.subarray(y * size * 4, (y + 1) * size * 4),
  ])
  const data = deflateSync(Uint8Array.from(rows.flat()), { level: 9 })
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', data),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(type: string, data: Uint8Array): Buffer {
  const typed = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const framed = Buffer.alloc(typed.length + 8)
  framed.writeUInt32BE(data.length, 0)
  framed.set(typed, 4)
  framed.writeUInt32BE(crc32(typed), typed.length + 4)
  return framed
}
