import type { ObjectStore } from '../api-server/object-store.ts'
import { Writer } from './objects/writer.ts'
import { between, type Random } from './time/chance.ts'
import type { Timers } from './time/timers.ts'
import { WorkQueue } from './work-queue.ts'

/** What every controller is given: the cluster, time and chance. */
export interface ControllerContext {
  store: ObjectStore
  timers: Timers
  random: Random
}

/** `namespace/name`; a cluster-scoped object has an empty namespace. */
export const keyOf = ({ metadata }: { metadata: { namespace?: string; name: string } }): string =>
  `${metadata.namespace ?? ''}/${metadata.name}`

/** The two parts of a key. */
export function partsOf(key: string): { namespace: string; name: string } {
  const slash = key.indexOf('/')
  return { namespace: key.slice(0, slash), name: key.slice(slash + 1) }
}

/** A client that signs its writes as `manager`. */
export const writerOf = ({ store, timers }: ControllerContext, manager: string): Writer =>
  new Writer({ store, now: () => timers.now(), manager })

/** A queue with the latency seen in a real controller manager: some milliseconds. */
export const queueOf = ({ timers, random }: ControllerContext, work: (key: string) => void): WorkQueue =>
  new WorkQueue({ timers, delayMs: () => Math.round(between(random, 2, 9)), work })
