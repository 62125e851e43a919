import { isEqualJson } from '../json-value.ts'
import type { Condition } from './metadata.ts'
import type { ContainerStatus, Pod } from './pod.ts'

/** How much is remembered: some megabytes at most. */
const MOST_CONTROLLERS = 20_000
const MOST_TEXTS = 50_000
/** Readiness gates name types of their own. */
const MOST_CONDITION_TYPES = 100
/** Of one type. */
const MOST_CONDITIONS = 10_000

type Running = NonNullable<ContainerStatus['state']['running']>
type Writable<T> = { -readonly [Member in keyof T]: T[Member] }

/** What the Pods of one controller have in common. */
interface Likeness extends Pick<Pod['metadata'], 'annotations' | 'labels' | 'ownerReferences'> {
  readonly derived: Pod['derived']
  readonly containers: Pod['spec']['containers']
  readonly initContainers: Pod['spec']['initContainers']
  readonly readinessGates: Pod['spec']['readinessGates']
}

/**
 * Lets Pods that are alike hold the same parts in memory, so that very many of them fit.
 *
 * Pods of one controller have equal labels and containers; conditions, times, nodes and images repeat everywhere.
 */
export class PodSharing {
  readonly #likenesses = new Map<string, Likeness>()
  readonly #texts = new Map<string, string>()
  /** By type, then by time. */
  readonly #conditions = new Map<string, Map<string, Condition>>()

  /**
   * Replace parts of a Pod by equal parts of Pods that came before.
   *
   * @param pod written to: nobody else may hold it or any part of it yet
   */
  share(pod: Pod): void {
    this.#shareLikeness(pod)
    this.#shareMetadata(pod.metadata)
    this.#shareSpec(pod.spec)
    this.#shareStatus(pod.status)
  }

  #shareLikeness(pod: Writable<Pod>): void {
    const controller = pod.metadata.ownerReferences.find((owner) => owner.controller)?.uid ?? ''
    const known = this.#likenesses.get(controller)
    const metadata: Writable<Pod['metadata']> = pod.metadata
    const spec: Writable<Pod['spec']> = pod.spec
    pod.derived = same(known?.derived, pod.derived)
    metadata.annotations = same(known?.annotations, metadata.annotations)
    metadata.labels = same(known?.labels, metadata.labels)
    metadata.ownerReferences = same(known?.ownerReferences, metadata.ownerReferences)
    spec.containers = same(known?.containers, spec.containers)
    spec.initContainers = same(known?.initContainers, spec.initContainers)
    spec.readinessGates = same(known?.readinessGates, spec.readinessGates)
    if (known?.containers === spec.containers) return
    const { containers, initContainers, readinessGates } = spec
    const { annotations, labels, ownerReferences } = metadata
    const likeness = {
      annotations,
      containers,
      derived: pod.derived,
      initContainers,
      labels,
      ownerReferences,
      readinessGates,
    }
    withRoom(this.#likenesses, MOST_CONTROLLERS).set(controller, likeness)
  }

  #shareMetadata(metadata: Writable<Pod['metadata']>): void {
    metadata.creationTimestamp = this.#text(metadata.creationTimestamp)
    if (metadata.namespace !== undefined) metadata.namespace = this.#text(metadata.namespace)
  }

  #shareSpec(spec: Writable<Pod['spec']>): void {
    if (spec.nodeName !== undefined) spec.nodeName = this.#text(spec.nodeName)
    if (spec.serviceAccountName !== undefined) spec.serviceAccountName = this.#text(spec.serviceAccountName)
  }

  #shareStatus(status: Writable<Pod['status']>): void {
    if (status.hostIP !== undefined) status.hostIP = this.#text(status.hostIP)
    if (status.startTime !== undefined) status.startTime = this.#text(status.startTime)
    for (const address of status.podIPs) shareAddress(address, status.podIP)
    this.#shareConditions(status.conditions as Condition[])
    for (const container of status.containerStatuses) this.#shareContainerStatus(container)
    for (const container of status.initContainerStatuses) this.#shareContainerStatus(container)
    shareStates(status.containerStatuses)
  }

  #shareConditions(conditions: Condition[]): void {
    for (const [index, own] of conditions.entries()) conditions[index] = this.#sharedCondition(own)
  }

  /** Of one type and one second, which very many Pods have in common: the time is that of a whole second. */
  #sharedCondition(own: Writable<Condition>): Condition {
    own.type = this.#text(own.type)
    if (own.reason !== undefined) own.reason = this.#text(own.reason)
    if (own.lastTransitionTime === undefined) return own
    own.lastTransitionTime = this.#text(own.lastTransitionTime)
    const ofType = this.#conditionsOf(own.type)
    const known = ofType.get(own.lastTransitionTime)
    if (known !== undefined) return same(known, own)
    withRoom(ofType, MOST_CONDITIONS).set(own.lastTransitionTime, own)
    return own
  }

  #conditionsOf(type: string): Map<string, Condition> {
    const known = this.#conditions.get(type) ?? new Map<string, Condition>()
    if (!this.#conditions.has(type)) withRoom(this.#conditions, MOST_CONDITION_TYPES).set(type, known)
    return known
  }

  #shareContainerStatus(status: Writable<ContainerStatus>): void {
    status.name = this.#text(status.name)
    status.imageID = this.#text(status.imageID)
    const running: Writable<Running> | undefined = status.state.running
    if (running?.startedAt !== undefined) running.startedAt = this.#text(running.startedAt)
  }

  #text(text: string): string {
    const known = this.#texts.get(text)
    if (known === undefined) withRoom(this.#texts, MOST_TEXTS).set(text, text)
    return known ?? text
  }
}

/** A Pod has its first address twice. */
function shareAddress(address: Writable<Pod['status']['podIPs'][number]>, podIP: string | undefined): void {
  if (podIP !== undefined && address.ip === podIP) address.ip = podIP
}

/** Containers of a Pod mostly start in the same second. */
function shareStates(containers: readonly Writable<ContainerStatus>[]): void {
  let before: ContainerStatus['state'] | undefined
  for (const container of containers) {
    container.state = same(before, container.state)
    before = container.state
  }
}

function same<Part>(known: Part | undefined, own: Part): Part {
  return known !== undefined && isEqualJson(known, own) ? known : own
}

/** Forgetting everything is simple and rare; what is shared already stays shared. */
function withRoom<Value>(remembered: Map<string, Value>, most: number): Map<string, Value> {
  if (remembered.size >= most) remembered.clear()
  return remembered
}
