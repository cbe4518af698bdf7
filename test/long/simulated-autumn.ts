import { chasingThrough } from '../chasing/chasing-through.ts'

chasingThrough({
  name: 'three weeks over the clocks’ going back',
  first: '2026-10-12',
  last: '2026-10-30',
  down: ['2026-10-26'],
  closures: ['2026-10-16'],
  people: 500,
  groups: 12,
  actions: 2000,
})
