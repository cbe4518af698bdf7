import { expect } from 'chai'

/** The promise must fail with this kind of error; anything else fails the test. */
export async function rejects(
  promise: Promise<unknown>,
  kind: new (...args: never[]) => Error,
): Promise<Error> {
  try {
    await promise
  } catch (error) {
    expect(error).to.be.instanceOf(kind)
    return error as Error
  }
  throw new Error(`Expected ${kind.name}, but nothing failed.`)
}
