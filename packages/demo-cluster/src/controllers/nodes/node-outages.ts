import type { Kubelets } from '../kubelet/kubelets.ts'
import type { NodeHeartbeats } from './node-heartbeats.ts'
import type { NodeLifecycleController } from './node-lifecycle-controller.ts'

/** Nodes that stop talking to the API server, and come back. */
export class NodeOutages {
  readonly #kubelets: Kubelets
  readonly #lifecycle: NodeLifecycleController
  readonly #heartbeats: NodeHeartbeats

  constructor(kubelets: Kubelets, lifecycle: NodeLifecycleController, heartbeats: NodeHeartbeats) {
    this.#kubelets = kubelets
    this.#lifecycle = lifecycle
    this.#heartbeats = heartbeats
  }

  /** Cut a Node off: after the grace period it is `Unknown` and its Pods are not ready. */
  begin(nodeName: string): void {
    this.#kubelets.cutOff(nodeName)
    this.#lifecycle.notHeardOf(nodeName)
  }

  /** Join it again: the Node reports, its kubelet says what became of its Pods. */
  end(nodeName: string): void {
    this.#lifecycle.heardAgain(nodeName)
    this.#kubelets.reconnect(nodeName)
    this.#heartbeats.resume(nodeName)
  }
}
