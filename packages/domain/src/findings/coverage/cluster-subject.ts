import type { Namespace } from '../../kubernetes/namespace.ts'

/** Exists in every cluster, and its uid is what clusters are told apart by. */
const OF_CLUSTER = 'kube-system'

/** Whether a namespace stands for the cluster as a whole: rules about the recording itself tell of it. */
export function isOfCluster({ metadata }: Namespace): boolean {
  return metadata.name === OF_CLUSTER
}
