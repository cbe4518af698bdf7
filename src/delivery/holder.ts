import type { Person } from '../partnership/arrangements.ts'
import type { Place } from '../ports/messenger.ts'
import type { Delivery, DeliveryKind } from './delivery.ts'

/** The account that holds a post, as one word. Account and tenant ids are the same in small and capital letters. */
export const accountOf = ({ tenant, entraId }: Pick<Person, 'tenant' | 'entraId'>): string | undefined =>
  tenant && entraId ? `${tenant}/${entraId}`.toLowerCase() : undefined

/** Whose chat a place is, where it says. */
export const chatAccount = ({ tenantId, entraId }: Place): string | undefined =>
  accountOf({ tenant: tenantId, entraId })

/** Whose a delivery is, where it is one holder's or was posted in a chat that says whose it is. */
export const holderOf = ({ account, posted }: Pick<Delivery, 'account' | 'posted'>): string | undefined =>
  account ?? (posted && chatAccount(posted.place))

/** Whether what went to a post is its present holder's: nobody inherits what was sent to somebody before them. */
export function isHolders(
  delivery: Pick<Delivery, 'account' | 'posted'>,
  person: Pick<Person, 'tenant' | 'entraId'>,
): boolean {
  const whose = holderOf(delivery)
  return whose === undefined || whose === accountOf(person)
}

/** What is sent for one holder is theirs from the first attempt on. */
export function forHolder(delivery: Delivery, kind: DeliveryKind, place: Place): Delivery {
  const account = delivery.account ?? chatAccount(place)
  return kind.forHolder && account ? { ...delivery, account } : delivery
}
