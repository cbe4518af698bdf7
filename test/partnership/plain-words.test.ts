import { expect } from 'chai'
import { saysAll } from '../../src/actions/search-words.ts'
import { agencyByWords } from '../../src/partnership/find-agency.ts'
import { matchPerson } from '../../src/partnership/match-person.ts'

describe('words are compared by their letters', () => {
  const people = [
    { id: 'nurse', name: 'Renée O’Brien', title: 'Named Nurse', agency: 'bwc' },
    { id: 'dcs', name: 'J Smith', title: 'Director of Children & Families', agency: 'bcc' },
  ]
  const agencies = [{ id: 'yos', name: 'Youth & Children’s Service', kind: 'relevant' }] as never

  const alike: [what: string, found: boolean][] = [
    ['a person by a keyboard without accents', 'person' in matchPerson('Renee OBrien', people)],
    ['and by their own', 'person' in matchPerson('renée o’brien', people)],
    ['a post with another and', 'person' in matchPerson('director of children and families', people)],
    ['an agency likewise', agencyByWords('youth and childrens service', agencies) !== undefined],
    ['what an action says', saysAll('The café leaflet for children’s homes', 'cafe childrens')],
  ]
  for (const [what, found] of alike) it(`${what}: nobody types them all`, () => expect(found).to.equal(true))
})
