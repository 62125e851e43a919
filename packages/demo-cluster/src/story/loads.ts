import type { HorizontalPodAutoscaler } from '../controllers/objects/workloads.ts'
import type { Random } from '../controllers/time/chance.ts'

/** In the middle of what an autoscaler tolerates. */
const TARGET_UTILIZATION = 70

/** How much work each autoscaled application has: as much as keeps it at the size a chapter wants, and some noise. */
export class Loads {
  readonly #random: Random
  readonly #replicas = new Map<string, number>()

  constructor(random: Random) {
    this.#random = random
  }

  /** Work for so many replicas. */
  set(namespace: string, name: string, replicas: number): void {
    this.#replicas.set(`${namespace}/${name}`, replicas)
  }

  /** In percent of one replica's request, all replicas together. Before anything was set: the minimum's worth. */
  of = ({ metadata, spec }: HorizontalPodAutoscaler): number => {
    const replicas = this.#replicas.get(`${metadata.namespace}/${metadata.name}`) ?? spec.minReplicas
    return (replicas - 0.15 + this.#random() * 0.1) * TARGET_UTILIZATION
  }
}
