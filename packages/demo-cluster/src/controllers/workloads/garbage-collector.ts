import type { ApiResource } from '../../api-server/api-resource.ts'
import type { StoredObject } from '../../api-server/stored-object.ts'
import { type ControllerContext, queueOf, writerOf } from '../controller-context.ts'
import { kinds } from '../objects/kinds.ts'
import { controllerOf } from '../objects/selection.ts'

const OWNERS: readonly ApiResource[] = [kinds.deployments, kinds.replicaSets, kinds.statefulSets, kinds.daemonSets]
const DEPENDENTS: readonly ApiResource[] = [kinds.replicaSets, kinds.controllerRevisions, kinds.pods]

/** Deletes what belonged to a deleted workload, level by level. Source: pkg/controller/garbagecollector, background. */
export function startGarbageCollector(context: ControllerContext): void {
  const writer = writerOf(context, 'kube-controller-manager')
  const queue = queueOf(context, (uid) => {
    const isOrphan = (object: StoredObject): boolean =>
      controllerOf(object)?.uid === uid && object.metadata.deletionTimestamp === undefined
    for (const resource of DEPENDENTS) {
      for (const object of context.store.list(resource).filter(isOrphan)) writer.requestDeletion(resource, object)
    }
  })
  for (const owner of OWNERS) {
    context.store.subscribe(owner, ({ type, object }) => {
      if (type === 'DELETED') queue.add(object.metadata.uid)
    })
  }
}
