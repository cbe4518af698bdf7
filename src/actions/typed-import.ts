import type { Answer, Context } from '../feature.ts'
import { groupPartition } from '../partnership/records.ts'
import { findGroup } from '../partnership/who.ts'
import { readImport } from './carry-import.ts'
import { acceptImport } from './import-log.ts'
import { showImportPage } from './import-pages.ts'
import type { ActionPorts } from './ports.ts'

type Asked = { code: string } & ({ page: number } | { alike: boolean })

/** What the buttons of a preview do, typed: for the log of that group that was shown to whoever types, last. */
export async function typedImport(ports: ActionPorts, context: Context, asked: Asked): Promise<Answer> {
  const { partnership, person } = context.who
  const group = findGroup(partnership, asked.code)
  const data = { group: group?.id ?? asked.code, import: '' }
  if (group) {
    const partition = groupPartition(partnership.partnership.id, group.id)
    const { docs } = await ports.store.find({ ...partition, type: 'import', limit: 200 })
    const shown = docs
      .map(doc => ({ id: doc.id, ...readImport(doc) }))
      .filter(one => one.by === person.id && one.shownAt !== '' && !one.id.startsWith('import:command-line:'))
      .sort((a, b) => (a.shownAt < b.shownAt ? 1 : -1))
    data.import = shown[0]?.id ?? ''
  }
  return 'page' in asked
    ? showImportPage(ports.store, context, { ...data, page: Math.max(0, asked.page - 1) })
    : acceptImport(ports, context, { ...data, alike: asked.alike })
}
