import { type Activity, CardFactory, MessageFactory } from 'botbuilder'
import type { Card } from './render-card.ts'

/** A message that shows one card. */
export function cardActivity(card: Card): Partial<Activity> {
  return MessageFactory.attachment(CardFactory.adaptiveCard(card))
}
