export { AlertDesk, type AlertDeskOptions, type AlertSettings } from './alerting/alert-desk.ts'
export { attemptOf } from './alerting/delivery-attempt.ts'
export { DeliveryLoop, type DeliveryLoopOptions, type Outbox } from './alerting/delivery-loop.ts'
export {
  type PlannedNotification,
  planNotification,
  type TellableAlert,
  type Told,
} from './alerting/plan-notification.ts'
export type { Circuit } from './alerting/receiver-gate.ts'
export { ChangeFeed, type CommittedChange, type FeedListener } from './live/change-feed.ts'
export { systemClock } from './ports/system-clock.ts'
export { Recorder, type RecorderOptions } from './recording/recorder.ts'
export type { RecorderHealth, Recording, StreamReport } from './recording/recording-types.ts'
