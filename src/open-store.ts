import { openSqliteStore } from './adapters/sqlite/sqlite-store.ts'
import type { Config } from './config.ts'
import type { Store } from './ports/store.ts'

/** The store that the configuration names. Cosmos is loaded only where it is used. Throws StoreUnavailable. */
export async function openStore({ store }: Pick<Config, 'store'>): Promise<Store> {
  if ('sqlite' in store) return openSqliteStore(store.sqlite)
  const { openCosmosStore } = await import('./adapters/cosmos/cosmos-store.ts')
  const { cosmos: endpoint, database, key } = store
  return openCosmosStore({ endpoint, database, ...(key ? { key } : {}) })
}
