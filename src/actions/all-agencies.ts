import type { Agency, Person } from '../partnership/arrangements.ts'
import { heldOn } from '../partnership/held.ts'
import { covers } from '../partnership/terms.ts'

const agenciesHere = (agencies: readonly Agency[], today: string): Agency[] =>
  agencies.filter(agency => agency.kind !== 'independent' && covers(agency, today))

/** The leads of all agencies that work together here on a day, one for each. */
export function leadsOf(agencies: readonly Agency[], people: readonly Person[], today: string): Person[] {
  return agenciesHere(agencies, today).flatMap(agency => {
    const lead = heldOn(agency.lead, today)
    const person = people.find(one => one.id === lead)
    return person ? [{ ...person, agency: agency.id }] : []
  })
}

/** Agencies of whom nobody is asked, since they have no lead: said, so that nobody takes it for all. Empty when there are none. */
export function sayUnasked(agencies: readonly Agency[], asked: readonly string[], today: string): string {
  const left = agenciesHere(agencies, today).filter(({ id }) => !asked.includes(id))
  return left.length === 0
    ? ''
    : `Not asked, since they have no lead here: ${left.map(({ name }) => name).join(', ')}.`
}
