import type { NextLines } from '../transport/watch-connection.ts'
import { LineTeller } from './line-teller.ts'
import type { Reflector } from './reflector.ts'
import type { OpenedWatch, State } from './states.ts'

/** A server that is late with its own end is given this much time to say something that was on its way. */
const LAST_GRACE_MS = 1_000

/**
 * STREAM: tell every line as it arrives, until the server ends the watch, says no, or falls silent (rule B.5).
 *
 * A resumed watch is live from its first line that is no ERROR, or after a while without one: HTTP 200 alone proves nothing.
 */
export async function stream(reflector: Reflector, opened: OpenedWatch): Promise<State> {
  const { connection } = opened
  const { probe, clock } = reflector.services
  reflector.activity = 'watching'
  const stopListening = probe.onEpoch(() => connection.interrupt())
  try {
    return await follow(reflector, opened)
  } finally {
    stopListening()
    connection.close()
    reflector.backoff.wasHealthy(clock.monotonic() - connection.openedAt)
  }
}

async function follow(reflector: Reflector, opened: OpenedWatch): Promise<State> {
  const { connection, loadBeganAt, unread } = opened
  const { tuning, clock } = reflector.services
  const teller = new LineTeller(reflector)
  if (loadBeganAt !== undefined) await teller.goLive(Math.min(clock.monotonic() - loadBeganAt, tuning.catchUpMs))
  else await tellConnected(reflector)
  if (unread !== undefined && !(await teller.tell(unread))) return { name: 'start' }
  for (;;) {
    const got = await nextLines(reflector, opened, teller)
    if (got === 'ended') return afterCleanEnd(reflector, clock.monotonic() - connection.openedAt)
    if (got === 'dead' || got === 'interrupted' || !(await teller.tell(got))) return { name: 'start' }
  }
}

/** After an outage its reason is no longer true, but neither is the stream live. */
async function tellConnected(reflector: Reflector): Promise<void> {
  if (reflector.assignment.counters.state === 'live') return
  const { server } = reflector.services.transport
  await reflector.tellState('waiting', `connected to the API server at ${server}; making sure that nothing was missed`)
}

/** Wait for lines; on the way, find the watch live after enough silence, or dead after too much (acceptance list J1). */
async function nextLines(
  reflector: Reflector,
  { connection, timeoutSeconds }: OpenedWatch,
  teller: LineTeller,
): Promise<Exclude<NextLines, 'silence'> | 'dead'> {
  const { tuning, clock, log } = reflector.services
  const { resource } = reflector.assignment
  const idleAt = resource.hasBookmarks ? clock.monotonic() + tuning.idleAlarmMs : Number.POSITIVE_INFINITY
  const overdueAt = connection.openedAt + timeoutSeconds * 1000 + tuning.watchOverrunMs
  const deadAt = Math.min(idleAt, Math.max(overdueAt, clock.monotonic() + LAST_GRACE_MS))
  const confirmedAt = connection.openedAt + tuning.confirmationMs
  for (;;) {
    const until = teller.isLive ? deadAt : Math.min(deadAt, confirmedAt)
    const got = await connection.next(Math.max(0, until - clock.monotonic()))
    if (got !== 'silence') return got
    if (clock.monotonic() >= deadAt) {
      log.info({ resource: resource.resource, isIdle: deadAt === idleAt }, 'a watch is dead; resuming it')
      return 'dead'
    }
    if (teller.isLive || clock.monotonic() < confirmedAt) continue
    reflector.freshness.assure(clock.now())
    await teller.goLive(0)
  }
}

/** A timeout, a restart of the API server, or we were too slow: go on at once, its cache of changes is short (rule B.4). */
function afterCleanEnd({ backoff, services, assignment }: Reflector, livedMs: number): State {
  if (livedMs <= services.tuning.shortLifeMs) {
    const detail = `the API server at ${services.transport.server} ends each watch at once; retrying`
    return { name: 'wait', ms: backoff.next(), detail }
  }
  // Without bookmarks nothing would ever tell that the version fell (rule B.6): it is checked each time.
  return { name: assignment.resource.hasBookmarks ? 'connect' : 'start' }
}
