import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { ChangesMessage, ServicesPage } from '@portolan/contract'
import { io, type Socket } from 'socket.io-client'
import { ClusterProcess } from './cluster-process.ts'
import { type Benchmark, type Measurement, percentile } from './measurement.ts'
import { ProductProcess, until } from './product-process.ts'

const CLUSTER = { services: 1_000, pods: 10_000, endpoints: 8_000, namespaces: 40, seed: 1 }
const SECONDS = 20

/** From the arrival of a watch line to the message in a client, and what REST costs meanwhile; then with many clients. */
export const changeToBrowser: Benchmark = {
  name: 'change to browser',
  async run() {
    const directory = mkdtempSync(path.join(tmpdir(), 'portolan-bench-'))
    const kubeconfig = path.join(directory, 'kubeconfig')
    const cluster = await ClusterProcess.start(CLUSTER, kubeconfig)
    try {
      const product = await ProductProcess.start(['--kubeconfig', kubeconfig, '--data-dir', directory])
      await until(() => product.isReady())
      const one = await withOneFollower(product, cluster)
      const many = await withManyFollowers(product, cluster)
      await product.stop()
      return [...one, ...many]
    } finally {
      cluster.stop()
      rmSync(directory, { recursive: true, force: true })
    }
  },
}

async function withOneFollower(product: ProductProcess, cluster: ClusterProcess): Promise<Measurement[]> {
  const follower = await Follower.connect(product.url)
  await cluster.ask({ type: 'churn', changesPerSecond: 1_000 })
  const answers = await askForSeconds(product)
  await cluster.ask({ type: 'stop-churn' })
  follower.leave()
  const latency = percentile(follower.latencies, 0.99)
  const rest = percentile(answers, 0.99)
  return [
    {
      what: `change to client at 1,000 changes/s, p99 of ${follower.latencies.length}`,
      measured: `${latency.toFixed(0)} ms`,
      budget: '≤ 150 ms',
      isMet: latency <= 150 && follower.holes === 0,
    },
    {
      what: `REST meanwhile, p99 of ${answers.length} answers`,
      measured: `${rest.toFixed(0)} ms`,
      budget: '≤ 100 ms',
      isMet: rest <= 100,
    },
  ]
}

async function withManyFollowers(product: ProductProcess, cluster: ClusterProcess): Promise<Measurement[]> {
  const before = product.residentBytes()
  const followers: Follower[] = []
  for (let group = 0; group < 20; group++) {
    followers.push(...(await Promise.all(Array.from({ length: 50 }, () => Follower.connect(product.url)))))
  }
  await cluster.ask({ type: 'churn', changesPerSecond: 100 })
  await new Promise((resolve) => setTimeout(resolve, SECONDS * 1000))
  await cluster.ask({ type: 'stop-churn' })
  const head = Math.max(...followers.map(({ seq }) => seq))
  await until(async () => followers.every(({ seq }) => seq >= head), 10_000)
  const grown = product.residentBytes() - before
  for (const follower of followers) follower.leave()
  const latency = percentile(
    followers.flatMap(({ latencies }) => latencies),
    0.99,
  )
  const areComplete = followers.every(({ holes, seq }) => holes === 0 && seq >= head)
  return [
    {
      what: `${followers.length} followers at 100 changes/s, all complete and in order: ${areComplete}, p99`,
      measured: `${latency.toFixed(0)} ms`,
      budget: '≤ 500 ms',
      isMet: areComplete && latency <= 500,
    },
    {
      what: `memory of ${followers.length} followers`,
      measured: `${(grown / 1e6).toFixed(0)} MB`,
      budget: '≤ 150 MB',
      isMet: grown <= 150e6,
    },
  ]
}

/** A client that checks for holes and times each change. */
class Follower {
  readonly latencies: number[] = []
  holes = 0
  seq = 0
  readonly #socket: Socket

  private constructor(socket: Socket) {
    this.#socket = socket
  }

  static async connect(url: string): Promise<Follower> {
    const socket = io(url, { path: '/socket.io', transports: ['websocket'], forceNew: true })
    const follower = new Follower(socket)
    socket.on('changes', (message: ChangesMessage) => follower.#take(message))
    const answer = (await socket.emitWithAck('follow', {})) as { seq: number }
    follower.seq = Math.max(follower.seq, answer.seq)
    return follower
  }

  leave(): void {
    this.#socket.disconnect()
  }

  #take({ after, seq, changes }: ChangesMessage): void {
    const now = Date.now()
    if (this.seq !== 0 && after !== this.seq) this.holes++
    this.seq = seq
    for (const { observedAt } of changes) this.latencies.push(now - Date.parse(observedAt))
  }
}

/** One request after another while the churn goes on; milliseconds of each. */
async function askForSeconds(product: ProductProcess): Promise<number[]> {
  const { items } = await product.get<ServicesPage>('/api/v1/services?limit=20')
  const paths = items.flatMap(({ namespace, name }) => [
    `/api/v1/services/${namespace}/${name}`,
    `/api/v1/services/${namespace}/${name}/ledger`,
    `/api/v1/topology?namespace=${namespace}&detail=services`,
    `/api/v1/changes?order=desc&limit=100&namespace=${namespace}`,
  ])
  const durations: number[] = []
  const end = performance.now() + SECONDS * 1000
  for (let turn = 0; performance.now() < end; turn++) {
    const from = performance.now()
    await product.get(paths[turn % paths.length] ?? '/api/v1/status')
    durations.push(performance.now() - from)
  }
  return durations
}
