export { type ApiResource, apiVersionOf, collectionPath, resources } from './api-server/api-resource.ts'
export { type Change, type ChangeListener, ObjectStore, type ObjectStoreOptions } from './api-server/object-store.ts'
export type {
  NewMetadata,
  NewObject,
  ObjectMetadata,
  OwnerReference,
  StoredChange,
  StoredObject,
} from './api-server/stored-object.ts'
export {
  DemoClusterError,
  InvalidWriteError,
  ObjectAlreadyExistsError,
  ObjectNotFoundError,
  UnreadableRecordingError,
  VersionExpiredError,
} from './errors.ts'
