export { type ConfiguredCluster, type LoadClusterOptions, loadCluster } from './credentials/load-cluster.ts'
export {
  type ApiStatus,
  ApiStatusError,
  ClusterConfigurationError,
  type ClusterConfigurationFault,
  ConnectionError,
  CredentialsError,
  KubeSourceError,
  MalformedAnswerError,
  SilenceError,
  SourceThreadError,
  type StatusCause,
} from './errors.ts'
export type { SourceLog } from './source-log.ts'
export { createThreadedSource, type ThreadedSourceOptions } from './thread/threaded-source.ts'
export type { Tuning } from './tuning.ts'
