import type { Agency, Person } from '../partnership/arrangements.ts'
import { agencyByWords } from '../partnership/find-agency.ts'
import type { Owner } from './action.ts'
import { leadsOf } from './all-agencies.ts'
import { type LogPerson, leadOf, readLogPerson } from './log-table-person.ts'

export type KnownPeople = { people: readonly Person[]; agencies: readonly Agency[]; today: string }

export type LogOwners = {
  /** Empty where there is a problem. */
  owners: Owner[]
  /** Every agency answers for itself. */
  eachAgency: boolean
  /** What was understood, where that is not what the log says. */
  said: string
  problem: string
}

const allOfThem =
  /^(?:all|each|every)(?: of)?(?: the)?(?: partner| statutory| relevant)? ?(?:agenc(?:y|ies)|partners?|organisations?)\b/i

/** How several owners stand in one cell: on lines of their own, or parted by marks; commas and 'and' stand in posts too. */
const partedBy = [/\s*\n\s*/, /\s*[/;+|]\s*/, /\s*(?:[,&]|\band\b)\s*/i]

/**
 * Whom an old log makes answer: one person or several, an agency by its lead, or all agencies. Nobody is left out: where
 * one of several is not found, that is the row's problem.
 */
export function readLogOwners(text: string, agencyText: string, known: KnownPeople): LogOwners {
  const typed = text.trim().replaceAll(/[^\S\n]+/g, ' ')
  const all = allOfThem.exec(typed)
  if (all)
    return everyAgency(
      typed.slice(all[0].length).replace(/^[\s:,–-]+|^ ?(?:to|via|\() ?.*$/gis, ''),
      agencyText,
      known,
    )
  if (typed !== '') return together(readEach(typed, agencyText, known))
  const agency = agencyByWords(agencyText, known.agencies)
  if (agency) return together([leadOf(agency, known)])
  if (allOfThem.test(agencyText.trim())) return everyAgency('', '', known)
  return refused('It names no owner. Write the name or post of the person who answers for it.')
}

const refused = (problem: string): LogOwners => ({ owners: [], eachAgency: false, said: '', problem })

/** 'All agencies' means the lead of each; with names under it, as an export writes it, it means those. */
function everyAgency(names: string, agencyText: string, known: KnownPeople): LogOwners {
  if (names !== '') {
    const read = together(readEach(names, agencyText, known))
    const places = agencyText.split('\n').map(place => agencyByWords(place, known.agencies)?.id)
    const paired = places.length === read.owners.length
    const owners = read.owners.map((owner, i) => ({
      ...owner,
      agency: (paired && places[i]) || owner.agency,
    }))
    return { ...read, owners, eachAgency: true }
  }
  const leads = leadsOf(known.agencies, known.people, known.today)
  const owners = leads.map(({ id, agency }) => ({ person: id, agency }))
  if (owners.length === 0) return refused('No agency has a lead who could answer for it. Write the names.')
  const said = `the leads of ${owners.length} agencies, each for their own`
  return { owners, eachAgency: true, said, problem: '' }
}

function readEach(typed: string, agencyText: string, known: KnownPeople): LogPerson[] {
  const [lines, places] = [typed.split(partedBy[0] ?? ''), agencyText.trim().split(/\s*\n\s*/)]
  if (lines.length > 1 && lines.length === places.length)
    return lines.flatMap((line, i) =>
      readPart(line, agencyByWords(places[i] ?? '', known.agencies), known, 1),
    )
  return readPart(typed, agencyByWords(agencyText, known.agencies), known, 0)
}

/** Whoever is named as a whole is not taken apart: 'Assistant Director, Children and Young People' is one. */
function readPart(text: string, beside: Agency | undefined, known: KnownPeople, depth: number): LogPerson[] {
  const one = readLogPerson(text.replaceAll('\n', ' '), beside, known)
  const mark = partedBy[depth]
  if ('person' in one || !mark) return [one]
  const parts = text.split(mark).filter(part => part !== '')
  if (parts.length < 2) return readPart(text, beside, known, depth + 1)
  const found = parts.flatMap(part => readPart(part, beside, known, depth + 1))
  // Words that hold nobody were no list of people.
  return depth === 2 && found.every(part => 'problem' in part) ? [one] : found
}

function together(found: readonly LogPerson[]): LogOwners {
  const problem = found.flatMap(one => ('problem' in one ? [one.problem] : [])).join(' ')
  if (problem !== '') return refused(problem)
  const people = found.flatMap(one => ('person' in one ? [one] : []))
  const owners = new Map(
    people.map(({ person }) => [person.id, { person: person.id, agency: person.agency }]),
  )
  const said = people.flatMap(one => one.said ?? []).join('; ')
  return { owners: [...owners.values()], eachAgency: false, said, problem: '' }
}
