import type { Action } from './action.ts'

/** An action for a card that a whole channel reads: of a sensitive one the colour's word stays, and none of anybody's own words. */
export const hideSensitive = <T extends Pick<Action, 'marking' | 'what' | 'brag'>>(action: T): T =>
  action.marking === 'OFFICIAL'
    ? action
    : {
        ...action,
        what: `${action.marking}: type its ref in your own chat to see what it is.`,
        ...(action.brag
          ? { brag: { ...action.brag, reason: 'type its ref in your own chat to see why' } }
          : {}),
      }
