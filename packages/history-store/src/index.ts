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
