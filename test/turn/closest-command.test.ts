import { expect } from 'chai'
import { closestCommands, commandsAbout } from '../../src/turn/closest-command.ts'

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
    'QIO-26-014',
    'QIO-26-014 done …',
    'RR-26-003',
    'RR-26-003 notified on 24 Dec',
    'RR-26-003 no involvement',
    'RR-26-003 received',
    'chasing dry run',
    'chasing QIO decision 8',
    'chasing QIO',
  ].map(usage => ({ usage }))
  const table: [string, string | undefined][] = [
    ['my actoins', 'my actions'],
    ['myactions', 'my actions'],
    ['ovredue scr', 'overdue QIO'],
    ['new reveiw', 'new review'],
    ['add to agneda QIO neglect', 'add to agenda QIO …'],
    ['lgo QIO', 'log QIO'],
    ['QIO-18-001 doen it is out', 'QIO-26-014 done …'],
    ['RR-18-001 notified', 'RR-26-003 notified on 24 Dec'],
    ['rr-18-001 notifed on 24 Dec', 'RR-26-003 notified on 24 Dec'],
    ['RR-18-001 no involvment', 'RR-26-003 no involvement'],
    ['RR-18-001 what now', 'RR-26-003'],
    ['what is the weather', undefined],
    ['', undefined],
  ]
  for (const [typed, usage] of table)
    it(`to “${typed}” is ${usage ?? 'none: nothing is near'}`, () =>
      expect(closestCommands(typed, commands)[0]?.command.usage).to.equal(usage))

  it('offers the record where the words were right and something is missing: the same again would help nobody', () => {
    expect(closestCommands('RR-18-001 notified', commands)[0]?.say).to.equal('RR-18-001')
  })

  it('keeps what followed, so that it can be said as it is', () => {
    const said = [
      'ovredue scr',
      'add to agneda QIO neglect',
      'agneda qio',
      'rr-18-001 notifed on 24 Dec',
    ].map(typed => closestCommands(typed, commands)[0]?.say)
    expect(said).to.deep.equal([
      'overdue scr',
      'add to agenda QIO neglect',
      'agenda qio',
      'RR-18-001 notified on 24 Dec',
    ])
  })

  const putRight: [string, string | undefined][] = [
    ['chasing QIO decison 8', 'chasing QIO decision 8'],
    ['chasing QIO dry run', 'chasing dry run QIO'],
    ['new review aware: 20 Nov', 'new review'],
    ['RR-18-001 received for City Police', 'RR-18-001'],
    ['chasing QIO what now', undefined],
  ]
  for (const [typed, say] of putRight)
    it(`never says “${typed}” again, which was not understood, but ${say ?? 'nothing'}`, () => {
      const says = closestCommands(typed, commands).flatMap(one => one.say ?? [])
      expect(says[0]).to.equal(say)
      expect(says).not.to.include(typed)
    })
})

describe('commands about what was typed', () => {
  const commands = [
    { usage: 'agenda QIO', means: 'the agenda of a group’s next meeting' },
    { usage: 'new bulletin', means: 'write a learning bulletin (business team)' },
    { usage: 'QIO-26-014 undo', means: 'take back your own last step, within ten minutes' },
  ]
  const table: [typed: string, usages: string[], why: string][] = [
    ['set up a meeting', ['agenda QIO'], 'a word of what it means'],
    ['can I send bulletins', ['new bulletin'], 'a word of the command, of several'],
    ['where are the minutes', [], 'a word that many messages have'],
    ['ask the business team', [], 'in brackets stands who may'],
    ['what a lovely day', [], 'no word of any'],
  ]
  for (const [typed, usages, why] of table)
    it(`are ${usages.length > 0 ? usages.join(', ') : 'none'} for “${typed}”: ${why}`, () =>
      expect(commandsAbout(typed, commands).map(({ usage }) => usage)).to.deep.equal(usages))
})
