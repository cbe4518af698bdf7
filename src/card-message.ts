/** A card to show: which template, every word and value in it, and one line for notifications and screen readers. */
export type CardMessage = {
  template: string
  data: Record<string, unknown>
  summary: string
  /** A line above the card: what changed meanwhile, or that this may be a repeat. */
  notice?: string
  /** The refs of all that it shows, for the record of what arrived. */
  shows?: readonly string[]
  /** The refs of what its button opens beside them, in the order in which they are to be on a card. */
  reaches?: readonly string[]
  /** Of all these, the refs on which it asks for a decision. */
  decides?: readonly string[]
  /** Somebody whom the card's block named 'mention' begins by mentioning, so that Teams tells them. */
  mention?: { name: string; entraId: string }
}
