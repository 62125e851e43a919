import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { RolloutDetail, RolloutsPage } from '@portolan/contract'
import { type Pod, WATCHED_RESOURCES, type WatchedObject } from '@portolan/domain'
import { anEndpointSlice, aPod, theDeployment, theReplicaSet, theService } from '@portolan/domain/testing'
import { openHistory } from '@portolan/history-store'
import { Recorder } from '@portolan/pipeline'
import { ManualClock, ScriptedSource } from '@portolan/pipeline/testing'
import { type Benchmark, type Measurement, percentile } from './measurement.ts'
import { MAIN, ProductProcess, until } from './product-process.ts'
import { timesOfPage } from './rollout-page.ts'
import { UiBrowser } from './ui-browser.ts'

const PODS = 500
const PODS_OF_SLICE = 100
const STARTS_AT = Date.parse('2026-11-21T01:00:00.000Z')
const EACH_MS = 20
const QUESTIONS = 40

/** A rollout of 500 Pods, told from its log: the list, the first look at its detail, those that follow, and its page. */
export const rolloutOf500: Benchmark = {
  name: 'rollout',
  async run() {
    const directory = mkdtempSync(path.join(tmpdir(), 'portolan-bench-'))
    try {
      await writeRollout(directory)
      const bundle = path.join(directory, 'rollout.portolan.gz')
      const args = ['export', '--data-dir', directory, '--from', 'seq:1000', '--output', bundle]
      const { status, stderr } = spawnSync(process.execPath, [MAIN, ...args], { encoding: 'utf8' })
      if (status !== 0) throw new Error(`the log could not be exported: ${stderr}`)
      return [...(await over(bundle, timesOf)), ...(await over(bundle, pageOf))]
    } finally {
      rmSync(directory, { recursive: true, force: true })
    }
  },
}

async function over(
  bundle: string,
  measure: (product: ProductProcess) => Promise<Measurement[]>,
): Promise<Measurement[]> {
  const product = await ProductProcess.start(['open', bundle])
  try {
    return await measure(product)
  } finally {
    await product.stop()
  }
}

async function pageOf(product: ProductProcess): Promise<Measurement[]> {
  const browser = await UiBrowser.start()
  if (browser === undefined) {
    console.log('  its page is skipped: no Chromium found; CHROMIUM_PATH may name one')
    return []
  }
  try {
    return await timesOfPage(browser, product)
  } finally {
    await browser.stop()
  }
}

async function timesOf(product: ProductProcess): Promise<Measurement[]> {
  const list = () => product.get<RolloutsPage>('/api/v1/rollouts')
  await until(async () => (await list()).isComplete)
  const [rollout] = (await list()).items
  if (rollout?.state !== 'drained') throw new Error(`a rollout that is over was expected, not ${rollout?.state}`)
  const detail = () => product.get<RolloutDetail>(`/api/v1/rollouts/${rollout.id}`)
  const [first = 0, ...others] = await timesOfEach(product, detail)
  const { pods, series } = await detail()
  const steps = series.reduce((sum, { steps }) => sum + steps.length, 0)
  return [
    aboutTimes('the list of rollouts', await timesOfEach(product, list)),
    {
      ...aboutTimes(`the first look at ${pods.length} Pods and ${steps} steps`, [first]),
      budget: '≤ 2,000 ms',
      isMet: first <= 2_000,
    },
    aboutTimes('every further one', others),
  ]
}

/** In ms, by the clock or by the work of the server, whichever is less: both are longer than it took where others run too. */
async function timesOfEach(product: ProductProcess, ask: () => Promise<unknown>): Promise<number[]> {
  const times: number[] = []
  for (let question = 0; question < QUESTIONS; question++) {
    const worked = product.workedMs()
    const from = performance.now()
    await ask()
    times.push(Math.min(performance.now() - from, product.workedMs() - worked))
  }
  return times
}

function aboutTimes(what: string, times: readonly number[]): Measurement {
  const p95 = percentile(times, 0.95)
  return { what, measured: `p95 of ${times.length} ${p95.toFixed(1)} ms`, budget: '≤ 200 ms', isMet: p95 <= 200 }
}

/** One new Pod after the other becomes Ready, and one old one goes for it. */
async function writeRollout(directory: string): Promise<void> {
  const clock = new ManualClock(STARTS_AT)
  const history = await openHistory({ directory, clock })
  const source = new ScriptedSource()
  const recorder = new Recorder({ source, writer: history.writer, clock, restored: await history.writer.restore() })
  const run = recorder.run(new AbortController().signal)
  const play = new Play(source, clock)
  play.list([theService(), theDeployment({ replicas: PODS }), theReplicaSet(1, { replicas: PODS })])
  for (let index = 0; index < PODS; index++) play.pod(index, 1, 'ready')
  play.tell('modified', theDeployment({ version: 2, observed: 1, replicas: PODS }))
  play.tell('added', theReplicaSet(2, { replicas: PODS }))
  play.tell('modified', theDeployment({ version: 2, updated: 0, replicas: PODS }))
  for (let index = 0; index < PODS; index++) {
    play.pod(index, 2, 'unready')
    play.pod(index, 2, 'ready')
    play.pod(index, 1, 'terminating')
    play.pod(index, 1, 'gone')
  }
  play.tell('modified', theDeployment({ version: 2, replicas: PODS }))
  source.end()
  await run
  await history.close()
}

type PodState = 'ready' | 'unready' | 'terminating' | 'gone'

/** Says what an API server would say. */
class Play {
  readonly #source: ScriptedSource
  readonly #clock: ManualClock
  readonly #slices = new Map<number, Map<string, Parameters<typeof endpointOf>>>()
  readonly #known = new Set<string>()
  #version = 1_000

  constructor(source: ScriptedSource, clock: ManualClock) {
    this.#source = source
    this.#clock = clock
  }

  list(objects: readonly WatchedObject[]): void {
    for (const { kind } of WATCHED_RESOURCES) {
      const found = objects.filter((object) => object.kind === kind)
      const stream = { kind }
      this.#source.tell(
        { type: 'list-begin', stream, cause: 'first' },
        { type: 'list-page', stream, objects: found.map((object) => ({ object, resourceVersion: '1' })) },
        { type: 'list-end', stream, resourceVersion: '1', observedAt: this.#clock.now() },
      )
    }
  }

  /** A Pod, then its slice. */
  pod(index: number, version: number, state: PodState): void {
    const name = `web-${version}-${index}`
    const pod = podOf(name, version, state)
    this.tell(state === 'gone' ? 'deleted' : this.#isNew(name) ? 'added' : 'modified', pod)
    const number = Math.floor(index / PODS_OF_SLICE)
    const endpoints = this.#slices.get(number) ?? new Map<string, Parameters<typeof endpointOf>>()
    this.#slices.set(number, endpoints)
    if (state === 'gone') endpoints.delete(name)
    else endpoints.set(name, [pod, state])
    const slice = anEndpointSlice(`web-${number}`, {
      service: 'web',
      endpoints: [...endpoints.values()].map((endpoint) => endpointOf(...endpoint)),
    })
    this.tell(this.#isNew(slice.metadata.name) ? 'added' : 'modified', slice)
  }

  tell(type: 'added' | 'modified' | 'deleted', object: WatchedObject): void {
    this.#clock.advance(EACH_MS)
    const changes = [{ type, projected: { object, resourceVersion: String(++this.#version) } }]
    const stream = { kind: object.kind }
    this.#source.tell({ type: 'watched', stream, changes, observedAt: this.#clock.now() })
  }

  #isNew(name: string): boolean {
    const isNew = !this.#known.has(name)
    this.#known.add(name)
    return isNew
  }
}

function podOf(name: string, version: number, state: PodState) {
  const labels = { app: 'web', 'pod-template-hash': `v${version}` }
  const deletion = state === 'terminating' || state === 'gone' ? { deletionTimestamp: '2026-11-21T01:10:00Z' } : {}
  const owner = theReplicaSet(version, { replicas: PODS })
  return aPod(name, { uid: `uid-of-${name}`, owner, labels, ip: '10.0.0.1', isReady: state === 'ready', ...deletion })
}

function endpointOf(pod: Pod, state: PodState) {
  const isTerminating = state === 'terminating'
  return { pod, ready: state === 'ready', serving: state !== 'unready', terminating: isTerminating }
}
