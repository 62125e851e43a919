import { loadByList } from './load-by-list.ts'
import { loadByWatchList } from './load-by-watch-list.ts'
import type { Reflector } from './reflector.ts'
import type { State } from './states.ts'

/** WATCHLIST, or LIST where the server has none. Few streams do so at a time; the others wait for their turn. */
export async function load(reflector: Reflector): Promise<State> {
  const { probe, slots } = reflector.services
  return await slots.use(reflector.signal, async () => {
    reflector.activity = 'checking'
    await probe.check()
    if (!reflector.hasNoWatchList) {
      const state = await loadByWatchList(reflector)
      if (state !== undefined) return state
      reflector.hasNoWatchList = true
    }
    return await loadByList(reflector)
  })
}
