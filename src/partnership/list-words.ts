/** Several, as they are said: 'A, B and C'. Of more than `most`, the first of them and how many others. */
export function listed(all: readonly string[], most = Number.POSITIVE_INFINITY): string {
  const more = Math.max(0, all.length - most)
  const others = more === 0 ? [] : [more === 1 ? 'one other' : `${more} others`]
  const said = [...all.slice(0, most), ...others]
  return said.length < 2 ? (said[0] ?? '') : `${said.slice(0, -1).join(', ')} and ${said.at(-1)}`
}
