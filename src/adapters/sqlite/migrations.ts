import type { DatabaseSync } from 'node:sqlite'

/** Each runs once, in order; the file's user_version says how many it has had. Never edit one that has shipped. */
const migrations = [
  `CREATE TABLE docs (
     partnership TEXT NOT NULL, scope TEXT NOT NULL, id TEXT NOT NULL, type TEXT NOT NULL,
     body TEXT NOT NULL, tags TEXT NOT NULL, sort TEXT NOT NULL, wakeAt TEXT, etag TEXT NOT NULL,
     PRIMARY KEY (partnership, id)
   ) STRICT;
   CREATE INDEX docs_by_scope ON docs (partnership, scope, type, sort, id);
   CREATE INDEX docs_by_type ON docs (partnership, type, sort, id);
   CREATE INDEX docs_due ON docs (partnership, wakeAt) WHERE wakeAt IS NOT NULL;
   CREATE TABLE tags (
     partnership TEXT NOT NULL, type TEXT NOT NULL, tag TEXT NOT NULL, sort TEXT NOT NULL, id TEXT NOT NULL,
     PRIMARY KEY (partnership, type, tag, sort, id)
   ) STRICT, WITHOUT ROWID;`,
  `ALTER TABLE docs ADD COLUMN lane TEXT NOT NULL DEFAULT '';
   DROP INDEX docs_due;
   CREATE INDEX docs_due ON docs (partnership, lane, wakeAt) WHERE wakeAt IS NOT NULL;`,
]

/** Brings the file to this version of the schema. Refuses a file written by a newer Convenor. */
export function migrate(db: DatabaseSync): void {
  const version = Number(db.prepare('PRAGMA user_version').get()?.['user_version'])
  if (version > migrations.length) {
    throw new Error(
      'this file was written by a newer version of Convenor. Start that version, or name another file',
    )
  }
  for (const [i, sql] of migrations.entries()) {
    if (i < version) continue
    db.exec(`BEGIN IMMEDIATE; ${sql}; PRAGMA user_version = ${i + 1}; COMMIT`)
  }
}
