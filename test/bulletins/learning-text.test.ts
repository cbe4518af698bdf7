import { expect } from 'chai'
import { hostOf, linksIn, readLearningText } from '../../src/bulletins/learning-text.ts'

const shown = (text: string) => readLearningText(text).map(block => block.runs.map(run => run.text).join(''))
const runs = (text: string) => readLearningText(text).flatMap(block => block.runs)

describe('learning text', () => {
  it('knows bold, italics, bullets and links, and nothing else of Markdown', () => {
    expect(runs('See **the _whole_ family**')).to.deep.equal([
      { text: 'See ', bold: false, italic: false, url: '' },
      { text: 'the ', bold: true, italic: false, url: '' },
      { text: 'whole', bold: true, italic: true, url: '' },
      { text: ' family', bold: true, italic: false, url: '' },
    ])
    expect(shown('Ask:\n\n- who is at home\n- who is not\n  - and why\n\n1. first')).to.deep.equal([
      'Ask:',
      '• who is at home',
      '• who is not',
      '  • and why',
      '1. first',
    ])
    const plain = [
      '#no heading',
      '> no quote',
      '`no code`',
      '<b>no tags</b>',
      '2 * 3 * 4',
      '~~kept~~',
      '|-|-|',
    ]
    for (const text of plain) expect(shown(text), text).to.deep.equal([text])
  })

  it('makes a link of an address as it was typed, and of no other words with points in them', () => {
    const [before, www, , page] = runs('see www.nspcc.org.uk and https://www.gov.uk/x_y_z?a=1.')
    expect(before?.text).to.equal('see ')
    expect(www).to.include({ text: 'www.nspcc.org.uk', url: 'https://www.nspcc.org.uk' })
    expect(page).to.include({ text: 'https://www.gov.uk/x_y_z?a=1', url: 'https://www.gov.uk/x_y_z?a=1' })
    expect(shown('see www.nspcc.org.uk/help (open) now')).to.deep.equal([
      'see www.nspcc.org.uk/help (open) now',
    ])
    for (const text of ['nspcc.org.uk', 'a@b.org', 'http://a.org', 'done.Then', 'the www. of old'])
      expect(linksIn(text), text).to.deep.equal([])
  })

  it('shows a heading as a bold line, and a picture as a link that says where it leads', () => {
    expect(runs('# What we learnt\n\nAsk.')).to.deep.equal([
      { text: 'What we learnt', bold: true, italic: false, url: '' },
      { text: 'Ask.', bold: false, italic: false, url: '' },
    ])
    expect(runs('![a poster](https://b.org/p.png)')).to.deep.equal([
      { text: 'a poster', bold: false, italic: false, url: 'https://b.org/p.png' },
      { text: ' (b.org)', bold: false, italic: false, url: '' },
    ])
    expect(linksIn('![x](http://a.org/p.png)'), 'and must be https as any other').to.have.length(1)
  })

  it('shows where a link leads, so that its words cannot lie about it', () => {
    const [link, host] = runs('[the NHS](https://evil.example/x)')
    expect(link).to.deep.equal({ text: 'the NHS', bold: false, italic: false, url: 'https://evil.example/x' })
    expect(host).to.deep.equal({ text: ' (evil.example)', bold: false, italic: false, url: '' })
  })

  it('keeps every line of its own, as it was typed', () => {
    expect(shown('one\ntwo\n\nthree')).to.deep.equal(['one', 'two', 'three'])
  })

  it('takes https addresses only: no script, no http, no name with a password before the host', () => {
    expect(linksIn('[a](http://a.org) [b](https://b.org)')).to.deep.equal(['http://a.org', 'https://b.org'])
    expect(hostOf('https://b.org/x')).to.equal('b.org')
    for (const url of ['http://a.org', 'javascript:alert(1)', 'https://nhs.uk@evil.org', 'b.org', ''])
      expect(hostOf(url), url).to.equal(undefined)
  })
})
