import { createRequire } from 'node:module'

type Value = Record<string, unknown>
type Query = { query: string; parameters?: readonly { name: string; value: unknown }[] }
type Items = { _data: Map<string, { read(): Value }>; query(query: Query, options: unknown): unknown }

/**
 * The emulator has no index: it evaluates every condition on every document. Here it is handed only those in which the
 * properties that a query wants equal to a parameter are so, as Cosmos' own index would. Its own evaluation decides the rest.
 */
export function indexQueries(): void {
  const load = createRequire(import.meta.url)
  const { prototype } = load('@vercel/cosmosdb-server/lib/account/items.js').default as { prototype: Items }
  const evaluate = prototype.query
  prototype.query = function (query, options) {
    const whole = this._data
    this._data = narrowed(whole, query)
    try {
      return evaluate.call(this, query, options)
    } finally {
      this._data = whole
    }
  }
}

function narrowed(documents: Items['_data'], { query, parameters = [] }: Query): Items['_data'] {
  const values = new Map(parameters.map(({ name, value }) => [name, value]))
  // What stands in brackets may be one of several alternatives; all else of ours is joined by AND.
  const outside = query.replaceAll(/\([^()]*\)/g, '').replaceAll(/\([^()]*\)/g, '')
  if (/\bOR\b/.test(outside)) return documents
  const equal = [...outside.matchAll(/\bc\.(\w+) = (@\w+)/g)]
  const fits = (value: Value) => equal.every(([, key = '', name = '']) => value[key] === values.get(name))
  return new Map([...documents].filter(([, one]) => fits(one.read())))
}
