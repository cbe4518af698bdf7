import { expect } from 'chai'
import { fieldsOf } from '../../src/actions/row-fields.ts'

describe('the fields of a row', () => {
  it('come under their plain names, of the record that was pressed only; what has a plain name stays', () => {
    const pressed = {
      ref: 'QIO-18-001',
      'note-QIO-18-001': 'mine',
      'note-QIO-18-002': 'not mine',
      view: 'mine',
    }
    expect(fieldsOf(pressed)).to.include({ note: 'mine', view: 'mine' })
    expect(fieldsOf({ ...pressed, note: 'said' })).to.include({ note: 'said' })
  })

  for (const ref of [{ toString: 1 }, ['QIO-18-001'], null, 5])
    it(`are none where the ref is no text, which the schema then refuses: ${JSON.stringify(ref)}`, () => {
      const pressed = { ref, 'note-QIO-18-001': 'mine', 'note-5': 'mine' }
      expect(fieldsOf(pressed)).to.equal(pressed)
    })
})
