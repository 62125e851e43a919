import type { ControllerContext } from './controller-context.ts'
import { startEndpointSliceController } from './endpoints/endpoint-slice-controller.ts'
import { startEndpointsController } from './endpoints/endpoints-controller.ts'
import { startEventExpiry } from './events/event-expiry.ts'
import { Kubelets } from './kubelet/kubelets.ts'
import type { PodBehaviours } from './kubelet/pod-behaviour.ts'
import { NodeHeartbeats } from './nodes/node-heartbeats.ts'
import { NodeLifecycleController } from './nodes/node-lifecycle-controller.ts'
import { NodeOutages } from './nodes/node-outages.ts'
import { startScheduler } from './nodes/scheduler.ts'
import { startLoadBalancerController } from './traffic/load-balancer-controller.ts'
import { startDaemonSetController } from './workloads/daemon-set-controller.ts'
import { startDeploymentController } from './workloads/deployment/deployment-controller.ts'
import { startDisruptionController } from './workloads/disruption-controller.ts'
import { startGarbageCollector } from './workloads/garbage-collector.ts'
import { type LoadOf, PodAutoscalers } from './workloads/pod-autoscaler.ts'
import { startReplicaSetController } from './workloads/replica-set-controller.ts'
import { startStatefulSetController } from './workloads/statefulset/stateful-set-controller.ts'

export interface ControllersOptions extends ControllerContext {
  behaviours: PodBehaviours
  /** What autoscalers measure. */
  loadOf: LoadOf
}

/** The strings by which a story moves what no manifest can. */
export interface RunningControllers {
  kubelets: Kubelets
  outages: NodeOutages
  autoscalers: PodAutoscalers
}

/**
 * Start the control plane and the kubelets on a store. Objects written from now on are acted upon, so start before
 * writing any. It ends with its timers.
 */
export function startControllers({ behaviours, loadOf, ...context }: ControllersOptions): RunningControllers {
  startDeploymentController(context)
  startReplicaSetController(context)
  startStatefulSetController(context)
  startDaemonSetController(context)
  startDisruptionController(context)
  startGarbageCollector(context)
  startScheduler(context)
  startEndpointsController(context)
  startEndpointSliceController(context)
  startLoadBalancerController(context)
  startEventExpiry(context)
  const kubelets = new Kubelets(context, behaviours)
  const lifecycle = new NodeLifecycleController(context)
  const heartbeats = new NodeHeartbeats(context, kubelets)
  return {
    kubelets,
    outages: new NodeOutages(kubelets, lifecycle, heartbeats),
    autoscalers: new PodAutoscalers(context, loadOf),
  }
}
