import type { ContainerRequest, IndexingPolicy } from '@azure/cosmos'

/** The one container everything is in. infra/ creates the same; test/infra checks that they agree. */
export const containerName = 'documents'

/** A partnership's work is spread by scope; one document's neighbours are in its own scope. */
export const partitionKeyPaths = ['/partnership', '/scope']

/** What queries ask by is indexed; bodies are not, so that writing a long history costs no more. */
export const indexingPolicy = {
  indexingMode: 'consistent',
  automatic: true,
  includedPaths: [
    { path: '/partnership/?' },
    { path: '/scope/?' },
    { path: '/type/?' },
    { path: '/tags/[]/?' },
    { path: '/sort/?' },
    { path: '/key/?' },
    { path: '/wakeAt/?' },
    { path: '/lane/?' },
  ],
  excludedPaths: [{ path: '/*' }],
  compositeIndexes: [
    [
      { path: '/sort', order: 'ascending' },
      { path: '/key', order: 'ascending' },
    ],
  ],
} as const

export const containerDefinition: ContainerRequest = {
  id: containerName,
  partitionKey: {
    paths: partitionKeyPaths,
    kind: 'MultiHash',
    version: 2,
  } as ContainerRequest['partitionKey'],
  indexingPolicy: indexingPolicy as unknown as IndexingPolicy,
}
