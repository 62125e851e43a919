import { type ControllerContext, writerOf } from '../controller-context.ts'
import { EventRecorder } from '../events/event-recorder.ts'
import { kinds } from '../objects/kinds.ts'
import type { Pod } from '../objects/pod.ts'
import { ImageCache } from './image-cache.ts'
import { PodAddresses } from './pod-addresses.ts'
import type { PodBehaviours } from './pod-behaviour.ts'
import { PodHandle } from './pod-handle.ts'
import { type ContainerEnd, PodWorker } from './pod-worker.ts'

/** All kubelets of the cluster, and the strings that move them. */
export class Kubelets {
  readonly #context: ControllerContext
  readonly #behaviours: PodBehaviours
  readonly #addresses = new PodAddresses()
  readonly #images = new Map<string, ImageCache>()
  readonly #events = new Map<string, EventRecorder>()
  readonly #workers = new Map<string, { worker: PodWorker; pod: Pod }>()
  readonly #cutOff = new Set<string>()

  /** Starts at once: every Pod that gets a Node is run there. */
  constructor(context: ControllerContext, behaviours: PodBehaviours) {
    this.#context = context
    this.#behaviours = behaviours
    context.store.subscribe(kinds.pods, ({ type, object }) => {
      if (type === 'DELETED') this.#forget(object)
      else this.#attend(object)
    })
  }

  /** Probe the Pods that match soon, because what their probes depend on has changed. */
  reprobe(isMeant: (pod: Pod) => boolean): void {
    for (const { worker, pod } of this.#workers.values()) if (isMeant(pod)) worker.reprobe()
  }

  /** The first container of a Pod exits by itself. */
  crash(pod: Pod, end: ContainerEnd): void {
    this.#workers.get(pod.metadata.uid)?.worker.crash(end)
  }

  /** Cut a Node's kubelet off from the API server; what it runs goes on unseen. */
  cutOff(nodeName: string): void {
    this.#cutOff.add(nodeName)
    for (const { worker, pod } of this.#workers.values()) if (pod.spec.nodeName === nodeName) worker.cutOff()
  }

  /** Let a Node's kubelet speak again. */
  reconnect(nodeName: string): void {
    this.#cutOff.delete(nodeName)
    for (const { worker, pod } of this.#workers.values()) if (pod.spec.nodeName === nodeName) worker.reconnect()
  }

  isCutOff(nodeName: string): boolean {
    return this.#cutOff.has(nodeName)
  }

  #attend(pod: Pod): void {
    const known = this.#workers.get(pod.metadata.uid)
    if (known !== undefined) {
      if (pod.metadata.deletionTimestamp !== undefined) known.worker.end()
      return
    }
    const node =
      pod.spec.nodeName === undefined ? undefined : this.#context.store.get(kinds.nodes, undefined, pod.spec.nodeName)
    if (node === undefined) return
    const handle = new PodHandle({
      context: this.#context,
      writer: writerOf(this.#context, 'kubelet'),
      events: this.#recorderOn(node.metadata.name),
      behaviours: this.#behaviours,
      addresses: this.#addresses,
      images: this.#imagesOn(node.metadata.name),
      node,
      pod,
    })
    const worker = new PodWorker(handle)
    if (this.#cutOff.has(node.metadata.name)) worker.cutOff()
    this.#workers.set(pod.metadata.uid, { worker, pod })
  }

  #forget(pod: Pod): void {
    this.#workers.get(pod.metadata.uid)?.worker.stop()
    this.#workers.delete(pod.metadata.uid)
  }

  #recorderOn(host: string): EventRecorder {
    const known = this.#events.get(host)
    if (known !== undefined) return known
    const recorder = new EventRecorder(this.#context, { component: 'kubelet', manager: 'kubelet', host })
    this.#events.set(host, recorder)
    return recorder
  }

  #imagesOn(nodeName: string): ImageCache {
    const known = this.#images.get(nodeName)
    if (known !== undefined) return known
    const images = new ImageCache()
    this.#images.set(nodeName, images)
    return images
  }
}
