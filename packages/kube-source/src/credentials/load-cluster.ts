import { isIPv6 } from 'node:net'
import { join } from 'node:path'
import { ClusterConfigurationError } from '../errors.ts'
import { type ChosenContext, chooseContext } from './chosen-context.ts'
import type { ClusterAccess } from './cluster-access.ts'
import { type ConfigurationPlace, type Environment, findConfigurationPlaces } from './configuration-place.ts'
import { KubeconfigAccess } from './kubeconfig-access.ts'
import { readKubeconfigs } from './kubeconfig-file.ts'
import { requireFiles } from './required-files.ts'

/** A cluster that is configured completely; nobody has talked to it yet. */
export interface ConfiguredCluster {
  /** Name of the context, or `in-cluster`. */
  readonly name: string
  /** URL of the API server, without a trailing slash. */
  readonly server: string
  /** Where the configuration comes from, as part of a sentence: `the kubeconfig ~/.kube/config`. */
  readonly origin: string
  /** Loads this cluster again, wherever that is: in another thread, too. */
  readonly reload: LoadClusterOptions
  readonly access: ClusterAccess
}

export interface LoadClusterOptions {
  /** Path of a kubeconfig. Absent: `$KUBECONFIG`, `~/.kube/config`, then the service account of a pod. */
  readonly kubeconfig?: string | undefined
  /** Name of a context. Absent: the current one. */
  readonly context?: string | undefined
  readonly environment?: Environment
  /** Prefix of `/var/run/secrets/…`; empty outside of tests. */
  readonly serviceAccountRoot?: string
}

/**
 * The cluster that is configured here; `undefined` when none is, which is not an error: then the demo can start.
 *
 * Reads files only. Whether the server answers is seen later, and is not fatal then.
 *
 * @throws {ClusterConfigurationError} a cluster is configured but cannot be used as written; the message is one sentence with
 *   the remedy
 */
export async function loadCluster(options: LoadClusterOptions = {}): Promise<ConfiguredCluster | undefined> {
  const { kubeconfig, context, environment = process.env, serviceAccountRoot = '' } = options
  const places = await findConfigurationPlaces({
    environment,
    serviceAccountRoot,
    ...(kubeconfig ? { kubeconfig } : {}),
  })
  for (const place of places) {
    const chosen = await chooseFrom(place, context)
    if (chosen === undefined) continue
    const origin = originOf(place)
    await requireFiles(chosen, origin)
    const access = new KubeconfigAccess(chosen, () => chooseFrom(place, context))
    // Whichever context is the current one by then.
    const reload = place.type === 'service-account' ? options : { ...options, context: chosen.name }
    return { name: chosen.name, server: chosen.cluster.server, origin, reload, access }
  }
  if (context === undefined) return undefined
  throw new ClusterConfigurationError(
    'kubeconfig-context-unknown',
    `There is no kubeconfig to take context "${context}" from. Name one with --kubeconfig, or leave --context out.`,
  )
}

/** `undefined` when the place defines no cluster at all and nobody named it. */
async function chooseFrom(place: ConfigurationPlace, context?: string): Promise<ChosenContext | undefined> {
  if (place.type === 'service-account') return context === undefined ? contextOfPod(place) : undefined
  const entries = await readKubeconfigs(place.paths)
  if (!place.isNamed && entries.contexts.length === 0) return undefined
  return chooseContext(entries, originOf(place), context)
}

function contextOfPod({ directory, host, port }: ConfigurationPlace & { type: 'service-account' }): ChosenContext {
  const server = `https://${isIPv6(host) ? `[${host}]` : host}:${port}`
  return {
    name: 'in-cluster',
    cluster: { name: 'in-cluster', server, caFile: join(directory, 'ca.crt'), skipTLSVerify: false },
    user: {
      name: 'service-account',
      authProvider: { name: 'tokenFile', config: { tokenFile: join(directory, 'token') } },
    },
  }
}

function originOf(place: ConfigurationPlace): string {
  if (place.type === 'service-account') return `the service account in ${place.directory}`
  return `the kubeconfig ${place.paths.join(' and ')}`
}
