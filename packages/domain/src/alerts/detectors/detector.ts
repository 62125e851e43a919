import type { EndpointIdentity } from '../../endpoints/ledger-types.ts'
import type { Severity } from '../../findings/severity.ts'
import type { LatchReading } from '../hysteresis/latch.ts'
import type { DetectorId, DetectorThresholds } from '../rules/alert-rule.ts'
import type { ServiceFacts } from '../service-facts.ts'
import type { ChurnRecord } from '../view/churn-history.ts'

/** What a detector reads of a Service at one moment. */
export interface DetectorReading extends LatchReading {
  /** Where it is about one endpoint. */
  readonly identity?: EndpointIdentity
  /** For the sentence. */
  readonly facts: Readonly<Record<string, string | number>>
  /** Epoch ms at which it may read otherwise though nothing happened; absent: never. */
  readonly nextAt?: number
}

/** Watches one kind of trouble in one Service (rule H.3). Pure: everything it knows comes with the facts. */
export interface ServiceDetector<D extends DetectorId = DetectorId> {
  readonly id: D
  /** Where the rule does not say another. */
  severity(facts: ServiceFacts): Severity
  /**
   * One reading, or one for each endpoint that may be concerned; an endpoint that is not named is over.
   * @param firing facts of the alert that fires, by identity (`''` for the Service): thresholds may depend on what raised it
   */
  read(facts: ServiceFacts, thresholds: DetectorThresholds[D], firing: FiringFacts): readonly DetectorReading[]
  /** What it is about, where that is not what was lost when the condition began to hold. */
  concerns?(facts: ServiceFacts, thresholds: DetectorThresholds[D]): readonly ChurnRecord[]
}

export type FiringFacts = ReadonlyMap<EndpointIdentity, Readonly<Record<string, string | number>>>

/** Windows are looked at again this often while something is in them (rule H.3). */
export const EVALUATION_MS = 10_000

/** A reading that nothing is wrong. */
export const ALL_WELL: DetectorReading = { holds: false, isOver: true, forMs: 0, clearForMs: 0, facts: {} }
