import type { Cluster, User } from '@kubernetes/client-node'
import { ClusterConfigurationError } from '../errors.ts'
import type { KubeconfigEntries } from './kubeconfig-file.ts'

/** The one cluster and the one user of a context. */
export interface ChosenContext {
  readonly name: string
  readonly cluster: Cluster
  readonly user: User
}

const ANONYMOUS: User = { name: 'anonymous' }
const MAX_NAMED_CONTEXTS = 10

/**
 * The cluster and user of `context`, or of the current context when none is given.
 *
 * @param origin where the entries come from, as part of a sentence: `the kubeconfig ~/.kube/config`
 * @throws {ClusterConfigurationError} no such context, or it names a cluster or user that is not defined
 */
export function chooseContext(entries: KubeconfigEntries, origin: string, context?: string): ChosenContext {
  const name = context ?? entries.currentContext
  const choice = `Choose one of ${nameList(entries)} with --context.`
  if (name === undefined) throw unknownContext(`${capital(origin)} selects no context. ${choice}`)
  const found = entries.contexts.find((candidate) => candidate.name === name)
  if (found === undefined) throw unknownContext(`${capital(origin)} has no context "${name}". ${choice}`)
  const cluster = entries.clusters.find((candidate) => candidate.name === found.cluster)
  const user = found.user ? entries.users.find((candidate) => candidate.name === found.user) : ANONYMOUS
  if (cluster === undefined) throw undefinedEntry(origin, name, `cluster "${found.cluster}"`)
  if (user === undefined) throw undefinedEntry(origin, name, `user "${found.user}"`)
  requireServerUrl(cluster, origin)
  return { name, cluster: acceptPlainHttp(cluster), user }
}

/** The client library refuses `http:` unless told that TLS is not wanted; a server URL that says `http:` says just that. */
function acceptPlainHttp(cluster: Cluster): Cluster {
  return cluster.server.startsWith('http:') ? { ...cluster, skipTLSVerify: true } : cluster
}

function requireServerUrl(cluster: Cluster, origin: string): void {
  const url = URL.canParse(cluster.server) ? new URL(cluster.server) : undefined
  if (url && /^https?:$/.test(url.protocol) && url.username === '' && url.password === '') return
  const found = url?.username || url?.password ? 'a URL with a user or password in it' : `"${cluster.server}"`
  throw new ClusterConfigurationError(
    'kubeconfig-invalid',
    `${capital(origin)} gives cluster "${cluster.name}" as its server ${found}; expected http://host or https://host.`,
  )
}

function unknownContext(message: string): ClusterConfigurationError {
  return new ClusterConfigurationError('kubeconfig-context-unknown', message)
}

function undefinedEntry(origin: string, context: string, entry: string): ClusterConfigurationError {
  return new ClusterConfigurationError(
    'kubeconfig-invalid',
    `Context "${context}" of ${origin} names ${entry}, which is not defined there. Define it, or choose another context.`,
  )
}

function nameList(entries: KubeconfigEntries): string {
  if (entries.contexts.length === 0) return '(none is defined)'
  const names = entries.contexts.slice(0, MAX_NAMED_CONTEXTS).map((context) => `"${context.name}"`)
  const more = entries.contexts.length - names.length
  return more > 0 ? `${names.join(', ')} and ${more} more` : names.join(', ')
}

function capital(origin: string): string {
  return origin.charAt(0).toUpperCase() + origin.slice(1)
}
