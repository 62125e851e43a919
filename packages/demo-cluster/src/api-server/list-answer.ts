import { VersionExpiredError } from '../errors.ts'
import type { ApiResource } from './api-resource.ts'
import type { ServedStore } from './collection-set.ts'
import type { Faults } from './faults.ts'
import type { ListOptions } from './list-options.ts'
import type { CollectionSnapshot } from './object-collection.ts'
import { type ListMetadata, listFrame, listItemJson, type Representation } from './representation.ts'
import { StatusAnswer, statuses } from './status.ts'

export interface ListRequest {
  resource: ApiResource
  namespace: string | undefined
  representation: Representation
  options: ListOptions
}

export interface ListDeps {
  store: ServedStore
  faults: Faults
  /** How long a request for a version not yet known waits for it. Source: apiserver storage/cacher blockTimeout, 3 s. */
  freshnessWaitMs: number
}

/**
 * The JSON of a LIST, in pieces of any size, from one consistent snapshot.
 * @throws {StatusAnswer} 410 version or page gone, 504 version not known yet, 400 unreadable token
 */
export async function answerList(request: ListRequest, deps: ListDeps): Promise<Iterable<string>> {
  const { resource, namespace, options } = request
  const token = options.continueToken === undefined ? undefined : readToken(options.continueToken)
  const snapshot = token === undefined ? await chooseSnapshot(request, deps) : resumeSnapshot(request, token, deps)
  const { from, to } = rangeOf(snapshot.keys, namespace)
  const start = token === undefined ? from : Math.max(from, firstAfter(snapshot.keys, token.start))
  const isLimitIgnored = options.resourceVersion === '0' && resource.hasWatchCache
  const end = options.limit === 0 || isLimitIgnored ? to : Math.min(to, start + options.limit)
  const metadata: ListMetadata = { resourceVersion: String(snapshot.version) }
  if (end < to) {
    metadata.continue = writeToken({ rv: snapshot.version, start: snapshot.keys[end - 1] ?? '' })
    metadata.remainingItemCount = to - end
  }
  return jsonPieces(request, snapshot.objects.slice(start, end), metadata)
}

function* jsonPieces(
  { resource, representation }: ListRequest,
  objects: CollectionSnapshot['objects'],
  metadata: ListMetadata,
): Iterable<string> {
  const { opening, closing } = listFrame(resource, representation, metadata)
  yield opening
  let separator = ''
  for (const object of objects) {
    yield separator + listItemJson(resource, object, representation)
    separator = ','
  }
  yield closing
}

/** By the rules of the API concepts page, "Semantics for get and list". */
async function chooseSnapshot({ resource, options }: ListRequest, deps: ListDeps): Promise<CollectionSnapshot> {
  const collection = deps.store.collection(resource)
  const { resourceVersion, resourceVersionMatch, limit } = options
  if (resourceVersion === undefined) return collection.snapshot(deps.store.versionOf(resource))
  if (resourceVersion === '0') return collection.snapshotAt(deps.faults.staleVersionOf(deps.store, resource))
  const version = Number(resourceVersion)
  await untilKnown(resource, version, deps)
  const isExact = resourceVersionMatch === 'Exact' || (resourceVersionMatch === undefined && limit > 0)
  if (!isExact) return collection.snapshot(deps.store.versionOf(resource))
  try {
    return collection.snapshotAt(version)
  } catch (cause) {
    throw asExpired(cause)
  }
}

function resumeSnapshot({ resource }: ListRequest, token: PageToken, { store }: ListDeps): CollectionSnapshot {
  const collection = store.collection(resource)
  if (token.rv === ANY_VERSION) return collection.snapshot(store.versionOf(resource))
  try {
    return collection.snapshotAt(token.rv)
  } catch (cause) {
    throw asExpired(cause, writeToken({ ...token, rv: ANY_VERSION }))
  }
}

function asExpired(cause: unknown, continueFrom?: string): unknown {
  if (!(cause instanceof VersionExpiredError)) return cause
  return new StatusAnswer(statuses.expired(cause.message, continueFrom))
}

/** @throws {StatusAnswer} 504 when the version does not come in time; retrying later can help */
export async function untilKnown(resource: ApiResource, version: number, deps: ListDeps): Promise<void> {
  const deadline = Date.now() + deps.freshnessWaitMs
  while (deps.store.versionOf(resource) < version) {
    if (Date.now() >= deadline) {
      throw new StatusAnswer(statuses.tooLargeResourceVersion(version, deps.store.versionOf(resource)))
    }
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

interface PageToken {
  rv: number
  /** The key of the last item of the page before. */
  start: string
}

/** In a page token: continue from whatever is newest. */
const ANY_VERSION = -1

const writeToken = (token: PageToken): string =>
  Buffer.from(JSON.stringify({ v: 'meta.k8s.io/v1', ...token })).toString('base64url')

function readToken(text: string): PageToken {
  try {
    const { v, rv, start } = JSON.parse(Buffer.from(text, 'base64url').toString()) as Record<string, unknown>
    if (v === 'meta.k8s.io/v1' && typeof rv === 'number' && typeof start === 'string') return { rv, start }
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause
  }
  throw new StatusAnswer(statuses.badRequest('continue key is not valid'))
}

/** The objects of one namespace stand together: their keys begin alike. */
export function rangeOf(keys: readonly string[], namespace: string | undefined): { from: number; to: number } {
  if (namespace === undefined) return { from: 0, to: keys.length }
  // '0' is the character after '/'.
  return { from: firstAfter(keys, `${namespace}/`), to: firstAfter(keys, `${namespace}0`) }
}

function firstAfter(keys: readonly string[], key: string): number {
  let low = 0
  let high = keys.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((keys[middle] ?? '') <= key) low = middle + 1
    else high = middle
  }
  return low
}
