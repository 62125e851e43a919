import type {
  ChangesQuery,
  ChurnQuery,
  Instant,
  LedgerRange,
  RolloutsQuery,
  ServicesChurnQuery,
  SteppedRange,
} from '@portolan/pipeline/ports'
import type { WindowsQuery } from './window-reader.ts'

/** What the reading threads answer. The list of an answer is what its name says; what stands at its end is told. */
export type ReaderRequest =
  | { readonly type: 'changes'; readonly query: ChangesQuery }
  /** End: the `Place`, or `undefined` before the first record. */
  | { readonly type: 'objects-at'; readonly at: Instant; readonly namespaces?: readonly string[] }
  /** End: the newest `seq`. */
  | { readonly type: 'stored-objects' }
  /** Intervals; end: the windows. */
  | { readonly type: 'ledger'; readonly service: string; readonly range: LedgerRange }
  | { readonly type: 'open-ledgers' }
  | { readonly type: 'change-counts'; readonly range: SteppedRange }
  | { readonly type: 'churn'; readonly query: ChurnQuery }
  /** Services; end: how many churned. */
  | { readonly type: 'churn-of-services'; readonly query: ServicesChurnQuery }
  | { readonly type: 'zero-ready-windows'; readonly query: WindowsQuery }
  /** One `seq` or none. */
  | { readonly type: 'clock-set-back'; readonly between: { readonly after: number; readonly before: number } }
  | { readonly type: 'rollouts'; readonly query: RolloutsQuery }
  | { readonly type: 'rollout-marks'; readonly query: RolloutsQuery }
  /** One or none. */
  | { readonly type: 'rollout'; readonly id: string }
