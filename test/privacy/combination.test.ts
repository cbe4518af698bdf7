import { expect } from 'chai'
import { identifyingCombination } from '../../src/privacy/index.ts'

describe('details that together may tell who a family is', () => {
  const plain = 'The three-month-old baby’s mother came from Pakistan and was diagnosed with epilepsy.'

  it('are named, two or more', () => {
    expect(identifyingCombination(plain)).to.deep.equal([
      'age',
      'origin, ethnicity or faith',
      'illness or disability',
    ])
    expect(identifyingCombination('The mother was diagnosed with epilepsy.')).to.deep.equal([])
  })

  it('are the same details in bold, italics or a link', () => {
    for (const text of [
      plain.replace('three', '**three**').replace('diagnosed with', 'diagnosed *with*'),
      plain.replace('three', '_three_').replace('epilepsy', '[epilepsy](https://example.org)'),
      'The **three**-month-old was *born* with it and lived in **Erdington**.',
    ])
      expect(identifyingCombination(text), text).to.have.length.above(1)
  })

  const telling: [text: string, kinds: string[]][] = [
    ['a fourteen year old Traveller girl whose mother was a teacher', ['age', 'origin, ethnicity or faith']],
    [
      'Baby of 8 weeks; parents from Eritrea; haemophilia',
      ['age', 'origin, ethnicity or faith', 'illness or disability'],
    ],
    [
      'A child of 7 with autism whose father is from Syria',
      ['age', 'origin, ethnicity or faith', 'illness or disability'],
    ],
    ['a boy of nineteen months, born in Albania', ['age', 'origin, ethnicity or faith', 'place or school']],
    [
      'Her mother is Tigrayan and she has sickle cell disease',
      ['origin, ethnicity or faith', 'illness or disability'],
    ],
    ['The 16 year old fled Sudan', ['age', 'origin, ethnicity or faith']],
    [
      'of mixed Jamaican heritage, with thalassaemia',
      ['origin, ethnicity or faith', 'illness or disability'],
    ],
    [
      'The family came from the Philippines; the twins were stabbed',
      ['origin, ethnicity or faith', 'family size or relationship', 'unusual event'],
    ],
  ]
  for (const [text, kinds] of telling) {
    it(`are seen in “${text}”`, () => {
      expect(identifyingCombination(text)).to.deep.equal(kinds)
    })
  }

  it('are seen in what was really published of a case', () => {
    const published =
      'the tragic death of a three-month old baby, whose cause of death could not be ascertained. The case involved a vulnerable single parent who came from Pakistan in childhood to live in the UK, with learning difficulties and a history of emotional illhealth, which was characterised by overdoses.'
    expect(identifyingCombination(published)).to.deep.equal([
      'age',
      'origin, ethnicity or faith',
      'illness or disability',
      'family size or relationship',
      'unusual event',
    ])
  })

  /** As people write in haste. */
  const inHaste = [
    'A newborn with Down syndrome born to a 15-year-old mother',
    'A boy (6) with autism',
    '6yr old with leukaemia',
    'A Year 4 pupil with cystic fibrosis',
    'Two siblings, 4 and 6, from Romania',
    'An 11-y-o Sikh girl',
    'An Eritrean teenager with TB',
    'teenage asylum seeker from Iran who had HIV',
    'Polish mum, baby 8 weeks',
    '18 month old with brittle bones',
    'a pre-school boy with Duchenne',
    'A child in Reception who is deaf',
    'A primary school child, looked after, Bangladeshi',
    'a Sri Lankan family whose son has lupus',
    'The mother speaks Tigrinya; her son had sepsis.',
    'Child A (4), of Pakistani heritage',
    'baby J, 5 months, Hungarian Roma',
    'Child A was 6 and had epilepsy',
    'She was born in April 2017 and has epilepsy',
    'DOB 2017, Somali family',
    'a single parent with learning difficulties',
    'A Kenyan mother with mental ill-health',
  ]
  for (const text of inHaste) {
    it(`are seen as people write them: “${text}”`, () => {
      expect(identifyingCombination(text)).to.have.length.above(1)
    })
  }

  it('name the age in short too', () => {
    expect(identifyingCombination('The 14yo girl, a Roma traveller, had type 1 diabetes')).to.include('age')
  })

  const harmless = [
    'Come to the training in Aston Park and cancer support in March.',
    'Autism training for Year 4 teachers; a Reception intake of 60.',
    'Young refugees and children seeking asylum: the HIV pathway.',
    'Diabetes services for children, 4 and 5 March, in the Council House.',
    'We looked at 14 cases of neglect from ten agencies over twelve months.',
    'Learning from Ireland and research from Norway on early help for families.',
    'Autism assessments for children aged 5 to 11: what the pathway looks like.',
    'The Board agreed that one of three actions was closed; two are open.',
    'A child of two teachers or a child of any other parent: ask the same questions.',
    'Ask every family where they are from, and write it down. Use an interpreter.',
    'Black and Asian children wait longer: see the report of the Race Equality Group.',
    'The Welsh government’s guidance, and an Australian review of 40 studies, say the same.',
    'Professional curiosity: was the father seen? Who is in the household? Who has parental responsibility?',
    'Of 26 children 12 were known to children’s social care. Seven were not.',
    'Asthma deaths are preventable: check that every child has a plan.',
    'Polish the summary, then send it. Turkey is on the menu for the Christmas lunch.',
    'Training on 5 March at 10:00, in the Council House. Six places are left.',
    'The strategy meeting was held within 3 days; the review took 15 weeks.',
    'After the death of a child every agency keeps its records; bereavement support for parents with depression.',
    'Support for single parents and young carers: mental health services, and suicide prevention.',
    'Children born in 2019 with epilepsy wait longer: one child was 1 of 40 seen.',
  ]
  for (const text of harmless) {
    it(`are not seen where there are none: “${text}”`, () => {
      expect(identifyingCombination(text)).to.deep.equal([])
    })
  }
})
