import type { PodBehaviour, PodBehaviours } from '../controllers/kubelet/pod-behaviour.ts'
import type { Pod } from '../controllers/objects/pod.ts'
import { isSelected } from '../controllers/objects/selection.ts'
import type { Random } from '../controllers/time/chance.ts'
import { between } from '../controllers/time/chance.ts'

/** Images with a mind of their own; more than this many are forgotten, oldest first. */
const KEPT_IMAGES = 40

/** Which Pods a trouble concerns. */
export interface PodGroup {
  namespace: string
  labels: Record<string, string>
}

/** How the story's programs behave: well, except where a chapter says otherwise. */
export class StoryBehaviours implements PodBehaviours {
  readonly #random: Random
  readonly #images = new Map<string, Partial<PodBehaviour>>()
  readonly #withoutDependency = new Set<PodGroup>()
  readonly #deaf = new Set<PodGroup>()

  constructor(random: Random) {
    this.#random = random
  }

  of(pod: Pod): PodBehaviour {
    const image = pod.spec.containers[0]?.image ?? ''
    const isData = pod.metadata.labels?.tier === 'data'
    return {
      pullMs: between(this.#random, 900, 3_200),
      startMs: between(this.#random, 250, 700),
      readyMs: isData ? between(this.#random, 4_000, 7_000) : between(this.#random, 1_800, 4_500),
      exitMs: this.#isIn(this.#deaf, pod) ? 'never' : between(this.#random, 300, 1_600),
      ...this.#images.get(image),
    }
  }

  passesReadiness(pod: Pod): boolean {
    return !this.#isIn(this.#withoutDependency, pod)
  }

  /** From now on containers of this image behave so. */
  define(image: string, behaviour: Partial<PodBehaviour>): void {
    this.#images.set(image, behaviour)
    const [oldest] = this.#images.keys()
    if (this.#images.size > KEPT_IMAGES && oldest !== undefined) this.#images.delete(oldest)
  }

  /** What these Pods depend on is away: they are not ready until the returned call ends it. */
  loseDependency(group: PodGroup): () => void {
    this.#withoutDependency.add(group)
    return () => void this.#withoutDependency.delete(group)
  }

  /** These Pods do not hear SIGTERM until the returned call ends it. */
  makeDeaf(group: PodGroup): () => void {
    this.#deaf.add(group)
    return () => void this.#deaf.delete(group)
  }

  #isIn(groups: ReadonlySet<PodGroup>, { metadata }: Pod): boolean {
    return [...groups].some(
      ({ namespace, labels }) =>
        metadata.namespace === namespace && isSelected({ matchLabels: labels }, metadata.labels),
    )
  }
}
