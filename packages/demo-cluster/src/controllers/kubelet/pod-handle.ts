import { toTimestamp } from '../../api-server/assigned-identity.ts'
import type { ControllerContext } from '../controller-context.ts'
import type { EventRecorder } from '../events/event-recorder.ts'
import { internalAddressOf, type Node } from '../objects/infrastructure.ts'
import { kinds } from '../objects/kinds.ts'
import type { Container, Pod } from '../objects/pod.ts'
import type { Writer } from '../objects/writer.ts'
import { between } from '../time/chance.ts'
import type { CancelTimer } from '../time/timers.ts'
import { mainContainerOf } from './container-status.ts'
import type { ImageCache } from './image-cache.ts'
import type { PodAddresses } from './pod-addresses.ts'
import type { PodBehaviours } from './pod-behaviour.ts'

export interface PodHandleOptions {
  context: ControllerContext
  writer: Writer
  events: EventRecorder
  behaviours: PodBehaviours
  addresses: PodAddresses
  images: ImageCache
  node: Node
  pod: Pod
}

/**
 * A kubelet's hold on one Pod: reads, writes and speaks of that very Pod, never of a later namesake. While its node is
 * cut off, what was to happen is held back and happens when the node is back.
 */
export class PodHandle {
  readonly images: ImageCache
  readonly behaviours: PodBehaviours
  readonly #options: PodHandleOptions
  readonly #planned = new Set<CancelTimer>()
  readonly #held: (() => void)[] = []
  #isCutOff = false

  constructor(options: PodHandleOptions) {
    this.#options = options
    this.images = options.images
    this.behaviours = options.behaviours
  }

  get node(): Node {
    return this.#options.node
  }

  /** The container that lives through trouble, as the spec has it. */
  get main(): Container {
    return mainContainerOf(this.#options.pod)
  }

  get isCutOff(): boolean {
    return this.#isCutOff
  }

  now(): number {
    return this.#options.context.timers.now()
  }

  /** RFC 3339, whole seconds. */
  time(): string {
    return toTimestamp(this.now())
  }

  /** A duration by chance, ms. */
  some(from: number, to: number): number {
    return between(this.#options.context.random, from, to)
  }

  /** The Pod as it is now; `undefined` when it is gone. */
  read(): Pod | undefined {
    const { namespace, name, uid } = this.#options.pod.metadata
    const pod = this.#options.context.store.get(kinds.pods, namespace, name)
    return pod?.metadata.uid === uid ? pod : undefined
  }

  writeStatus(edit: (draft: Pod) => void): void {
    const pod = this.read()
    if (pod !== undefined) this.#options.writer.updateStatus(kinds.pods, pod, edit)
  }

  /** Take the Pod out of the cluster: its containers have ended. */
  finish(): void {
    const pod = this.read()
    if (pod !== undefined) this.#options.writer.requestDeletion(kinds.pods, pod, 0)
  }

  /** Record an Event about the main container. */
  tell(type: 'Normal' | 'Warning', reason: string, message: string): void {
    const pod = this.read()
    if (pod === undefined) return
    this.#options.events.record({ about: pod, type, reason, message, fieldPath: `spec.containers{${this.main.name}}` })
  }

  /** The Pod's address: its own, or its node's. */
  address(): string {
    const { node, pod, addresses } = this.#options
    const host = internalAddressOf(node)
    return pod.spec.hostNetwork === true && host !== undefined ? host : addresses.take(node, pod.metadata.uid)
  }

  after(delayMs: number, run: () => void): CancelTimer {
    const cancel = this.#options.context.timers.after(delayMs, () => {
      this.#planned.delete(cancel)
      if (this.#isCutOff) this.#held.push(run)
      else run()
    })
    this.#planned.add(cancel)
    return cancel
  }

  /** Nothing planned or held back happens any more. */
  cancelPlans(): void {
    for (const cancel of this.#planned) cancel()
    this.#planned.clear()
    this.#held.length = 0
  }

  cutOff(): void {
    this.#isCutOff = true
  }

  reconnect(): void {
    this.#isCutOff = false
    for (const run of this.#held.splice(0)) run()
  }

  /** Give the address back. */
  release(): void {
    this.cancelPlans()
    this.#options.addresses.release(this.#options.pod.metadata.uid)
  }
}
