import { setImmediate } from 'node:timers/promises'

/** So many are taken in one turn; others are served in between. */
const TURN = 500

/** Everything in its order, without holding others up. */
export async function* inTurns<Item>(items: readonly Item[]): AsyncGenerator<Item> {
  for (const [index, item] of items.entries()) {
    if (index % TURN === TURN - 1) await setImmediate()
    yield item
  }
}
