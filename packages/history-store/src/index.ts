export { type OpenedAlerts, openAlerts } from './alerts/open-alerts.ts'
export type { FindingCode, LogFinding } from './checking/findings.ts'
export { type LogReport, type VerifyOptions, verifyLog } from './checking/verify-log.ts'
export {
  StoreClosedError,
  StoreDamagedError,
  StoreForeignError,
  StoreLockedError,
  StoreMigrationError,
  StoreMismatchError,
  StoreNewerError,
  StoreUnwritableError,
} from './errors.ts'
export { type History, type HistoryOptions, openHistory } from './open-history.ts'
export { type HistoryForReading, type LogEnd, openHistoryForReading } from './open-history-for-reading.ts'
export { isLogInUse } from './opening/is-log-in-use.ts'
export type { Recovery } from './opening/prepare-database.ts'
export type { RetentionLimits } from './retention/retention-limits.ts'
