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
export type { Recovery } from './opening/prepare-database.ts'
