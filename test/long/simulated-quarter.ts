import { chasingThrough } from '../chasing/chasing-through.ts'

chasingThrough({
  name: 'a quarter, over the clocks’ going forward, Easter, both bank holidays of May and a closure',
  first: '2026-03-02',
  last: '2026-05-29',
  down: ['2026-03-24', '2026-03-25', '2026-03-26', '2026-04-07', '2026-05-05'],
  closures: ['2026-04-09'],
  people: 500,
  groups: 12,
  actions: 2000,
})
