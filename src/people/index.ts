import type { Feature } from '../feature.ts'
import { carryPeople, forgetRows } from './carry-people.ts'
import { acceptPeople, type PeoplePorts, previewPeople } from './import-people.ts'
import { doneCard } from './people-card.ts'
import { readImport } from './people-import.ts'

export { checkPeople, importPeople, type PeoplePorts } from './import-people.ts'

/** People at scale: lists of practitioners, brought in by the business team after a preview. */
export function peopleFeature(ports: PeoplePorts): Feature {
  const { store } = ports
  return {
    commands: [
      {
        usage: 'import people',
        means: 'bring in a list of people from the Excel or CSV file in the same message (business team)',
        pattern: /^import people$/i,
        run: context => previewPeople(ports, context),
      },
    ],
    verbs: { 'people.import': (context, data) => acceptPeople(store, context, data) },
    wakes: {
      'people-import': (doc, now) => carryPeople(store, doc, now),
      'people-rows': (doc, now) => forgetRows(store, doc, now),
    },
    deliveries: {
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
