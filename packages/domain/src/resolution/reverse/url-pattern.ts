import type { ObjectKey } from '../../kubernetes/object-key.ts'
import type { Message } from '../messages/message.ts'
import type { BackendRole, FieldEvidence, TrafficEntry } from '../resolution.ts'

/** One rule that leads to a Service, and whether a request can get past the rules before it. */
export interface UrlPattern {
  readonly entry: TrafficEntry
  readonly service: ObjectKey
  /** Where the rule is written. */
  readonly source: FieldEvidence
  readonly role: BackendRole
  readonly scheme: 'http' | 'https' | 'tls' | 'tcp' | 'udp'
  /** Absent: the default one of the scheme. */
  readonly port?: number
  /** May be a wildcard. Absent: every host. */
  readonly host?: string
  /** Absent for a default backend, and where paths are not looked at. */
  readonly path?: string
  readonly pathType?: string
  /** Further conditions as a person writes them. */
  readonly conditions: readonly string[]
  /**
   * A URL to be traced: one that the rule answers, else one it is for. Made-up names stand for wildcards. Absent where none can
   * be made up.
   */
  readonly example?: string
  /**
   * `reached`: the rule answers for it. `partly`: for some of its paths. `shadowed`: another rule always goes first. `unknown`:
   * a pattern stands in the way. `invalid`: the rule answers for it, and cannot lead to the Service, which is not there or has
   * no such port, or may not be referred to.
   */
  readonly reach: 'reached' | 'partly' | 'shadowed' | 'unknown' | 'invalid'
  /** Why it is not reached, or not always. */
  readonly reason?: Message
}

/** How many patterns an answer lists. */
export const MAX_URL_PATTERNS = 500
