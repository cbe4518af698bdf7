/**
 * By partnership, the one that stands for all whom it shares a tenant with, directly or through others: the first of
 * them by name. Whoever leads that one leads them all, so that each tenant is written to by one instance.
 */
export function headsOf(tenants: ReadonlyMap<string, readonly string[]>): Map<string, string> {
  const heads = new Map<string, string>()
  const headOf = (name: string): string => {
    const head = heads.get(name)
    return head === undefined || head === name ? name : headOf(head)
  }
  const join = (a: string, b: string): void => {
    const [first = a, second = b] = [headOf(a), headOf(b)].sort()
    heads.set(second, first)
  }
  const firstOf = new Map<string, string>()
  for (const [partnership, theirs] of tenants)
    for (const tenant of theirs) {
      const other = firstOf.get(tenant) ?? partnership
      firstOf.set(tenant, other)
      join(other, partnership)
    }
  return new Map([...tenants.keys()].map(name => [name, headOf(name)]))
}
