/** What makes `portolan rollout wait` fail, of what can become of a rollout. */
export const FAILURES = ['outage', 'stalled', 'reduced', 'unknown', 'rolled-back', 'superseded', 'deleted'] as const

export type Failure = (typeof FAILURES)[number]

/** Whose rollout is waited for. */
export interface WaitedWorkload {
  readonly namespace: string
  readonly name: string
  /** Absent: whichever kind has one of that name. */
  readonly kind?: string
}

/** What to wait for, where, and for how long. */
export interface WaitOptions {
  /** Where Portolan answers, without a slash at the end. */
  readonly server: string
  readonly token?: string
  readonly workload: WaitedWorkload
  readonly timeoutMs: number
  /** So long a rollout may take to begin, and so long before the wait one may have been requested. */
  readonly graceMs: number
  /** `metadata.generation` that the workload was given: only a rollout asked for by it, or later, counts. */
  readonly generation?: number
  readonly failOn: readonly Failure[]
  readonly isJson: boolean
}

/** Ends of `portolan rollout wait`, as exit codes; 1 and 2 mean what they mean everywhere. `none`: no rollout was asked for. */
export const EXIT_CODES = { passed: 0, failed: 1, refused: 2, timeout: 3, none: 4 } as const
