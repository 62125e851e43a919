import path from 'node:path'

export interface LogDirectoryParts {
  readonly dataDirectory: string
  readonly isDataDirectoryShared: boolean
  /** Name of the context; absent for the demo cluster. */
  readonly cluster: string | undefined
}

/**
 * Where the log of a cluster lies. In the directory somebody named; in the default one, at a place for each cluster, so that
 * the log of one never tells that everything was deleted because another was watched next.
 */
export function logDirectory({ dataDirectory, isDataDirectoryShared, cluster }: LogDirectoryParts): string {
  if (!isDataDirectoryShared) return dataDirectory
  if (cluster === undefined) return path.join(dataDirectory, 'demo')
  return path.join(dataDirectory, 'clusters', encodeURIComponent(cluster).replaceAll('.', '%2E'))
}
