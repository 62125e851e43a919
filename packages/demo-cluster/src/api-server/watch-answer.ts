import { VersionExpiredError } from '../errors.ts'
import type { ApiResource } from './api-resource.ts'
import { type ListDeps, rangeOf, untilKnown } from './list-answer.ts'
import type { ListOptions } from './list-options.ts'
import type { Representation } from './representation.ts'
import { StatusAnswer, statuses } from './status.ts'
import type { WatchPlan } from './watch-stream.ts'

export interface WatchRequest {
  resource: ApiResource
  namespace: string | undefined
  representation: Representation
  options: ListOptions
}

/** A plan, and the position in the history it goes on from; both as of the same instant. */
export interface PlannedWatch {
  plan: WatchPlan
  position: number
}

/** Source: apiserver endpoints/handlers get.go: 1800 s, and up to as much again. */
const DEFAULT_TIMEOUT_MS = 1_800_000

/**
 * What a watch begins with and where it goes on.
 * @throws {StatusAnswer} 410 or 504; the API sends these as an ERROR line inside a 200
 */
export async function planWatch(request: WatchRequest, deps: ListDeps): Promise<PlannedWatch> {
  const { options, ...common } = request
  const version = options.resourceVersion === undefined ? 0 : Number(options.resourceVersion)
  const isWatchList = deps.faults.watchList !== 'ignored' && options.sendsInitialEvents === true
  if (isWatchList && version > 0) await untilKnown(request.resource, version, deps)
  const timeoutMs = options.timeoutSeconds ? options.timeoutSeconds * 1000 : DEFAULT_TIMEOUT_MS * (1 + Math.random())
  const plan = { ...common, allowsBookmarks: options.allowsBookmarks, timeoutMs }
  const isFromNow = version === 0 && options.sendsInitialEvents === false
  if (isWatchList || (version === 0 && !isFromNow)) {
    const endsInitialEvents = isWatchList && options.allowsBookmarks
    return { ...fromSnapshot({ ...plan, endsInitialEvents }, deps) }
  }
  return fromHistory(
    { ...plan, endsInitialEvents: false },
    isFromNow ? deps.store.versionOf(request.resource) : version,
    deps,
  )
}

type Begun = Omit<WatchPlan, 'initial' | 'afterVersion'>

function fromSnapshot(plan: Begun, { store }: ListDeps): PlannedWatch {
  const collection = store.collection(plan.resource)
  const { keys, objects } = collection.present()
  const { from, to } = rangeOf(keys, plan.namespace)
  const afterVersion = store.versionOf(plan.resource)
  return { plan: { ...plan, initial: objects.slice(from, to), afterVersion }, position: collection.endPosition }
}

function fromHistory(plan: Begun, afterVersion: number, { store }: ListDeps): PlannedWatch {
  try {
    const position = store.collection(plan.resource).positionAfter(afterVersion)
    return { plan: { ...plan, initial: [], afterVersion }, position }
  } catch (cause) {
    if (cause instanceof VersionExpiredError) throw new StatusAnswer(statuses.expired(cause.message))
    throw cause
  }
}
