import type { CardMessage } from '../card-message.ts'
import { codeOf, type Group } from '../partnership/arrangements.ts'
import type { LogImport } from './carry-import.ts'
import { counted, type ImportLine, type LineKind, lineKinds } from './import-lines.ts'

type Preview = {
  group: Group
  shown: LogImport
  importId: string
  /** From 0. */
  page: number
  lines: readonly ImportLine[]
}

const titles: Record<LineKind, string> = {
  wrong: 'Rows to correct in the file',
  alike: 'In doubt, since they may be here already: recorded only if you ask for them',
  fresh: 'As they would be recorded',
  here: 'Here already, and left as they are',
  passed: 'Passed over, since they are no actions',
}
const styles: Record<LineKind, string> = {
  wrong: 'attention',
  alike: 'warning',
  fresh: 'default',
  here: 'default',
  passed: 'default',
}

/** What an import would record and every row's problems, a page of them, before anything is written. */
export function importCard({ group, shown, importId, page, lines }: Preview): CardMessage {
  const { intro, read, pages } = shown.preview
  const at = pages > 1 ? ` Page ${page + 1} of ${pages}.` : ''
  return {
    template: 'actions/import',
    summary: `${group.name}: a log to bring in. ${intro}`,
    data: {
      heading: `${group.name}: a log to bring in`,
      intro: `${intro}${at}`,
      columns: page === 0 ? read : '',
      sections: lineKinds.flatMap(kind => {
        const those = lines.filter(one => one.kind === kind).map(({ text }) => ({ line: text }))
        return those.length > 0 ? [{ title: titles[kind], style: styles[kind], lines: those }] : []
      }),
      buttons: [...recordButtons(group, shown, importId), ...pageButtons(group, { importId, page, pages })],
      later:
        'Correct the others and bring the file in again: what is recorded already is not recorded twice. What has changed of an action since is changed on its own card.',
    },
  }
}

function recordButtons(group: Group, { state, rows }: LogImport, importId: string) {
  if (state !== 'shown') return []
  const alike = rows.filter(row => row.alike).length
  const fresh = rows.length - alike
  const press = (title: string, withAlike: boolean, style: string) => ({
    title,
    verb: 'actions.import',
    style,
    data: { group: group.id, import: importId, alike: withAlike },
  })
  return [
    ...(fresh > 0 ? [press(`Record ${counted(fresh, 'action')}`, false, 'positive')] : []),
    ...(alike > 0
      ? [
          // What the others are stands above it; a longer one is cut on a phone.
          press(`Record ${rows.length}, in doubt or not`, true, 'default'),
        ]
      : []),
  ]
}

function pageButtons(
  group: Group,
  { importId, page, pages }: { importId: string; page: number; pages: number },
) {
  const to = (title: string, wanted: number) => ({
    title,
    verb: 'actions.import-page',
    style: 'default',
    data: { group: group.id, import: importId, page: wanted },
  })
  return [
    ...(page > 0 ? [to('Back', page - 1)] : []),
    ...(page + 1 < pages ? [to('More rows', page + 1)] : []),
  ]
}

/** Tells whoever accepted an import what came of it. */
export function importDoneCard({ group, done }: { group: Group; done: LogImport }): CardMessage {
  const again = done.rows.length - done.recorded
  return {
    template: 'actions/import',
    summary: `${group.name}: ${counted(done.recorded, 'action')} recorded`,
    data: {
      heading: `${group.name}: the log is brought in`,
      intro: `${counted(done.recorded, 'action')} recorded.${again > 0 ? ` ${counted(again, 'row')} had been recorded before, and were left as they are.` : ''}`,
      columns: '',
      sections: [],
      buttons: [],
      later: `Type log ${codeOf(group)} to see it.`,
    },
  }
}
