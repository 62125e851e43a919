import { keyOf, WATCHED_RESOURCES, type WatchedObject } from '@portolan/domain'
import { type History, openHistory } from '@portolan/history-store'
import { Recorder } from '@portolan/pipeline'
import { ManualClock, ScriptedSource } from '@portolan/pipeline/testing'
import type { RecordedLog } from '../src/reading/logbook.ts'
import { until } from '../src/testing/live-client.ts'
import type { Stage } from './staged-web.ts'

const EACH_MS = 10

/**
 * A stage whose play is written into a real log by a real recorder, which can be stopped and started again while the play
 * goes on: what happens meanwhile is only found by the lists of the next start.
 */
export class RecordedStage implements Stage {
  readonly clock: ManualClock
  readonly #directory: string
  readonly #objects = new Map<string, WatchedObject>()
  #version = 1_000
  #running: { readonly source: ScriptedSource; readonly recorder: Recorder; readonly run: Promise<void> } | undefined
  #history: History | undefined

  constructor(directory: string, startsAt: number) {
    this.#directory = directory
    this.clock = new ManualClock(startsAt)
  }

  /** Lists what is there, and follows it. */
  async start(): Promise<RecordedLog> {
    const { clock } = this
    const hasStarted = this.#history !== undefined
    const history = await openHistory({ directory: this.#directory, clock })
    const source = new ScriptedSource()
    const recorder = new Recorder({ source, writer: history.writer, clock, restored: await history.writer.restore() })
    const run = recorder.run(new AbortController().signal)
    this.#history = history
    this.#running = { source, recorder, run }
    for (const { kind } of WATCHED_RESOURCES) {
      const objects = [...this.#objects.values()].filter((object) => object.kind === kind)
      const stream = { kind }
      const projected = objects.map((object) => ({ object, resourceVersion: String(this.#version) }))
      source.tell(
        { type: 'list-begin', stream, cause: hasStarted ? 'expired' : 'first' },
        { type: 'list-page', stream, objects: projected },
        { type: 'list-end', stream, resourceVersion: String(this.#version), observedAt: clock.now() },
      )
      await until(() => recorder.snapshot.visibilityOf(kind) === 'observed', `${kind} is listed`)
    }
    return { recording: recorder, reader: history.reader, archive: history.rollouts }
  }

  /** Everything that was told is in the log; nothing else was told to anybody. */
  async stop(): Promise<void> {
    this.#running?.source.end()
    await this.#running?.run
    await this.#history?.close()
    this.#running = undefined
  }

  putInitially(...objects: readonly WatchedObject[]): void {
    this.put(...objects)
  }

  put(...objects: readonly WatchedObject[]): void {
    for (const object of objects) {
      const type = this.#objects.has(keyOf(object)) ? 'modified' : 'added'
      this.#objects.set(keyOf(object), object)
      this.#tell(type, object)
    }
  }

  remove(...objects: readonly WatchedObject[]): void {
    for (const object of objects) {
      this.#objects.delete(keyOf(object))
      this.#tell('deleted', object)
    }
  }

  #tell(type: 'added' | 'modified' | 'deleted', object: WatchedObject): void {
    this.clock.advance(EACH_MS)
    const changes = [{ type, projected: { object, resourceVersion: String(++this.#version) } }]
    this.#running?.source.tell({
      type: 'watched',
      stream: { kind: object.kind },
      changes,
      observedAt: this.clock.now(),
    })
  }
}
