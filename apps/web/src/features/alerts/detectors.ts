import type { Alert } from '@portolan/contract'

export type Detector = Alert['detector']

/** Worst first, as rules are listed. */
export const DETECTORS = [
  'zero-endpoints',
  'low-endpoints',
  'endpoint-drop',
  'churn-rate',
  'flapping-endpoint',
  'flapping-service',
  'slow-drain',
  'slow-readiness',
  'single-endpoint',
  'rollout-stalled',
  'node-drain',
] as const satisfies readonly Detector[]
