export type {
  Acknowledgement,
  Acknowledging,
  AlertBatch,
  AlertMoment,
  AlertQuery,
  AlertStore,
  Firing,
  FiringsQuery,
  IncidentQuery,
  RestoredAlerts,
  StoredAlert,
} from './alert-store.ts'
export type { Clock } from './clock.ts'
export type {
  ClusterIdentity,
  ClusterSource,
  ComparedObject,
  FollowOptions,
  SourceMessage,
  StreamCursor,
  StreamScope,
  StreamState,
  StreamStatistics,
  WatchedChange,
} from './cluster-source.ts'
export type { Delivery, DeliveryAttempt, DeliveryCount, DeliveryQuery, NewDelivery } from './delivery.ts'
export type {
  ChangesQuery,
  ChurnQuery,
  ChurnStep,
  EndpointMoves,
  HistoryBounds,
  HistoryReader,
  Instant,
  LedgerRange,
  PastObjects,
  ServiceChurn,
  ServiceLedger,
  ServicesChurn,
  ServicesChurnQuery,
  ServiceWindow,
  SteppedRange,
  StreamBeginning,
} from './history-reader.ts'
export type {
  AppendBatch,
  EventRecurrence,
  HistoryWriter,
  RestoredHistory,
  StoredObject,
} from './history-store.ts'
export type { Notification, NotificationKind, NotifiedAlert } from './notification.ts'
export type { Notifier, SendOutcome } from './notifier.ts'
export type { QuietHours, Receiver, ReceiverTarget, SecretRef } from './receiver.ts'
export type {
  KeptRollout,
  RolloutArchive,
  RolloutFoldState,
  RolloutMark,
  RolloutsQuery,
} from './rollout-archive.ts'
export { StoreError, StoreFullError } from './store-errors.ts'
