import type { ObjectMeta } from '../metadata.ts'
import type { PodSharing } from '../pod-sharing.ts'
import type { WatchedKind } from '../resources.ts'
import type { ObjectOfKind } from '../watched-object.ts'
import type { MetadataPolicy } from './metadata.ts'
import type { Raw } from './raw.ts'

/** What a projection needs from its surroundings. */
export interface ProjectionOptions {
  /** A keyed hash of a text that must not be stored: equal texts give equal hashes, and none can be guessed back. */
  readonly fingerprint: (canonicalJson: string) => string
  /** Where very many Pods are held: what lets them share their parts. */
  readonly sharing?: PodSharing
}

/** What is made already when the part of a kind begins. */
export interface Common {
  readonly apiVersion: string
  readonly fingerprint: ProjectionOptions['fingerprint']
  readonly metadata: ObjectMeta
  readonly sharing: PodSharing | undefined
}

/** How one kind is kept. */
export interface Projection<Kind extends WatchedKind> {
  readonly policy: MetadataPolicy
  /** `undefined` for an object that is not worth keeping at all. */
  readonly project: (raw: Raw, common: Common) => ObjectOfKind<Kind> | undefined
}
