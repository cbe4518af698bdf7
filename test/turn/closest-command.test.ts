import { expect } from 'chai'
import { closestCommands } from '../../src/turn/closest-command.ts'

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
      expect(closestCommands(typed, commands)[0]?.command.usage).to.equal(usage))

  it('keeps what followed, so that it can be said as it is', () => {
    const said = ['ovredue scr', 'add to agneda QIO neglect', 'agneda qio'].map(
      typed => closestCommands(typed, commands)[0]?.say,
    )
    expect(said).to.deep.equal(['overdue scr', 'add to agenda QIO neglect', 'agenda qio'])
  })
})
