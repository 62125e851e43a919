import { constants } from 'node:fs'
import { access } from 'node:fs/promises'
import { homedir } from 'node:os'
import { delimiter, join, resolve } from 'node:path'
import { ClusterConfigurationError } from '../errors.ts'

/** Where the configuration of a cluster was found. */
export type ConfigurationPlace =
  | {
      readonly type: 'files'
      /** Absolute; the first one that says something wins, as in kubectl. */
      readonly paths: readonly string[]
      /** Somebody named these files, so a file without a cluster is a mistake and not "no cluster". */
      readonly isNamed: boolean
    }
  | { readonly type: 'service-account'; readonly directory: string; readonly host: string; readonly port: string }

export interface PlaceOptions {
  /** Path of a kubeconfig; stronger than everything else. */
  readonly kubeconfig?: string
  readonly environment: Environment
  /** Prefix of `/var/run/secrets/…`; empty outside of tests. */
  readonly serviceAccountRoot?: string
}

/** Environment variables: `KUBECONFIG`, `HOME`, `KUBERNETES_SERVICE_HOST` and `KUBERNETES_SERVICE_PORT` are read. */
export type Environment = Readonly<Record<string, string | undefined>>

const SERVICE_ACCOUNT = '/var/run/secrets/kubernetes.io/serviceaccount'

/**
 * The places to look for a cluster, strongest first: the given path, `$KUBECONFIG`, `~/.kube/config`, the service account of
 * the pod this runs in. Empty when there is none.
 *
 * @throws {ClusterConfigurationError} `kubeconfig-unreadable`: `$KUBECONFIG` names only files that do not exist
 */
export async function findConfigurationPlaces(options: PlaceOptions): Promise<readonly ConfigurationPlace[]> {
  const { KUBECONFIG, HOME } = options.environment
  if (options.kubeconfig) return [{ type: 'files', paths: [resolve(options.kubeconfig)], isNamed: true }]
  if (KUBECONFIG) return [await placeOfVariable(KUBECONFIG)]
  const inHome = join(HOME || homedir(), '.kube', 'config')
  const serviceAccount = await placeInPod(options)
  return [
    ...((await exists(inHome)) ? [{ type: 'files', paths: [inHome], isNamed: false } as const] : []),
    ...(serviceAccount ? [serviceAccount] : []),
  ]
}

async function placeInPod(options: PlaceOptions): Promise<ConfigurationPlace | undefined> {
  const { KUBERNETES_SERVICE_HOST: host, KUBERNETES_SERVICE_PORT: port } = options.environment
  const directory = `${options.serviceAccountRoot ?? ''}${SERVICE_ACCOUNT}`
  if (!host || !(await exists(join(directory, 'token')))) return undefined
  return { type: 'service-account', directory, host, port: port || '443' }
}

async function placeOfVariable(variable: string): Promise<ConfigurationPlace> {
  const named = variable.split(delimiter).filter((path) => path !== '')
  const present: string[] = []
  for (const path of named) if (await exists(resolve(path))) present.push(resolve(path))
  if (present.length > 0) return { type: 'files', paths: present, isNamed: true }
  throw new ClusterConfigurationError(
    'kubeconfig-unreadable',
    `$KUBECONFIG names ${named.join(' and ')}, which does not exist. Correct the variable, unset it, or start with --demo.`,
  )
}

/** It is there, readable or not: an unreadable file is an error to tell, not an absence. */
async function exists(path: string): Promise<boolean> {
  try {
    await access(path, constants.F_OK)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EACCES'
  }
}
