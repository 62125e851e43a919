export type { Access, AccessRule, Subject } from './api-server/access.ts'
export { type ApiResource, apiVersionOf, resources } from './api-server/api-resource.ts'
export type { ServedStore, StoreBackup } from './api-server/collection-set.ts'
export type { FaultVerbs } from './api-server/fault-verbs.ts'
export type { ArmedFault, Failure, RequestMatch, WatchListMode } from './api-server/faults.ts'
export { type Change, type ChangeListener, ObjectStore, type ObjectStoreOptions } from './api-server/object-store.ts'
export {
  type ApiServer,
  type ApiServerOptions,
  type OpenWatch,
  type SeenRequest,
  startApiServer,
} from './api-server/start-api-server.ts'
export { type Status, type StatusDetails, statuses } from './api-server/status.ts'
export type {
  Named,
  NewMetadata,
  NewObject,
  ObjectMetadata,
  OwnerReference,
  StoredChange,
  StoredObject,
} from './api-server/stored-object.ts'
export { type Random, seededRandom } from './controllers/time/chance.ts'
export type { Timers } from './controllers/time/timers.ts'
export { VirtualTimers } from './controllers/time/virtual-timers.ts'
export {
  DemoClusterError,
  InvalidWriteError,
  ObjectAlreadyExistsError,
  ObjectNotFoundError,
  UnreadableRecordingError,
  VersionExpiredError,
} from './errors.ts'
export { buildLargeCluster, LARGEST, type LargeClusterOptions } from './large/build-large-cluster.ts'
export { type Churn, type ChurnOptions, churn } from './large/churn.ts'
export type { PlayPosition } from './recording/line-player.ts'
export { type PlayOptions, playRecording, type RecordingServer } from './recording/play-recording.ts'
export type { Recording } from './recording/read-recording.ts'
export type { Subject as ChapterSubject } from './story/chapter.ts'
export { CHAPTER_NAMES } from './story/chapters/all-chapters.ts'
export { type DemoCluster, type DemoClusterOptions, startDemoCluster } from './story/start-demo-cluster.ts'
export { PROLOGUE_MS, type Story, type StoryChapter, type StoryOptions, startStory } from './story/start-story.ts'
