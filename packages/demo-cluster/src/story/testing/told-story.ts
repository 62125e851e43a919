import { ObjectStore } from '../../api-server/object-store.ts'
import { seededRandom } from '../../controllers/time/chance.ts'
import { VirtualTimers } from '../../controllers/time/virtual-timers.ts'
import { type Story, startStory } from '../start-story.ts'

export const START = Date.parse('2026-11-21T01:00:00Z')

export interface ToldStory {
  store: ObjectStore
  timers: VirtualTimers
  story: Story
}

/** A story in virtual time, at its very beginning. */
export function aStory(seed = 1): ToldStory {
  const timers = new VirtualTimers(START)
  const random = seededRandom(seed)
  const store = new ObjectStore({ clock: () => timers.now(), random })
  return { store, timers, story: startStory({ store, timers, random }) }
}
