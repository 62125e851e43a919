import { type ControllerContext, writerOf } from '../controller-context.ts'
import { evict } from '../nodes/eviction.ts'
import { kinds } from '../objects/kinds.ts'
import { hasPodEnded, type Pod } from '../objects/pod.ts'
import { controllerOf } from '../objects/selection.ts'
import { Kubectl } from './kubectl.ts'

/** How long a refused eviction waits. Source: kubectl drain. */
const RETRY_MS = 5_000

/** `kubectl drain --ignore-daemonsets`: cordon a Node, then evict its Pods one by one for as long as budgets refuse some. */
export function drain(context: ControllerContext, nodeName: string): void {
  new Kubectl(context).cordon(nodeName)
  const writer = writerOf(context, 'kubectl')
  const evictAll = (): void => {
    const node = context.store.get(kinds.nodes, undefined, nodeName)
    if (node?.spec.unschedulable !== true) return
    const refused = evictablePods(context, nodeName).filter((pod) => evict(context, writer, pod) === 'refused')
    if (refused.length > 0) context.timers.after(RETRY_MS, evictAll)
  }
  evictAll()
}

const evictablePods = ({ store }: ControllerContext, nodeName: string): Pod[] =>
  store
    .list(kinds.pods)
    .filter(
      (pod) =>
        pod.spec.nodeName === nodeName &&
        pod.metadata.deletionTimestamp === undefined &&
        !hasPodEnded(pod) &&
        controllerOf(pod)?.kind !== 'DaemonSet',
    )
