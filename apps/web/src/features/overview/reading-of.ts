import type { ResourceStatus } from '@portolan/contract'

/** Without these nothing can be said of traffic. */
const NEEDED: readonly string[] = ['Service', 'EndpointSlice']

/** How far the first reading of the cluster is. */
export interface Reading {
  readonly phase: 'connecting' | 'reading' | 'done'
  /** Why it does not begin, as the server says it. */
  readonly detail: string | undefined
}

/** What was read once is `done`, though it may be old by now; so is what may not be read. */
export function readingOf(resources: readonly ResourceStatus[]): Reading {
  const needed = resources.filter(({ kind }) => NEEDED.includes(kind))
  const waiting = needed.filter(({ state, lastObservedAt }) => state === 'waiting' && lastObservedAt === null)
  if (waiting.length > 0) return { phase: 'connecting', detail: waiting.find(({ detail }) => detail)?.detail }
  const isListing = needed.some(({ state, lastObservedAt }) => state === 'listing' && lastObservedAt === null)
  return { phase: isListing ? 'reading' : 'done', detail: undefined }
}

/** Whether nothing at all of what is watched can be read at the moment. */
export function isAllSilent(resources: readonly Pick<ResourceStatus, 'state'>[]): boolean {
  const wanted = resources.filter(({ state }) => state !== 'absent' && state !== 'denied')
  return wanted.length > 0 && wanted.every(({ state }) => state === 'waiting')
}
