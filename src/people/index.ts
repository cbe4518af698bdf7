import type { Command, Feature } from '../feature.ts'
import { loadArrangements } from '../partnership/records.ts'
import { carryPeople, forgetRows } from './carry-people.ts'
import { acceptPeople, type PeoplePorts, previewPeople } from './import-people.ts'
import { doneCard, previewCard } from './people-card.ts'
import { readImport } from './people-import.ts'
import { acceptedProblems, offerProblems } from './people-problems.ts'
import { compareList, readList } from './read-people.ts'

export { checkPeople, importPeople, type PeoplePorts } from './import-people.ts'
export { headingsIn } from './people-columns.ts'

const forTheTeam = { section: 'For the business team', audience: 'business-team' } as const

const peopleCommands = (ports: PeoplePorts): Command[] => [
  {
    usage: 'import people',
    means: 'bring in a list of people from the Excel or CSV file in the same message (business team)',
    ...forTheTeam,
    pattern: /^import people$/i,
    run: context => previewPeople(ports, context),
  },
  {
    usage: 'import people now',
    means: 'bring in the list you put in last, as it was shown (business team)',
    ...forTheTeam,
    pattern: /^import people now[.!]?$/i,
    run: context => acceptPeople(ports.store, context, { last: true }),
  },
  {
    usage: 'people problems',
    means: 'every row to correct of the list you put in last, as a file (business team)',
    ...forTheTeam,
    pattern: /^people problems$/i,
    run: context => offerProblems(ports, context),
  },
]

/** People at scale: lists of practitioners, brought in by the business team after a preview. */
export function peopleFeature(ports: PeoplePorts): Feature {
  const { store } = ports
  return {
    commands: peopleCommands(ports),
    verbs: {
      'people.import': (context, data) => acceptPeople(store, context, data),
      'people.problems': context => acceptedProblems(ports, context),
    },
    wakes: {
      'people-import': (doc, now) => {
        const { state } = readImport(doc)
        if (state === 'reading') return readList(ports, doc, now)
        return state === 'comparing' ? compareList(ports, doc, now) : carryPeople(store, doc, now)
      },
      'people-piece': doc => store.commit(doc, [{ delete: doc.id, etag: doc.etag }]),
      'people-rows': (doc, now) => forgetRows(store, doc, now),
      'people-problems': doc => store.commit(doc, [{ delete: doc.id, etag: doc.etag }]),
    },
    deliveries: {
      'people-preview': {
        ifUnknown: 'repeat',
        async card({ about }, { partnership }) {
          const doc = await store.get({ partnership, scope: about.scope }, about.id)
          const arrangements = await loadArrangements(store, partnership)
          if (!doc || !arrangements) return undefined
          return previewCard({ arrangements, list: readImport(doc), importId: doc.id })
        },
      },
      'people-done': {
        ifUnknown: 'repeat',
        async card(delivery, { partnership }) {
          const doc = await store.get({ partnership, scope: delivery.about.scope }, delivery.about.id)
          return doc && doneCard(readImport(doc))
        },
      },
    },
  }
}
