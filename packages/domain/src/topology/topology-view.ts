import type { ObjectKey } from '../kubernetes/object-key.ts'

/** Which part of the chart is asked for. */
export interface TopologyView {
  /** Absent: those around the focus; without one, all. */
  readonly namespaces?: readonly string[]
  /** Only what is within `depth` edges of this object, in either direction. */
  readonly focus?: ObjectKey
  /** Edges from the focus, ≥ 0; default 2. */
  readonly depth?: number
  /**
   * `services` ends at the Services, which carry the counts of their endpoints: no slice, no Pod, and nothing that hangs on
   * Pods. Default `endpoints`.
   */
  readonly detail?: 'endpoints' | 'services'
}
