import {
  type Container,
  CosmosClient,
  ErrorResponse,
  type OperationInput,
  type OperationResponse,
} from '@azure/cosmos'
import { pageOf } from '../../ports/pages.ts'
import {
  AlreadyExists,
  CommitUnconfirmed,
  checkWrites,
  type Doc,
  idOf,
  type Partition,
  StaleWrite,
  type Store,
  StoreUnavailable,
  type Write,
} from '../../ports/store.ts'
import { containerDefinition, containerName } from './container.ts'
import { dueSql, findSql, type Item, itemId, toDoc, toItem } from './items.ts'

export type CosmosOptions = { endpoint: string; database: string; key?: string; create?: boolean }

/**
 * The store in Cosmos DB: one container, hierarchical partition key, transactional batches. With a key, or as
 * the machine's managed identity. `create` makes database and container when they are not there (a key is
 * needed for that; in production infra/ makes them). Throttling (429) is waited out by the SDK, up to 30 seconds.
 */
export async function openCosmosStore(options: CosmosOptions): Promise<Store> {
  const client = new CosmosClient({
    endpoint: options.endpoint,
    ...(await credentials(options.key)),
    connectionPolicy: {
      retryOptions: {
        maxRetryAttemptCount: 9,
        fixedRetryIntervalInMilliseconds: 0,
        maxWaitTimeInSeconds: 30,
      },
    },
  })
  const container = await reach(client, options)
  return {
    get: (partition, id) => guarded(() => getDoc(container, partition, id)),
    find: async query => {
      const partitionKey = query.scope === undefined ? undefined : [query.partnership, query.scope]
      const asked = findSql(query)
      return pageOf(await guarded(() => queryDocs(container, asked, partitionKey)), query.limit)
    },
    due: query => guarded(() => queryDocs(container, dueSql(query))),
    commit: (partition, writes) => guarded(() => commit(container, partition, writes)),
    close: async () => client.dispose(),
  }
}

/** Loaded only when no key is set: most starts do not need it. */
async function credentials(key: string | undefined) {
  if (key !== undefined) return { key }
  const { DefaultAzureCredential } = await import('@azure/identity')
  return { aadCredentials: new DefaultAzureCredential() }
}

async function reach(
  client: CosmosClient,
  { endpoint, database, create }: CosmosOptions,
): Promise<Container> {
  try {
    if (create) {
      const made = await client.databases.createIfNotExists({ id: database })
      await made.database.containers.createIfNotExists(containerDefinition)
    }
    const container = client.database(database).container(containerName)
    await container.read()
    return container
  } catch (error) {
    const code = error instanceof ErrorResponse ? ` (answer ${error.code})` : ''
    throw new StoreUnavailable(
      `Cosmos DB at ${endpoint} cannot be used${code}. Check STORE, COSMOS_KEY or the managed identity's role, and that the database ${database} has the container ${containerName} (infra/ makes it).`,
      { cause: error },
    )
  }
}

async function getDoc(container: Container, partition: Partition, id: string): Promise<Doc | undefined> {
  const item = container.item(itemId(id), [partition.partnership, partition.scope])
  const { resource, statusCode } = await item.read<Item>()
  if (statusCode === 404 || resource === undefined) return undefined
  return resource.scope === partition.scope ? toDoc(resource) : undefined
}

async function queryDocs(
  container: Container,
  query: ReturnType<typeof findSql>,
  /** Whole, or left out: the service finds the partitions of a partnership from the query's own words. */
  partitionKey?: string[],
): Promise<Doc[]> {
  const { resources } = await container.items
    .query<Item>(query, partitionKey ? { partitionKey } : {})
    .fetchAll()
  return resources.map(toDoc)
}

async function commit(
  container: Container,
  partition: Partition,
  writes: readonly Write[],
): Promise<readonly string[]> {
  checkWrites(writes)
  const operations = writes.map(write => operation(partition, write))
  const { result } = await container.items
    .batch(operations, [partition.partnership, partition.scope])
    .catch(error => {
      throw notCarriedOut(error)
    })
  const results = result ?? []
  throwFirstFailure(writes, results)
  return writes.map((write, i) => ('delete' in write ? '' : String(results[i]?.eTag)))
}

const neverSent: unknown[] = ['ECONNREFUSED', 'ENOTFOUND']
const requestTimeout = 408

/**
 * What a commit that was not answered with its results means. A refusal (a bad request, no right, too large, throttled
 * for longer than the SDK waits) is certain, and so is a connection that never was; all else may have been carried out.
 */
function notCarriedOut(error: unknown): StoreUnavailable {
  // The SDK wraps what a batch fails with.
  const { code } = ((error as Error).cause ?? error) as { code?: number | string }
  const status = Number(code)
  const refused = status >= 400 && status < 500 && status !== requestTimeout
  if (refused || neverSent.includes(code))
    return new StoreUnavailable(`Cosmos DB refused a commit (answer ${code}).`, { cause: error })
  return new CommitUnconfirmed('Cosmos DB gave no answer to a commit.', { cause: error })
}

function operation(partition: Partition, write: Write): OperationInput {
  if ('create' in write)
    return { operationType: 'Create', resourceBody: toItem(partition, write.create) as never }
  const id = itemId(idOf(write))
  if ('delete' in write) return { operationType: 'Delete', id, ifMatch: write.etag } as OperationInput
  return {
    operationType: 'Replace',
    id,
    resourceBody: toItem(partition, write.replace) as never,
    ifMatch: write.etag,
  }
}

/** Cosmos answers one code for each operation: the one that failed, and 424 for those that failed with it. */
function throwFirstFailure(writes: readonly Write[], results: readonly OperationResponse[]): void {
  if (results.length !== writes.length)
    throw new CommitUnconfirmed('Cosmos DB gave no answer for some of a commit.')
  const at = results.findIndex(({ statusCode }) => statusCode >= 300 && statusCode !== 424)
  const write = writes[at]
  if (!write) return
  const code = results[at]?.statusCode
  if (code === 409) throw new AlreadyExists(idOf(write))
  if (code === 412 || code === 404) throw new StaleWrite(idOf(write))
  throw new StoreUnavailable(`Cosmos DB refused a commit (answer ${code}).`)
}

async function guarded<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    const ours =
      error instanceof StaleWrite || error instanceof AlreadyExists || error instanceof StoreUnavailable
    if (ours || error instanceof RangeError) throw error
    const code = error instanceof ErrorResponse ? ` (answer ${error.code})` : ''
    throw new StoreUnavailable(`Cosmos DB did not carry out a request${code}.`, { cause: error })
  }
}
