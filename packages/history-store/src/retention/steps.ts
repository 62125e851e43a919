import type { Connection } from '../sqlite/connection.ts'

/** Work in steps, each of them one short transaction; tells of each how many rows it wrote or removed. */
export type Steps = Generator<number, void>

/** So many times in a row nothing is found before the work pauses all the same. */
const IDLE_LOOKS = 50

/**
 * Repeat a step until it finds nothing left to do.
 *
 * @param step does a bounded piece of work. @returns how many rows that were
 */
export function inSteps(connection: Connection, step: () => number): Steps {
  return inStepsOfEach(connection, [undefined], step)
}

/** The same for each of many things, one after the other. */
export function* inStepsOfEach<Thing>(
  connection: Connection,
  things: Iterable<Thing>,
  step: (thing: Thing) => number,
): Steps {
  let looks = 0
  for (const thing of things) {
    for (;;) {
      const rows = connection.transaction(() => step(thing))
      looks = rows > 0 ? 0 : looks + 1
      if (looks % IDLE_LOOKS === 0) yield rows
      if (rows === 0) break
    }
  }
}
