import { openCosmosStore } from '../../src/adapters/cosmos/cosmos-store.ts'
import { yearOf201819 } from '../journeys/year-2018-19.ts'
import { startCosmosEmulator } from '../support/cosmos-emulator.ts'

yearOf201819('Cosmos (emulator)', async () => {
  const { endpoint, key, stop } = await startCosmosEmulator()
  const store = await openCosmosStore({ endpoint, key, database: 'year', create: true })
  return { ...store, close: () => store.close().then(stop) }
})
