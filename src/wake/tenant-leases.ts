import { tenantsOf } from '../delivery/places.ts'
import { secondsAfter } from '../partnership/day.ts'
import { listPartnerships } from '../partnership/records.ts'
import type { Store } from '../ports/store.ts'
import { type Leases, leases, usualSeconds } from './lease.ts'
import { headsOf } from './share-rules.ts'

/**
 * Leases of partnerships, of which those that share a tenant go together: an instance holds one only while it holds the
 * first of them too. So one instance sends all that goes to a tenant, and keeps its pace, while others do the work of
 * other tenants. A tenant that a second partnership is met in is noticed within half a lease.
 */
export function tenantLeases(store: Store, instance: string, seconds = usualSeconds): Leases {
  const each = leases(store, instance, seconds)
  let known: { until: string; heads: Promise<Map<string, string>> } | undefined

  const heads = (now: string): Promise<Map<string, string>> => {
    if (known === undefined || now >= known.until) {
      const found = { until: secondsAfter(now, seconds / 2), heads: shared(store) }
      known = found
      // What could not be read is asked for again.
      found.heads.catch(() => {
        if (known === found) known = undefined
      })
    }
    return known.heads
  }
  return {
    async hold(partnership, now) {
      const head = (await heads(now)).get(partnership) ?? partnership
      return (head === partnership || (await each.hold(head, now))) && each.hold(partnership, now)
    },
    release: each.release,
  }
}

async function shared(store: Store): Promise<Map<string, string>> {
  const partnerships = await listPartnerships(store)
  const tenants = partnerships.map(async one => [one, await tenantsOf(store, one)] as const)
  return headsOf(new Map(await Promise.all(tenants)))
}
