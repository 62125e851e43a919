import type { OwnerReference } from '../kubernetes/metadata.ts'
import type { Pod } from '../kubernetes/pod.ts'
import type { Service } from '../kubernetes/service.ts'
import type { WatchedObject } from '../kubernetes/watched-object.ts'
import { isMatchedBy, isWorkload, type Workload, wantedPods } from '../services/matching-workloads.ts'
import { templateLabel, WORKLOADS_BY_LABEL } from './lookups.ts'
import type { RuleView } from './rule-view.ts'

/** Workloads whose template a Service selects, by kind and name. */
export function workloadsOf({ metadata, spec }: Service, view: RuleView): Workload[] {
  const keys = Object.entries(spec.selector).map(([key, value]) => templateLabel(metadata.namespace, key, value))
  return view
    .narrowest(WORKLOADS_BY_LABEL, keys)
    .filter((workload) => isMatchedBy(workload.derived.templateLabels, spec.selector) && isWorkload(workload))
}

/** How many Pods the workloads of a Service should have together; `undefined` where there is no workload. */
export function desiredPods(service: Service, view: RuleView): number | undefined {
  const workloads = workloadsOf(service, view)
  return workloads.length === 0 ? undefined : workloads.reduce((sum, workload) => sum + wantedPods(workload), 0)
}

/** Whoever made a Pod in the end: over its ReplicaSet the Deployment (rule D.7); the Pod itself where nobody did. */
export function rootOwner(
  pod: Pod,
  view: RuleView,
): { readonly kind: string; readonly name: string; readonly uid: string } {
  let owner: { kind: string; name: string; uid: string } = {
    kind: 'Pod',
    name: pod.metadata.name,
    uid: pod.metadata.uid,
  }
  let object: WatchedObject | undefined = pod
  while (object) {
    const controller: OwnerReference | undefined = object.metadata.ownerReferences.find(
      (reference) => reference.controller,
    )
    if (!controller) return owner
    owner = controller
    object = view.byUid(controller.kind, controller.uid)
  }
  return owner
}

/** Finished for ever: such a Pod is in no slice (rule D.3). */
export function isTerminal({ status }: Pod): boolean {
  return status.phase === 'Failed' || status.phase === 'Succeeded'
}
