import { aPod, aService, aSlice } from '../src/testing/objects.ts'
import { World } from '../src/testing/world.ts'

export const STORY_BEGAN = Date.parse('2026-11-21T01:00:00.000Z')
/** So much faster than the clock on the wall. */
export const STORY_SPEED = 400
const ROUND_MS = 400_000
/** By turns, so that each rests for longer than a quarter of an hour: what comes back sooner is the same alert again. */
const SERVICES = ['web', 'api', 'db']

/**
 * Services whose only endpoint goes and comes back, over and over. Its log is made of nothing but the time: change `seq` always
 * happened at the same moment, so that a process goes on where another one ended.
 */
export class CrashStory {
  readonly world = new World({ startsAt: STORY_BEGAN })
  #told = 0

  constructor() {
    for (const name of SERVICES) {
      this.world.putInitially(aService(name), aPod(`${name}-1`, { app: name }))
      this.world.putInitially(aSlice(name, { [`${name}-1`]: 'ready' }))
    }
  }

  /** Everything that happened until then, epoch ms. */
  tellUntil(time: number): void {
    for (let at = timeOf(this.#told); at <= time; at = timeOf(this.#told)) {
      this.world.clock.time = at
      const name = SERVICES[Math.floor(this.#told / 2) % SERVICES.length] ?? ''
      this.world.put(aSlice(name, { [`${name}-1`]: this.#told % 2 === 0 ? 'unready' : 'ready' }))
      this.#told += 1
    }
  }
}

function timeOf(change: number): number {
  return STORY_BEGAN + 90_000 + Math.floor(change / 2) * ROUND_MS + (change % 2) * 60_000
}
