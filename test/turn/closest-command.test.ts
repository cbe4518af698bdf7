import { expect } from 'chai'
import { closestCommand } from '../../src/turn/closest-command.ts'

describe('the closest command', () => {
  const commands = [
    'my actions',
    'log QIO',
    'overdue QIO',
    'new action',
    'new review',
    'agenda QIO',
    'add to agenda QIO …',
    'link QIO',
    'QIO-26-014 done …',
  ].map(usage => ({ usage }))
  const table: [string, string | undefined][] = [
    ['my actoins', 'my actions'],
    ['myactions', 'my actions'],
    ['ovredue scr', 'overdue QIO'],
    ['new reveiw', 'new review'],
    ['add to agneda QIO neglect', 'add to agenda QIO …'],
    ['what is the weather', undefined],
    ['', undefined],
  ]
  for (const [typed, usage] of table)
    it(`to “${typed}” is ${usage ?? 'none: nothing is near'}`, () =>
      expect(closestCommand(typed, commands)?.usage).to.equal(usage))
})
