/**
 * Requests that came in the same moment go on together, each step of theirs after the same step of the others. The code
 * of a step is at hand then, and what they ask of the store shares one reading: under load a press costs a quarter less
 * (bench/presses.ts). Nobody waits for more than what is being read already.
 */
export function together(): () => Promise<void> {
  let moment: Promise<void> | undefined
  return () => {
    moment ??= new Promise(resolve => {
      // Runs when all that has come in has been read.
      setImmediate(() => {
        moment = undefined
        resolve()
      })
    })
    return moment
  }
}
