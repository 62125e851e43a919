import {
  ObjectStore,
  PROLOGUE_MS,
  type StoredObject,
  seededRandom,
  resources as served,
  startStory,
  VirtualTimers,
} from '@portolan/demo-cluster'
import { keyOf, projectObject, WATCHED_RESOURCES, type WatchedResource } from '@portolan/domain'
import { World } from './world.ts'

const START = Date.parse('2026-11-21T01:00:00.000Z')

/** What the demo cluster told in virtual time, as it was recorded. */
export interface DemoRecording {
  readonly world: World
  /** Chapters as they began, without the pauses between them. */
  readonly chapters: readonly string[]
  /** Epoch ms: when everything stood, and the end. */
  readonly from: number
  readonly to: number
}

export interface DemoRecordingOptions {
  /** One seed, one story. */
  readonly seed: number
  /** Names of the chapters that may be told. */
  readonly chapters: readonly string[]
  readonly minutes: number
}

/** Tells the demo's story as fast as it can, and records every change of it. */
export function recordDemo({ seed, chapters, minutes }: DemoRecordingOptions): DemoRecording {
  const timers = new VirtualTimers(START)
  const random = seededRandom(seed)
  const store = new ObjectStore({ clock: () => timers.now(), random })
  const world = new World({ startsAt: START })
  for (const resource of WATCHED_RESOURCES) {
    const kind = Object.values(served).find(
      ({ plural, group }) => plural === resource.resource && group === resource.group,
    )
    if (kind !== undefined) {
      store.subscribe(kind, ({ type, object }) => {
        world.clock.time = Math.max(world.clock.time, timers.now())
        record(world, resource, { object, isDeletion: type === 'DELETED' })
      })
    }
  }
  const told: string[] = []
  const story = startStory({ store, timers, random, chapters })
  story.onChapter(({ name }) => {
    if (name !== 'interlude') told.push(name)
  })
  timers.advance(PROLOGUE_MS + minutes * 60_000)
  return { world, chapters: told, from: START + PROLOGUE_MS, to: timers.now() }
}

interface StoredDeed {
  readonly object: StoredObject
  readonly isDeletion: boolean
}

/** Without what changes nothing that is kept. */
function record(world: World, resource: WatchedResource, { object: raw, isDeletion }: StoredDeed): void {
  const object = projectObject(resource, raw, { fingerprint: (text) => text })?.object
  if (object === undefined) return
  if (isDeletion) world.remove(object)
  else if (JSON.stringify(world.snapshot.get(keyOf(object))) !== JSON.stringify(object)) world.put(object)
}
