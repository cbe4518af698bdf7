/** One logical partition: everything in it can be changed in one commit. Scopes: 'group:qio', 'people', 'review:RR-26-003'. */
export type Partition = { partnership: string; scope: string }

/** What is kept: a body, tags to find it by, a sort key, and the moment it next needs attention. */
export type Draft = {
  /** Unique within the partnership, for example 'action:QIO-26-014'. Any Unicode, 1 to 200 characters. */
  id: string
  type: string
  /** JSON. Up to 1 MB of it is promised to be kept whole. */
  body: unknown
  /** For example 'owner:dcs', 'open', 'agency:wmp'. */
  tags: readonly string[]
  /** What lists are ordered by: a due date, a meeting date, a moment of creation. */
  sort: string
  /** Instant, UTC, ISO 8601 with milliseconds; absent means nothing to do. */
  wakeAt?: string | undefined
  /** The line it waits in to be woken: each has its own loop, so that none waits behind a backlog of another. */
  lane?: string | undefined
}

export type Doc = Partition & Draft & { etag: string }

export type Write =
  | { create: Draft }
  /** Replaces the document if it still has this etag. */
  | { replace: Draft; etag: string }
  | { delete: string; etag: string }

export type Find = {
  partnership: string
  scope?: string
  type: string
  /** All of these must be on the document. */
  tags?: readonly string[]
  /** Sort keys from this one, inclusive. */
  from?: string
  /** Sort keys up to this one, inclusive. */
  to?: string
  limit: number
  /** `next` of the page before. It comes back on buttons, so that anything may stand in it. */
  after?: string
}

export type Page = { docs: Doc[]; next?: string }

/** What is due in one lane; without one, among the documents that are in none. */
export type Due = { partnership: string; before: string; limit: number; lane?: string | undefined }

/**
 * Where everything is kept. Both adapters pass one contract suite (test/contracts/store-contract.ts).
 * Every operation may fail with StoreUnavailable; nothing has then been half done. Only a commit whose answer was
 * lost may have been carried out all the same: it fails with CommitUnconfirmed.
 */
export type Store = {
  get(partition: Partition, id: string): Promise<Doc | undefined>
  /**
   * Ordered by sort, then id, character by character: capitals before small letters, and all that is in everyday use in
   * the same order in every store. Only characters beyond U+FFFF, such as emoji, may come elsewhere in one store than in
   * another; each pages by its own order. Pages stay true while others write: nothing that stood still is missed or
   * repeated. An `after` that no page gave fails with ZodError, as other values that cannot be read: the store is well,
   * and a list that silently began again would never end.
   */
  find(query: Find): Promise<Page>
  /** Documents of a partnership and lane whose wakeAt is at or before `before`, the longest waiting first. */
  due(query: Due): Promise<Doc[]>
  /**
   * All of the writes, or none; 1 to 100 of them, each on another document.
   * Fails with StaleWrite when a document is no longer the one that was read,
   * and with AlreadyExists when a document to be created is there.
   * Returns the etags that the documents have now, in the order of the writes; '' for a deletion.
   */
  commit(partition: Partition, writes: readonly Write[]): Promise<readonly string[]>
  close(): Promise<void>
}

/** Somebody changed the document first: read it again and decide again. */
export class StaleWrite extends Error {
  readonly code = 'stale-write'
  readonly id: string
  constructor(id: string) {
    super(`The document ${id} was changed or removed since it was read. Read it again and decide again.`)
    this.id = id
  }
}

/** A document with this id is there already: this has been done before. */
export class AlreadyExists extends Error {
  readonly code = 'already-exists'
  readonly id: string
  constructor(id: string) {
    super(`The document ${id} exists already.`)
    this.id = id
  }
}

/** The store cannot be reached, is locked, or is too busy. Nothing was written. */
export class StoreUnavailable extends Error {
  readonly code = 'store-unavailable'
}

/** The store's answer to a commit was lost: it was carried out whole, or not at all. */
export class CommitUnconfirmed extends StoreUnavailable {}

/** The id a write is about. */
export function idOf(write: Write): string {
  if ('create' in write) return write.create.id
  return 'replace' in write ? write.replace.id : write.delete
}

/** Refuses a commit that no store could carry out as one: a fault of the caller, never of a user. */
export function checkWrites(writes: readonly Write[]): void {
  if (writes.length < 1 || writes.length > 100) throw new RangeError('A commit holds 1 to 100 writes.')
  if (new Set(writes.map(idOf)).size !== writes.length)
    throw new RangeError('A commit writes each document once.')
}
