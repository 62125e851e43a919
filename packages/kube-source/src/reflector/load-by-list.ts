import { ApiStatusError, ConnectionError, MalformedAnswerError, SilenceError } from '../errors.ts'
import type { ListPage, ListRequest } from '../transport/collection.ts'
import { Backoff } from './backoff.ts'
import { isExpired, reactionTo } from './failure-table.ts'
import type { Reflector } from './reflector.ts'
import type { State } from './states.ts'
import { wentBack } from './version-order.ts'

/**
 * LIST: everything, page by page, from one consistent snapshot.
 *
 * When the snapshot expires on the way, all pages are forgotten: once with pages again, then in one piece (rule B.3).
 */
export async function loadByList(reflector: Reflector): Promise<State> {
  const { listPageSize } = reflector.services.tuning
  reflector.activity = 'listing'
  for (const limit of [listPageSize, listPageSize, undefined]) {
    const loadBeganAt = reflector.services.clock.monotonic()
    if (await listOnce(reflector, limit)) return { name: 'connect', loadBeganAt }
  }
  throw new MalformedAnswerError(
    `the API server could not complete a list of ${reflector.assignment.resource.resource}`,
  )
}

/** @returns whether the list is complete; `false` when its snapshot expired and its pages are forgotten */
async function listOnce(reflector: Reflector, limit: number | undefined): Promise<boolean> {
  const { clock, probe } = reflector.services
  const { signal } = reflector
  const beganAt = clock.now()
  const first = await pageWithRetry(reflector, { ...(limit !== undefined && { limit }), signal })
  const known = reflector.resourceVersion
  if (known !== undefined && wentBack(first.resourceVersion, known)) probe.beginEpoch(reflector.epoch)
  await reflector.beginList()
  try {
    for (let page = first; ; ) {
      await reflector.tellPage(page.items)
      if (page.next === undefined) break
      page = await pageWithRetry(reflector, { ...(limit !== undefined && { limit }), next: page.next, signal })
      if (page.resourceVersion !== first.resourceVersion) return await forget(reflector)
    }
  } catch (error) {
    if (error instanceof ApiStatusError && isExpired(error)) return await forget(reflector)
    await reflector.abandonList()
    throw error
  }
  await reflector.endList(first.resourceVersion, { beganAt, observedAt: clock.now() })
  return true
}

async function forget(reflector: Reflector): Promise<false> {
  await reflector.abandonList()
  return false
}

/** A page that fails by the way is asked for again: in a large cluster hundreds came before it. */
async function pageWithRetry(reflector: Reflector, request: ListRequest): Promise<ListPage> {
  const { clock, tuning } = reflector.services
  const backoff = new Backoff(tuning)
  for (let attempt = 1; ; attempt++) {
    try {
      return await reflector.collection().list(request)
    } catch (error) {
      const isFirstPage = request.next === undefined
      if (isFirstPage || attempt >= tuning.pageAttempts || reflector.signal.aborted || !isTransient(error)) throw error
      await clock.sleep(backoff.next(retryAfterOf(error)), reflector.signal)
    }
  }
}

function isTransient(error: unknown): boolean {
  if (error instanceof ConnectionError || error instanceof SilenceError) return true
  return error instanceof ApiStatusError && !isExpired(error) && reactionTo(error, 'listing').do === 'wait'
}

function retryAfterOf(error: unknown): number | undefined {
  return error instanceof ApiStatusError ? error.retryAfterMs : undefined
}
