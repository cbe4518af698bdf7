import { expect } from 'chai'
import type { Action } from '../../src/actions/action.ts'
import { actionCard } from '../../src/actions/action-card.ts'
import {
  actionListCard,
  type OtherRow,
  rowsOnCard,
  type Section,
} from '../../src/actions/action-list-card.ts'
import { confirmCard } from '../../src/actions/confirm-card.ts'
import { importCard } from '../../src/actions/import-card.ts'
import { inPages, lineKinds } from '../../src/actions/import-lines.ts'
import { colourChart, filterForm } from '../../src/actions/log-parts.ts'
import { newActionCard } from '../../src/actions/new-action-card.ts'
import type { Reader } from '../../src/actions/step.ts'
import { stepCard } from '../../src/actions/step-form.ts'
import type { ActionRole } from '../../src/actions/transition.ts'
import { mostBytes, renderCard } from '../../src/adapters/teams/render-card.ts'
import type { CardMessage } from '../../src/card-message.ts'
import { challengeRow } from '../../src/challenges/challenge-card.ts'
import { agendaCard } from '../../src/meetings/agenda-card.ts'
import type { Agency, Person } from '../../src/partnership/arrangements.ts'
import { previewCard } from '../../src/people/people-card.ts'
import { newImport } from '../../src/people/people-import.ts'
import { summed } from '../../src/people/people-preview.ts'
import { alarmRow } from '../../src/reviews/alarm-row.ts'
import { type AlarmKind, alarmKinds } from '../../src/reviews/alarm-rules.ts'
import { agenciesOnRow } from '../../src/reviews/open-reviews.ts'
import type { Review } from '../../src/reviews/review.ts'
import { reviewCard } from '../../src/reviews/review-card.ts'
import { birminghamToWorkWith } from '../support/birmingham.ts'

const { people: _, ...arrangements } = birminghamToWorkWith()
const today = '2018-11-22'
let filling = 'Wörk '
const long = (n: number) => filling.repeat(Math.ceil(n / filling.length)).slice(0, n)
const names = () => 'Assistant Director, Early Help, Family Support and Youth Justice'
const group = arrangements.groups.find(one => one.id === 'qio')!
const showing = { today, calendar: arrangements.partnership, names }

const action = (i: number): Action => ({
  schema: 1,
  ref: `EXPLOITATION-18-${String(i).padStart(3, '0')}`,
  group: 'qio',
  what: long(2000),
  owners: agencies.map(({ id }) => ({ person: 'ad-early-help', agency: id })),
  eachAgency: true,
  dueMoves: [],
  asked: { dueOn: '2018-12-20', reason: long(4000), by: 'dcs' },
  source: long(300),
  impact: long(1000),
  evidence: `https://example.org/${'x'.repeat(400)}`,
  marking: 'OFFICIAL-SENSITIVE',
  dueOn: '2018-11-30',
  status: 'in-progress',
  version: 12,
  history: Array.from({ length: 40 }, () => ({
    at: '2018-11-20T10:00:00.000Z',
    by: 'ad-early-help',
    verb: 'update' as const,
    note: long(4000),
  })),
  chasedOn: today,
})
/** So many reviews that have all these alarms, as the business team finds them. */
const alarmed = (count: number, kinds: readonly AlarmKind[]): OtherRow[] =>
  Array.from({ length: count }, () =>
    alarmRow(
      {
        arrangements: withAgencies,
        review: aReview(),
        today: '2018-12-20',
        roles: ['business-team'],
        leads: [],
      },
      kinds.map(kind => ({ kind, to: [], agencies: agencies.map(({ id }) => id) })),
      agenciesOnRow(count),
    ),
  )
const returnKinds = ['returns', 'own-return'] as const
/** A decided challenge, with all that anybody may do about one. */
const challenged = (): OtherRow =>
  challengeRow({
    arrangements: withAgencies,
    today,
    roles: ['agency-lead', 'decides'],
    challenge: {
      schema: 1,
      ref: 'CL-18-001',
      version: 3,
      group: 'qio',
      issue: long(1000),
      agency: 'agency-0',
      openedOn: '2018-11-01',
      outcome: { text: long(2000), by: 'x', on: '2018-11-20' },
      history: [],
    },
  })
/** A page of all that is asked: the name of where it began is the longest name that a list has. */
const ofAll = (more: Partial<Parameters<typeof actionListCard>[0]>): CardMessage =>
  actionListCard({
    ...showing,
    arrangements: withAgencies,
    heading: 'x',
    intro: long(200),
    view: 'asked:13 2018-11-22 EXPLOITATION-18-001',
    notice: `${'x'.repeat(300)}${long(60)}`,
    sections: [],
    more: { title: 'Show more', verb: 'chasing.all', data: { after: '13 2018-11-22 EXPLOITATION-18-007' } },
    ...more,
  })
const aReview = (): Review => ({
  schema: 1,
  ref: 'RR-18-001',
  version: 1,
  openedBy: 'x',
  events: { aware: '2018-11-14', notified: '2018-11-20' },
  corrections: [],
  history: [],
  returns: agencies.map(({ id }) => ({ agency: id, state: 'requested' as const })),
})
const actions = (n: number) => Array.from({ length: n }, (_, i) => action(i))
const agencies: Agency[] = Array.from({ length: 18 }, (_, i) => ({
  id: `agency-${i}`,
  name: long(60),
  kind: 'relevant-agency',
  lead: 'dcs',
}))
const withAgencies = { ...arrangements, agencies }
const reader = (...roles: ActionRole[]): Reader => ({
  person: 'reader',
  roles,
  today,
  ownersMoveOnce: false,
  standsFor: ['reader'],
  leads: [],
})
const people: Person[] = Array.from({ length: 60 }, (_, i) => ({
  id: `person-number-${i}`,
  title: long(60),
  agency: 'bct',
}))

const asked = (count: number, one = action, said = long(1500)): Section => ({
  title: 'x',
  actions: Array.from({ length: count }, (_, i) => one(i)),
  readerFor: () => reader('chair', 'decides'),
  asks: 'decision',
  said: () => said,
})
const decisions = (one: typeof action, said: string) =>
  actionListCard({
    ...showing,
    arrangements: withAgencies,
    heading: 'x',
    intro: long(200),
    view: 'chase:2018-11-22',
    sections: [asked(rowsOnCard, one, said)],
  })

describe('the fullest card', () => {
  const table: Record<string, () => CardMessage> = {
    'of one action, with forty long updates and 4,000 characters typed': () =>
      actionCard({
        ...showing,
        action: action(1),
        group,
        reader: reader('owner', 'chair'),
        heading: 'x',
        arrangements: withAgencies,
        undo: true,
        typed: long(4000),
      }),
    'of a list, with every row answered in place': () =>
      actionListCard({
        ...showing,
        arrangements: withAgencies,
        heading: 'x',
        intro: long(100),
        view: 'log:exploitation',
        sections: [{ title: 'With you', actions: actions(rowsOnCard), readerFor: () => reader('owner') }],
        more: { verb: 'actions.log', data: { group: 'exploitation', overdue: false, after: long(100) } },
      }),
    'of a day, with reviews on their clocks': () =>
      ofAll({
        first: { title: 'x', rows: alarmed(3, alarmKinds) },
        sections: [{ title: 'With you', actions: actions(rowsOnCard - 3), readerFor: () => reader('owner') }],
      }),
    'of six reviews on their clocks': () => ofAll({ first: { title: 'x', rows: alarmed(6, alarmKinds) } }),
    'of six reviews, each with eighteen returns still to come': () =>
      ofAll({ first: { title: 'x', rows: alarmed(6, returnKinds) } }),
    ...Object.fromEntries(
      [1, 2, 3].flatMap(count =>
        [alarmKinds, returnKinds].map(kinds => [
          `of reviews (${count}) with ${kinds.join(', ')}, beside decisions`,
          () =>
            ofAll({
              first: { title: 'x', rows: alarmed(count, kinds) },
              sections: [asked(rowsOnCard - count)],
            }),
        ]),
      ),
    ),
    'of six challenges, with all that can be done about one': () =>
      ofAll({ others: { title: 'x', rows: Array.from({ length: rowsOnCard }, challenged) } }),
    'of six decisions, each with another date asked for and all its chases': () =>
      decisions(action, long(1500)),
    'of an agenda, with twenty items and six actions': () =>
      agendaCard({
        arrangements,
        group,
        today,
        names,
        actions: actions(6),
        withActions: true,
        moreActions: true,
        nextMeeting: '2018-12-13',
        meeting: {
          schema: 1,
          group: 'qio',
          date: '2018-11-29',
          theme: long(100),
          where: long(100),
          version: 1,
          agendaOut: true,
          items: Array.from({ length: 20 }, () => ({ title: long(120), by: 'dcs', addedOn: today })),
        },
      }),
    'of the form for a new action, with sixty people and every reason': () =>
      newActionCard({
        arrangements,
        groups: arrangements.groups,
        people,
        filled: { group: 'qio', what: long(2000), owner: long(200), due: 'ongoing' },
        refused: [long(200), long(200), long(200)],
      }),
    'of the form to hand an action over, with sixty people': () =>
      stepCard({
        action: action(1),
        arrangements: withAgencies,
        people,
        asked: { verb: 'reassign', note: long(1500), person: long(100) },
        taken: 'reassign',
        date: '',
        refused: [long(200)],
      }),
    'of the form for its details': () =>
      stepCard({
        action: action(1),
        arrangements: withAgencies,
        people,
        asked: { verb: 'describe', note: long(1000) },
        taken: 'describe',
        date: '',
        refused: [long(200)],
      }),
    'of an import, on its fullest page': () => {
      const lines = lineKinds.flatMap(kind =>
        Array.from({ length: 4 }, () => ({ kind, text: `Row 1: ${long(172)}` })),
      )
      const [page = []] = inPages(lines)
      const shown = {
        ...{ schema: 1 as const, group: 'qio', by: 'x', state: 'shown' as const, next: 0, recorded: 0 },
        ...{ rows: [], shownAt: '', recordedAt: '' },
        preview: { intro: long(300), read: long(1500), pages: 9 },
      }
      return importCard({ group, shown, importId: 'import:x', page: 0, lines: page })
    },
    'of a list of people, with a problem in every row': () =>
      previewCard({
        arrangements,
        list: {
          ...newImport(30, 'shown', 'x'),
          noted: Array.from({ length: 10 }, () => long(400)),
          notedMore: 5,
          preview: summed(
            Array.from({ length: 60 }, (_, i) =>
              i % 2
                ? { line: i, problems: [long(200), long(200)] }
                : { line: i, problems: [], person: { title: long(300), agency: long(64) } },
            ),
          ),
        },
        importId: 'people-import:x',
      }),
    'that asks which of five actions is meant': () =>
      confirmCard(
        actions(5).map(one => ({
          meaning: { verb: 'done' as const, ref: one.ref, note: long(4000) },
          seen: { action: one, group, roles: ['owner' as const], doc: {} as never },
        })),
        { arrangements: withAgencies, people, today, asks: 'which' },
      ),
    'that asks about each of six actions, with other words on each': () =>
      confirmCard(
        actions(6).map((one, i) => ({
          meaning: { verb: 'done' as const, ref: one.ref, note: long(i === 0 ? 2000 : 400) },
          seen: { action: one, group, roles: ['owner' as const], doc: {} as never },
        })),
        { arrangements: withAgencies, people, today, asks: 'each', more: long(100) },
      ),
    'of a log, charted and with all its choices': () =>
      actionListCard({
        ...showing,
        arrangements: withAgencies,
        heading: long(100),
        intro: long(100),
        view: 'log:exploitation?status=open',
        sections: [{ title: 'Open', actions: actions(rowsOnCard), readerFor: () => reader('owner') }],
        chart: colourChart(actions(100), { calendar: arrangements.partnership, today }),
        filter: filterForm(actions(100), { group, filter: {}, arrangements: withAgencies, names }),
      }),
    'of a review, with eighteen agencies to answer for': () =>
      reviewCard({
        arrangements: { ...arrangements, agencies },
        roles: ['business-team'],
        unreached: new Map(),
        leads: [],
        today,
        names,
        review: {
          schema: 1,
          ref: 'RR-18-001',
          version: 1,
          openedBy: 'x',
          events: { aware: '2018-11-14', notified: '2018-11-20' },
          corrections: Array.from({ length: 9 }, () => ({
            at: '2018-11-21T10:00:00.000Z',
            by: 'x',
            event: 'notified' as const,
            from: '2018-11-19',
            to: '2018-11-20',
            reason: long(300),
          })),
          history: [],
          returns: agencies.map(({ id }) => ({ agency: id, state: 'requested' as const })),
        },
      }),
  }
  it('of six decisions that is a little too large loses little: not half of what was said on each', () => {
    filling = 'word '
    const usual = (i: number): Action => ({
      ...action(i),
      what: long(120),
      owners: [{ person: 'ad-early-help', agency: 'agency-0' }],
      eachAgency: false,
      asked: { dueOn: '2018-12-20', reason: long(100), by: 'dcs' },
    })
    const card = decisions(usual, long(380))
    const longest = (text: string) => Math.max(...text.split('"').map(part => part.length))
    expect(longest(JSON.stringify(renderCard(card)))).to.be.greaterThan(290)
  })
  for (const characters of ['Wörk ', '*', '"', '\\', '👩‍👧', '- a\n']) {
    for (const [what, make] of Object.entries(table)) {
      it(`${what} fits into the 28 KB that Teams takes, full of ${JSON.stringify(characters)}`, () => {
        filling = characters
        expect(JSON.stringify(renderCard(make())).length * 2).to.be.lessThanOrEqual(mostBytes)
      })
    }
  }
})
