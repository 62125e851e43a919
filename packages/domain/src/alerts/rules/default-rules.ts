import type { AlertRule, AnyAlertRule, DetectorId, DetectorThresholds } from './alert-rule.ts'

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE

/** As many flips make an endpoint a flapping one (rule H.3). */
export const FLAPPING_FLIPS = 4

/** Thresholds where nobody said otherwise (rule H.3). */
export const DEFAULT_THRESHOLDS: DetectorThresholds = {
  'zero-endpoints': { forMs: 10 * SECOND, clearForMs: 30 * SECOND },
  'low-endpoints': { share: 0.5, clearShare: 0.75, minDesired: 2, forMs: 60 * SECOND, clearForMs: 60 * SECOND },
  'endpoint-drop': {
    share: 0.5,
    minLost: 2,
    windowMs: 5 * MINUTE,
    forMs: 30 * SECOND,
    clearShare: 0.8,
    clearForMs: 60 * SECOND,
    baselineAfterMs: 10 * MINUTE,
  },
  'churn-rate': { rate: 1, minChurn: 6, windowMs: 5 * MINUTE, clearRate: 0.5, clearForMs: 10 * MINUTE },
  'flapping-endpoint': {
    transitions: FLAPPING_FLIPS,
    windowMs: 10 * MINUTE,
    clearTransitions: 1,
    clearWindowMs: 15 * MINUTE,
  },
  'flapping-service': { identities: 3, share: 0.3, togetherMs: 60 * SECOND, clearWindowMs: 15 * MINUTE },
  'slow-drain': { overGraceMs: 15 * SECOND },
  'slow-readiness': { forMs: 2 * MINUTE, medians: 3 },
  'single-endpoint': { forMs: 10 * MINUTE },
  'rollout-stalled': { forMs: 0 },
  'node-drain': { clearForMs: 10 * MINUTE },
}

/** Names of the detectors, as people read them. */
const DETECTOR_NAMES: Readonly<Record<DetectorId, string>> = {
  'zero-endpoints': 'Zero endpoints',
  'low-endpoints': 'Low endpoints',
  'endpoint-drop': 'Endpoint drop',
  'churn-rate': 'Churn rate',
  'flapping-endpoint': 'Flapping endpoint',
  'flapping-service': 'Flapping Service',
  'slow-drain': 'Slow drain',
  'slow-readiness': 'Slow readiness',
  'single-endpoint': 'Single endpoint',
  'rollout-stalled': 'Rollout stalled',
  'node-drain': 'Node drain',
}

/**
 * What is watched for without any configuration, asked after every other rule. A single endpoint is a matter of taste and told
 * as a finding (SVC-022) anyway: its rule is there, but off.
 */
export const DEFAULT_ALERT_RULES: readonly AnyAlertRule[] = (Object.keys(DEFAULT_THRESHOLDS) as DetectorId[]).map(
  (detector) => defaultRule(detector) as AnyAlertRule,
)

function defaultRule<D extends DetectorId>(detector: D): AlertRule<D> {
  return {
    id: `default-${detector}`,
    name: DETECTOR_NAMES[detector],
    detector,
    enabled: detector !== 'single-endpoint',
    scope: {},
    thresholds: DEFAULT_THRESHOLDS[detector],
    renotifyMs: 4 * HOUR,
    graceMs: 60 * SECOND,
    origin: 'default',
  }
}
