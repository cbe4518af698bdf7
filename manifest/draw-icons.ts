import { writeFileSync } from 'node:fs'
import { type Picture, writePng } from './png.ts'

/** Convenor's mark: a round table seen from above, eight seats round it, the convenor's own in another colour. */

/** How far a point is outside a shape; negative inside. The middle of the picture is 0, 0. */
type Shape = (x: number, y: number) => number
type Colour = readonly [red: number, green: number, blue: number]
type Layer = { shape: Shape; colour: Colour }

const teal: Colour = [0x17, 0x52, 0x4f]
const cream: Colour = [0xf7, 0xf1, 0xe3]
const amber: Colour = [0xf5, 0xb0, 0x41]
const white: Colour = [0xff, 0xff, 0xff]

const seats = 8

/** Teams lays the mark on what colour it likes in its outline form, and crops the coloured one to its middle. */
export function drawIcons(): Record<'color.png' | 'outline.png', Picture> {
  return {
    'color.png': draw(192, [
      { shape: everywhere, colour: teal },
      { shape: disc(27), colour: cream },
      ...seatRing({ radius: 42, width: 12, others: cream, own: amber }),
    ]),
    'outline.png': draw(32, [
      { shape: circle(8, 2), colour: white },
      ...seatRing({ radius: 14, width: 3, others: white, own: white }),
    ]),
  }
}

function seatRing(ring: { radius: number; width: number; others: Colour; own: Colour }): Layer[] {
  return Array.from({ length: seats }, (_, place) => ({
    shape: seat((place * 2 * Math.PI) / seats, ring),
    colour: place === 0 ? ring.own : ring.others,
  }))
}

const everywhere: Shape = () => -1

const disc =
  (radius: number): Shape =>
  (x, y) =>
    Math.hypot(x, y) - radius

const circle =
  (radius: number, width: number): Shape =>
  (x, y) =>
    Math.abs(Math.hypot(x, y) - radius) - width / 2

/** A short bar with round ends, bent along the table. Angle 0 is the top of the picture. */
function seat(angle: number, { radius, width }: { radius: number; width: number }): Shape {
  const half = Math.PI / seats - (width * 0.85) / radius
  const end = { x: radius * Math.sin(half), y: radius * Math.cos(half) }
  return (x, y) => {
    const across = Math.abs(x * Math.cos(angle) + y * Math.sin(angle))
    const outwards = x * Math.sin(angle) - y * Math.cos(angle)
    const beside = Math.atan2(across, outwards) <= half
    const toMiddle = beside
      ? Math.abs(Math.hypot(across, outwards) - radius)
      : Math.hypot(across - end.x, outwards - end.y)
    return toMiddle - width / 2
  }
}

function draw(size: number, layers: readonly Layer[]): Picture {
  const pixels = new Uint8Array(size * size * 4)
  for (let y = 0; y < size; y++)
    for (let x = 0; x < size; x++) {
      const middle = (size - 1) / 2
      pixels.set(blend(layers, x - middle, y - middle), (y * size + x) * 4)
    }
  return { size, pixels }
}

/** The layers at one point, the last on top. What nothing covers is clear, and white so that no edge darkens. */
function blend(layers: readonly Layer[], x: number, y: number): number[] {
  let opacity = 0
  let colour: readonly number[] = white
  for (const layer of layers) {
    const cover = Math.min(1, Math.max(0, 0.5 - layer.shape(x, y)))
    if (cover === 0) continue
    const below = opacity * (1 - cover)
    opacity = cover + below
    colour = colour.map((value, i) => ((layer.colour[i] ?? 0) * cover + value * below) / opacity)
  }
  return [...colour, opacity * 255].map(Math.round)
}

if (import.meta.main)
  for (const [file, picture] of Object.entries(drawIcons()))
    writeFileSync(new URL(file, import.meta.url), writePng(picture))
