import type { Severity } from '../../findings/severity.ts'

/** What can be watched for; rule H.3 says when each raises and clears. */
export type DetectorId =
  | 'zero-endpoints'
  | 'low-endpoints'
  | 'endpoint-drop'
  | 'churn-rate'
  | 'flapping-endpoint'
  | 'flapping-service'
  | 'slow-drain'
  | 'slow-readiness'
  | 'single-endpoint'
  | 'rollout-stalled'
  | 'node-drain'

/** Thresholds of each detector. Durations in ms, ratios from 0 to 1. The names are those of the rules file. */
export interface DetectorThresholds {
  /** No ready endpoint for `forMs`; over once one was ready for `clearForMs`. */
  readonly 'zero-endpoints': { readonly forMs: number; readonly clearForMs: number }
  /** Fewer ready than this share of the desired, where at least `minDesired` are desired. */
  readonly 'low-endpoints': {
    readonly share: number
    readonly clearShare: number
    readonly minDesired: number
    readonly forMs: number
    readonly clearForMs: number
  }
  /** This share of the peak of the last `windowMs` is gone, and at least `minLost` endpoints. */
  readonly 'endpoint-drop': {
    readonly share: number
    readonly minLost: number
    readonly windowMs: number
    readonly forMs: number
    readonly clearShare: number
    readonly clearForMs: number
    /** After this long without another drop, what is there is the new normal. */
    readonly baselineAfterMs: number
  }
  /** Unexplained joins, leaves and flips within `windowMs`, per endpoint and in all. */
  readonly 'churn-rate': {
    readonly rate: number
    readonly minChurn: number
    readonly windowMs: number
    readonly clearRate: number
    readonly clearForMs: number
  }
  /** One endpoint changed its readiness `transitions` times within `windowMs`. */
  readonly 'flapping-endpoint': {
    readonly transitions: number
    readonly windowMs: number
    readonly clearTransitions: number
    readonly clearWindowMs: number
  }
  /** This many flap, or this share flipped within `togetherMs`. */
  readonly 'flapping-service': {
    readonly identities: number
    readonly share: number
    readonly togetherMs: number
    readonly clearWindowMs: number
  }
  /** Terminating for longer than its grace period and this. */
  readonly 'slow-drain': { readonly overGraceMs: number }
  /** Running but not ready for longer than this, and than `medians` times what its workload takes. */
  readonly 'slow-readiness': { readonly forMs: number; readonly medians: number }
  readonly 'single-endpoint': { readonly forMs: number }
  readonly 'rollout-stalled': { readonly forMs: number }
  /** Over after this long without another eviction, or when Pods may be scheduled there again. */
  readonly 'node-drain': { readonly clearForMs: number }
}

/** Which Services a rule is about. Every member narrows; all absent: every Service. */
export interface RuleScope {
  /** Exact, or with `*` for any run of characters. */
  readonly namespaces?: readonly string[]
  /** Names of Services, exact or with `*`. */
  readonly services?: readonly string[]
  /** Labels of the Service that must have these values. */
  readonly labels?: Readonly<Record<string, string>>
}

/**
 * What a detector means for some Services. Of one detector, the first rule in the order of the list whose scope holds a
 * Service decides for it; the others say nothing of that Service. So a rule before the defaults can tighten, loosen or
 * (`enabled: false`) switch off a detector for its scope, and nothing is ever raised twice.
 */
export interface AlertRule<D extends DetectorId = DetectorId> {
  /** Stable; `default-zero-endpoints` for the built-in ones. */
  readonly id: string
  readonly name: string
  readonly detector: D
  readonly enabled: boolean
  readonly scope: RuleScope
  readonly thresholds: DetectorThresholds[D]
  /** Absent: the detector's own, which may depend on what the Service is used by (H.3). */
  readonly severity?: Severity
  /** A receiver is told again after this long while it fires; 0: never. */
  readonly renotifyMs: number
  /** Nothing is raised for a Service younger than this (H.4). */
  readonly graceMs: number
  /** Who keeps it: the product, a person over UI or API, or a file that is read at the start. */
  readonly origin: 'default' | 'stored' | 'file'
}

/** A rule of any detector, its thresholds fitting its detector. */
export type AnyAlertRule = { readonly [D in DetectorId]: AlertRule<D> }[DetectorId]
