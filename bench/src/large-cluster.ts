import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Status } from '@portolan/contract'
import { LARGEST } from '@portolan/demo-cluster'
import { affectedServices, summariseService } from '@portolan/domain'
import { ClusterProcess } from './cluster-process.ts'
import { type Benchmark, type Measurement, percentile } from './measurement.ts'
import { ProductProcess, until } from './product-process.ts'
import { recordCluster } from './record-cluster.ts'

/** 10,000 Services, 50,000 endpoints, 150,000 Pods: the first load, its memory, and what one change costs in it. */
export const largeCluster: Benchmark = {
  name: 'large cluster',
  async run() {
    const directory = mkdtempSync(path.join(tmpdir(), 'portolan-bench-'))
    const kubeconfig = path.join(directory, 'kubeconfig')
    const cluster = await ClusterProcess.start(LARGEST, kubeconfig)
    try {
      return [...(await firstLoad(kubeconfig, directory)), ...(await oneChange(cluster, { kubeconfig, directory }))]
    } finally {
      cluster.stop()
      rmSync(directory, { recursive: true, force: true })
    }
  },
}

async function firstLoad(kubeconfig: string, directory: string): Promise<Measurement[]> {
  const from = performance.now()
  const product = await ProductProcess.start(['--kubeconfig', kubeconfig, '--data-dir', directory])
  await until(() => product.isReady(), 300_000)
  const seconds = (performance.now() - from) / 1000
  const peak = product.peakResidentBytes()
  const { seq } = await product.get<Status>('/api/v1/status')
  await product.stop()
  return [
    {
      what: `first load, ${seq} objects`,
      measured: `${seconds.toFixed(1)} s`,
      budget: '≤ 60 s',
      isMet: seconds <= 60,
    },
    {
      what: 'highest resident memory of the first load',
      measured: `${(peak / 1e9).toFixed(2)} GB`,
      budget: '≤ 1.2 GB',
      isMet: peak <= 1.2e9,
    },
  ]
}

/** In this process, over the restored log: which rows a change touches, and those rows anew. */
async function oneChange(
  cluster: ClusterProcess,
  { kubeconfig, directory }: { kubeconfig: string; directory: string },
): Promise<Measurement[]> {
  const { recorder, stop } = await recordCluster(kubeconfig, directory)
  await until(async () => recorder.isReady(), 300_000)
  const durations: number[] = []
  recorder.feed.subscribe((committed) => {
    for (const change of committed) {
      const from = performance.now()
      for (const service of affectedServices(change, recorder.snapshot)) {
        const [namespace = '', name = ''] = service.split('/')
        summariseService(recorder.snapshot, namespace, name)
      }
      durations.push(performance.now() - from)
    }
  })
  await cluster.ask({ type: 'churn', changesPerSecond: 200 })
  await until(async () => durations.length >= 2_000)
  await cluster.ask({ type: 'stop-churn' })
  await stop()
  const measured = percentile(durations, 0.99)
  return [
    {
      what: `topology rows after one change, p99 of ${durations.length}`,
      measured: `${measured.toFixed(2)} ms`,
      budget: '≤ 5 ms',
      isMet: measured <= 5,
    },
  ]
}
