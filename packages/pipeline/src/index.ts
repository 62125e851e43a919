export { ChangeFeed, type CommittedChange, type FeedListener } from './live/change-feed.ts'
export { systemClock } from './ports/system-clock.ts'
export { Recorder, type RecorderOptions } from './recording/recorder.ts'
export type { RecorderHealth, Recording, StreamReport } from './recording/recording-types.ts'
