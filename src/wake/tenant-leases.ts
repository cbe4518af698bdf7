import { tenantsOf } from '../delivery/places.ts'
import { secondsAfter } from '../partnership/day.ts'
import { listPartnerships } from '../partnership/records.ts'
import type { Store } from '../ports/store.ts'
import { type Carried, type Leases, leases, usualSeconds } from './lease.ts'
import { headsOf } from './share-rules.ts'

/** A partnership, and which tenants are taken to be its own: those it is met in, and those that none is known to be met in. */
export type Led = { partnership: string; isTheirs(tenant: string): boolean }

/** As `Carried`, where what there is to tell is of tenants. */
export type CarriedByTenant = {
  pressing(led: Led): boolean
  tell(led: Led): unknown
  learn: Carried['learn']
}

/**
 * Leases of partnerships, of which those that share a tenant go together: an instance holds one only while it holds the
 * first of them too. So one instance sends all that goes to a tenant, and keeps its pace, while others do the work of
 * other tenants. A tenant that a second partnership is met in is noticed within half a lease.
 */
export function tenantLeases(
  store: Store,
  instance: string,
  seconds = usualSeconds,
  carried?: CarriedByTenant,
): Leases {
  let known: { until: string; shared: Promise<Shared> } | undefined
  let tenants: Shared['tenants'] = new Map()
  const led = (partnership: string): Led => ({
    partnership,
    isTheirs: tenant =>
      tenants.get(partnership)?.includes(tenant) ||
      [...tenants.values()].every(theirs => !theirs.includes(tenant)),
  })
  const each = leases(
    store,
    instance,
    seconds,
    carried && {
      pressing: partnership => carried.pressing(led(partnership)),
      tell: partnership => carried.tell(led(partnership)),
      learn: carried.learn,
    },
  )
  const shared = (now: string): Promise<Shared> => {
    if (known === undefined || now >= known.until) {
      const found = { until: secondsAfter(now, seconds / 2), shared: readShared(store) }
      known = found
      // What could not be read is asked for again.
      found.shared.catch(() => {
        if (known === found) known = undefined
      })
    }
    return known.shared
  }
  return {
    async hold(partnership, now) {
      const present = await shared(now)
      tenants = present.tenants
      const head = present.heads.get(partnership) ?? partnership
      return (head === partnership || (await each.hold(head, now))) && each.hold(partnership, now)
    },
    release: each.release,
  }
}

/** By partnership, the tenants it is met in, and the first of those it shares them with. */
type Shared = { tenants: Map<string, string[]>; heads: Map<string, string> }

async function readShared(store: Store): Promise<Shared> {
  const partnerships = await listPartnerships(store)
  const tenants = new Map(
    await Promise.all(partnerships.map(async one => [one, await tenantsOf(store, one)] as const)),
  )
  return { tenants, heads: headsOf(tenants) }
}
