import { chasingThrough } from './chasing-through.ts'

const size = { people: 120, groups: 6, actions: 400 }

chasingThrough({
  name: 'four weeks over the clocks’ going forward, Easter and a closure',
  first: '2026-03-16',
  last: '2026-04-10',
  down: ['2026-03-24', '2026-03-25', '2026-03-26', '2026-04-07'],
  closures: ['2026-04-09'],
  ...size,
})

chasingThrough({
  name: 'three weeks over the clocks’ going back',
  first: '2026-10-12',
  last: '2026-10-30',
  down: ['2026-10-26'],
  closures: ['2026-10-16'],
  ...size,
})
