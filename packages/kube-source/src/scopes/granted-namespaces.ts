import type { WatchedResource } from '@portolan/domain'
import type { Clock } from '@portolan/pipeline/ports'
import { ApiStatusError, KubeSourceError } from '../errors.ts'
import type { SourceLog } from '../source-log.ts'
import { Collection } from '../transport/collection.ts'
import type { KubeTransport } from '../transport/kube-transport.ts'
import type { Tuning } from '../tuning.ts'
import type { NamespaceDirectory } from './namespace-directory.ts'

export interface GrantedNamespacesParts {
  readonly resource: WatchedResource
  readonly transport: KubeTransport
  readonly directory: NamespaceDirectory
  readonly versionOf: (resource: WatchedResource) => string | undefined
  readonly clock: Clock
  readonly tuning: Tuning
  readonly log: SourceLog
  /** Follow the resource in one namespace until the signal aborts; never rejects. */
  readonly follow: (namespace: string, signal: AbortSignal) => Promise<void>
}

/**
 * While a kind is forbidden across the cluster: follow it in every namespace in which it may be read (rule B.10).
 *
 * Namespaces that appear, or in which permission is given, are found when permissions are asked for again; those that vanish
 * are let go of. Ends when the signal aborts; never rejects.
 */
export async function followGrantedNamespaces(parts: GrantedNamespacesParts, signal: AbortSignal): Promise<void> {
  const followed = new Map<string, Following>()
  while (!signal.aborted) {
    const names = await namesOrUndefined(parts, signal)
    if (names !== undefined) await adjust(parts, followed, { names, signal })
    await parts.clock.sleep(parts.tuning.reprobeMs, signal)
  }
  await Promise.all([...followed.values()].map(stop))
}

interface Following {
  readonly stopping: AbortController
  readonly done: Promise<void>
}

interface Wanted {
  readonly names: readonly string[]
  readonly signal: AbortSignal
}

async function adjust(parts: GrantedNamespacesParts, followed: Map<string, Following>, { names, signal }: Wanted) {
  for (const [name, following] of followed) {
    if (names.includes(name)) continue
    followed.delete(name)
    await stop(following)
  }
  for (const name of names) {
    if (signal.aborted) return
    if (followed.has(name) || !(await isGranted(parts, name, signal))) continue
    const stopping = new AbortController()
    followed.set(name, { stopping, done: parts.follow(name, stopping.signal) })
  }
}

async function stop({ stopping, done }: Following): Promise<void> {
  stopping.abort(new Error('the namespace is no longer followed by itself'))
  await done
}

/** `undefined` when nobody knows: then nothing changes. */
async function namesOrUndefined(
  parts: GrantedNamespacesParts,
  signal: AbortSignal,
): Promise<readonly string[] | undefined> {
  return await unlessUnreachable(parts, signal, () => parts.directory.names(signal))
}

async function isGranted(parts: GrantedNamespacesParts, namespace: string, signal: AbortSignal): Promise<boolean> {
  const { resource, transport, versionOf } = parts
  const version = versionOf(resource)
  if (version === undefined) return false
  const collection = new Collection(transport, { resource, version, namespace })
  const page = await unlessUnreachable(parts, signal, () => collection.list({ limit: 1, signal }))
  return page !== undefined
}

async function unlessUnreachable<T>(
  { log, resource }: GrantedNamespacesParts,
  signal: AbortSignal,
  ask: () => Promise<T>,
): Promise<T | undefined> {
  try {
    return await ask()
  } catch (error) {
    if (signal.aborted) return undefined
    if (!(error instanceof KubeSourceError)) throw error
    const isAnswer = error instanceof ApiStatusError && error.status === 403
    if (!isAnswer)
      log.debug({ resource: resource.resource, reason: error.message }, 'a permission could not be asked for')
    return undefined
  }
}
