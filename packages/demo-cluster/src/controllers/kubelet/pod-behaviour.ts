import type { Pod } from '../objects/pod.ts'

/** What the program in a Pod's first container does once it is told to run: the part of a cluster no manifest states. */
export interface PodBehaviour {
  /** How long pulling the image takes on a node that lacks it, ms; `missing` when the registry has no such image. */
  pullMs: number | 'missing'
  /** From the image to a running container, ms. */
  startMs: number
  /** From running to the first successful readiness probe, ms. */
  readyMs: number | 'never'
  /** The container exits by itself, this long after each start. */
  crash?: { afterMs: number; exitCode: number; reason: 'Error' | 'OOMKilled' }
  /** From SIGTERM to the exit, ms; `never` waits for SIGKILL. */
  exitMs: number | 'never'
}

/** Decides how Pods behave; asked again at each step, so a change of mind reaches running Pods. */
export interface PodBehaviours {
  of(pod: Pod): PodBehaviour
  /** Whether readiness probes pass once the program is up. */
  passesReadiness(pod: Pod): boolean
}
