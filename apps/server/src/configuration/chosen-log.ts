import { type ConfiguredCluster, loadCluster } from '@portolan/kube-source'
import type { LogConfig } from '../config.ts'
import { logDirectory } from './log-directory.ts'

/** A log and the cluster it is of. */
export interface ChosenLog {
  readonly directory: string
  /** Absent: the demo cluster. */
  readonly cluster: ConfiguredCluster | undefined
}

/** @throws {ClusterConfigurationError} the cluster that is meant cannot be told */
export async function chosenLog(config: LogConfig): Promise<ChosenLog> {
  const { demo, kubeconfig, context } = config.cluster
  const cluster = demo ? undefined : await loadCluster({ kubeconfig, context })
  return { directory: logDirectory({ ...config, cluster: cluster?.name }), cluster }
}

/**
 * Where the log that is meant lies, for whoever only reads it: of a directory that was named no cluster needs to be known.
 *
 * @throws {ClusterConfigurationError} the cluster that is meant cannot be told
 */
export async function directoryToRead(config: LogConfig): Promise<string> {
  return config.isDataDirectoryShared ? (await chosenLog(config)).directory : config.dataDirectory
}
