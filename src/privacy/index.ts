export { identifyingCombination } from './combination.ts'
export { findIdentifiers } from './find-identifiers.ts'
export type { Found, IdentifierKind } from './found.ts'
export { sayFound, sayKinds } from './say-found.ts'
