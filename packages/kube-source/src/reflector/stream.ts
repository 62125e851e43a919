import { SilenceError } from '../errors.ts'
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
  if (unread !== undefined && !(await teller.tell(unread))) return { name: 'start' }
  for (;;) {
    const got = await nextLines(reflector, opened, teller)
    if (got === 'ended') return afterCleanEnd(reflector, clock.monotonic() - connection.openedAt)
    if (got === 'interrupted' || !(await teller.tell(got))) return { name: 'start' }
  }
}

/**
 * Wait for lines; on the way, find the watch live after enough silence, or dead after too much.
 * @throws {SilenceError} the connection is dead (acceptance list J1)
 */
async function nextLines(reflector: Reflector, { connection, timeoutSeconds }: OpenedWatch, teller: LineTeller) {
  const { tuning, clock } = reflector.services
  const idleAt = reflector.assignment.resource.hasBookmarks
    ? clock.monotonic() + tuning.idleAlarmMs
    : Number.POSITIVE_INFINITY
  const overdueAt = connection.openedAt + timeoutSeconds * 1000 + tuning.watchOverrunMs
  const deadAt = Math.min(idleAt, Math.max(overdueAt, clock.monotonic() + LAST_GRACE_MS))
  const confirmedAt = connection.openedAt + tuning.confirmationMs
  for (;;) {
    const until = teller.isLive ? deadAt : Math.min(deadAt, confirmedAt)
    const got = await connection.next(Math.max(0, until - clock.monotonic()))
    if (got !== 'silence') return got
    if (clock.monotonic() >= deadAt) throw silence(reflector, deadAt === idleAt ? tuning.idleAlarmMs : undefined)
    if (teller.isLive || clock.monotonic() < confirmedAt) continue
    reflector.freshness.assure(clock.now())
    await teller.goLive(0)
  }
}

function silence(reflector: Reflector, idleMs: number | undefined): SilenceError {
  const { server } = reflector.services.transport
  const { resource } = reflector.assignment.resource
  return new SilenceError(
    idleMs === undefined
      ? `the API server at ${server} did not end a watch of ${resource} in time`
      : `the API server at ${server} said nothing about ${resource} for ${idleMs / 1000} s`,
  )
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
