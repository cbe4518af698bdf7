/** What a list of people holds, and the headings it goes by. Where several fit, the one named first is taken. */
const headings = {
  id: 'id|person id|staff id|staff number|reference|ref',
  name: 'name|full name|display name|displayname|person|contact name',
  forename: 'first name|forename|given name|givenname|firstname',
  surname: 'surname|last name|family name|lastname',
  post: 'post|job title|jobtitle|position|role title|designation|title',
  agency: 'agency|organisation|organization|partner agency|employer|company|company name|partner|service',
  email: 'email|e mail|email address|e mail address|mail|work email',
  entraId:
    'entraid|entra id|entra object id|object id|objectid|aad object id|azure ad object id|azure object id',
  tenant: 'tenant|tenant id|tenantid|entra tenant|directory id',
  locality: 'locality|area|district|neighbourhood',
  roles: 'roles|role|staff group|profession|audience',
  userType: 'user type|usertype|account type|guest',
  principal: 'user principal name|userprincipalname',
  from: 'from|start|start date|date from|joined',
  to: 'to|end|end date|date to|left|leaving date',
} as const

export type Field = keyof typeof headings

export const headingsSought = 'Name, Post, Agency, E-mail, Entra ID, Tenant, Locality, Roles, From, To'

const known = new Map(
  Object.entries(headings).flatMap(([field, names]) =>
    names.split('|').map((name, rank) => [name, { field: field as Field, rank }] as const),
  ),
)
const rowsLookedAt = 15

export type Columns = { row: number; at: Partial<Record<Field, number>> }

/** Where the columns are: in the first row that names people and their agency, or their id, account or e-mail. */
export function findColumns(table: readonly (readonly string[])[]): Columns | undefined {
  for (const [row, cells] of table.slice(0, rowsLookedAt).entries()) {
    const at = headingsIn(cells)
    const named = at.name ?? at.surname ?? at.post
    const matched = at.id ?? at.entraId ?? at.email ?? at.agency
    if (named !== undefined && matched !== undefined) return { row, at }
  }
  return undefined
}

/** Which cells of a row are headings, of what. */
export function headingsIn(cells: readonly string[]): Columns['at'] {
  const places = cells.flatMap((cell, i) => {
    const place = known.get(fold(cell))
    return place ? [{ ...place, i }] : []
  })
  const at: Columns['at'] = {}
  for (const { field, i } of places.sort((a, b) => a.rank - b.rank || a.i - b.i)) at[field] ??= i
  return at
}

const fold = (words: string): string =>
  words
    .slice(0, 100)
    .toLowerCase()
    .replace(/\([^)]*\)/g, ' ')
    .replaceAll(/[^a-z]+/g, ' ')
    .trim()
