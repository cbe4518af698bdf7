import type { Action } from './action.ts'

/** An action for a card that a whole channel reads: of a sensitive one the colour's word stays, and none of anybody's own words. */
export const hideSensitive = <T extends Pick<Action, 'marking' | 'what' | 'brag'>>(action: T): T =>
  action.marking === 'OFFICIAL'
    ? action
    : {
        ...action,
        what: `${action.marking}: shown in your own chat only.`,
        ...(action.brag ? { brag: { ...action.brag, reason: 'why is shown in your own chat only' } } : {}),
      }
