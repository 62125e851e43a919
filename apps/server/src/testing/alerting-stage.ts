import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { openAlerts } from '@portolan/history-store'
import { createNotifier, createSealer, SecretPlaces, secretReader } from '@portolan/notifier'
import type { Clock } from '@portolan/pipeline/ports'
import type { AlertingParts } from '../alerts/alerting-parts.ts'
import { tellSentence } from '../alerts/tell-sentence.ts'
import { aPod, aService, aSlice, type EndpointStates } from './objects.ts'
import { TestApp, type TestAppOptions } from './test-app.ts'
import { World, type WorldOptions } from './world.ts'

const TICK_MS = 2
/** Long: the machine may be busy. */
const DEADLINE_MS = 60_000

export interface StageOptions extends WorldOptions, Pick<TestAppOptions, 'logger'> {
  /** Wait until the log is judged up to its end; unless told otherwise. */
  readonly isReady?: boolean
  /** How long a receiver may take, in real ms; 20,000 unless given. */
  readonly timeoutMs?: number
}

/** How long something may take to come true. */
export interface Patience {
  /** Real ms. */
  readonly withinMs?: number
  /** Seconds of the world that pass between two looks. */
  readonly passing?: number
}

/** The app over a world in which Service `web` has two endpoints, with alerts in a database of its own. */
export class AlertingStage {
  readonly app: TestApp
  readonly world: World
  readonly parts: AlertingParts
  /** Of `alerts.db`. */
  readonly directory: string

  private constructor(app: TestApp, parts: AlertingParts, directory: string) {
    this.app = app
    this.world = app.world
    this.parts = parts
    this.directory = directory
  }

  /** @param options of the world and the app, beside what it needs of these itself */
  static async open(changed: Partial<AlertingParts> = {}, options: StageOptions = {}): Promise<AlertingStage> {
    const { logger, isReady = true, timeoutMs = 20_000, ...ofWorld } = options
    const world = new World(ofWorld)
    world.putInitially(aService('web'), aPod('web-1'), aPod('web-2'))
    world.putInitially(aSlice('web', { 'web-1': 'ready', 'web-2': 'ready' }))
    const directory = mkdtempSync(path.join(tmpdir(), 'portolan-alerting-'))
    const clock = tickingClock(world)
    const sealer = createSealer(Buffer.alloc(32, 7))
    const places = new SecretPlaces({ directories: [path.join(directory, 'secrets')], variables: {} })
    const readSecret = secretReader({ sealer, places })
    const notifier = createNotifier({ clock, readSecret, tell: tellSentence, timeoutMs })
    const { store } = openAlerts({ directory, clock })
    const parts = { store, notifier, sealer, places, fileRules: [], retentionMs: 86_400_000, ...changed }
    const app = await TestApp.over({ world, alerting: parts, clock, ...(logger && { logger }) })
    const stage = new AlertingStage(app, parts, directory)
    if (isReady) await stage.until(() => app.app.logbook.log.alerts?.isReady === true)
    return stage
  }

  put(states: EndpointStates): void {
    this.world.put(aSlice('web', states))
  }

  /** Time goes on in some steps, as if somebody had waited. */
  async pass(seconds: number): Promise<void> {
    const stepMs = Math.max(1_000, (seconds * 1_000) / 20)
    for (const end = this.world.clock.time + seconds * 1_000; this.world.clock.time < end; ) {
      this.world.clock.time += stepMs
      await setTimeout(2 * TICK_MS)
    }
  }

  /** `web` loses its endpoints, and after a while somebody is told. */
  async losesEverything(): Promise<void> {
    await this.pass(5)
    this.put({ 'web-1': 'unready', 'web-2': 'unready' })
    await this.pass(20)
    await this.until(() => (this.app.app.logbook.log.alerts?.firing().length ?? 0) > 0)
  }

  async until(
    isTrue: () => boolean | Promise<boolean>,
    { withinMs = DEADLINE_MS, passing = 0 }: Patience = {},
  ): Promise<void> {
    const before = Date.now() + withinMs
    while (!(await isTrue())) {
      if (Date.now() > before) throw new Error(`It did not come true within ${withinMs} ms: ${isTrue}`)
      if (passing > 0) await this.pass(passing)
      else await setTimeout(TICK_MS)
    }
  }

  async close(): Promise<void> {
    await this.app.close()
    rmSync(this.directory, { recursive: true, force: true })
  }
}

/** Its time is that of the world; who sleeps wakes after a moment. */
function tickingClock(world: World): Clock {
  return {
    now: () => world.clock.time,
    monotonic: () => world.clock.time,
    sleep: (_ms, signal) => setTimeout(TICK_MS, undefined, { signal }).catch(() => undefined),
  }
}
