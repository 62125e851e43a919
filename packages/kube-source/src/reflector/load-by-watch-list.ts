import { ApiStatusError } from '../errors.ts'
import type { WatchConnection } from '../transport/watch-connection.ts'
import { reactionTo } from './failure-table.ts'
import { InitialEvents } from './initial-events.ts'
import type { Reflector } from './reflector.ts'
import type { State } from './states.ts'
import { wentBack } from './version-order.ts'

/**
 * WATCHLIST: everything there is, then every change, on one connection (KEP-3157).
 *
 * @returns `undefined` when the server has no WatchList: it refuses the parameters, or ignores them and never marks the end
 */
export async function loadByWatchList(reflector: Reflector): Promise<State | undefined> {
  reflector.activity = 'watch-listing'
  const timeoutSeconds = reflector.watchSeconds()
  const beganAt = reflector.services.clock.now()
  const connection = await openWatchList(reflector, timeoutSeconds)
  if (connection === undefined) return undefined
  let isStreaming = false
  try {
    await reflector.beginList()
    const state = await tellInitialEvents(reflector, connection, { timeoutSeconds, beganAt })
    isStreaming = state?.name === 'stream'
    if (!isStreaming) await reflector.abandonList()
    return state
  } catch (error) {
    await reflector.abandonList()
    throw error
  } finally {
    if (!isStreaming) connection.close()
  }
}

async function openWatchList(reflector: Reflector, timeoutSeconds: number): Promise<WatchConnection | undefined> {
  try {
    const connection = await reflector.collection().watch({ timeoutSeconds, signal: reflector.signal })
    reflector.assignment.counters.watches++
    return connection
  } catch (error) {
    if (error instanceof ApiStatusError && reactionTo(error, 'watch-listing').do === 'list-instead') return undefined
    throw error
  }
}

interface WatchListTimes {
  readonly timeoutSeconds: number
  /** Epoch ms. */
  readonly beganAt: number
}

async function tellInitialEvents(
  reflector: Reflector,
  connection: WatchConnection,
  { timeoutSeconds, beganAt }: WatchListTimes,
): Promise<State | undefined> {
  const { probe } = reflector.services
  const initial = new InitialEvents(reflector, connection)
  const end = await initial.tellUntilEnd()
  if (end === undefined) return undefined
  const known = reflector.resourceVersion
  if (known !== undefined && reflector.epoch === probe.epoch && wentBack(end.resourceVersion, known)) {
    probe.beginEpoch(reflector.epoch)
    return { name: 'load' }
  }
  await reflector.endList(end.resourceVersion, { beganAt, observedAt: end.rest.observedAt })
  await initial.tellHeldBack(beganAt, end.rest.observedAt)
  return { name: 'stream', connection, timeoutSeconds, loadBeganAt: connection.openedAt, unread: end.rest }
}
