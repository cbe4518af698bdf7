/** The name of a field on a row: named after its record, since of all the rows on a card no two fields may share a name. */
export const fieldIdOf = (name: string, ref: string): string => `${name}-${ref}`

/** What a button brings, with the fields of its record's row under their plain names: what has a plain name already stays. */
export function fieldsOf(data: unknown): unknown {
  if (typeof data !== 'object' || data === null || !('ref' in data)) return data
  // What is no text names no record: that it cannot be read is for the schema to say.
  if (typeof data.ref !== 'string') return data
  const ending = fieldIdOf('', data.ref)
  const fields: [string, unknown][] = []
  const ofRow: [string, unknown][] = []
  for (const [id, value] of Object.entries(data))
    if (id.endsWith(ending)) ofRow.push([id.slice(0, -ending.length), value])
    else fields.push([id, value])
  return Object.fromEntries([...ofRow, ...fields])
}
