/** adaptivecards-templating names this module in its typings, and the module is raw source: only the name is needed. */
export type IAdaptiveCard = Record<string, unknown>
export type IInput = Record<string, unknown>
