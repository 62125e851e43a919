import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { DatabaseSync } from '@photostructure/sqlite'
import type { Status } from '@portolan/contract'
import { playRecording } from '@portolan/demo-cluster'
import type { Benchmark } from './measurement.ts'
import { ProductProcess, until } from './product-process.ts'

const RECORDING = new URL('../../fixtures/recordings/harbour.jsonl.gz', import.meta.url)

/** What one recorded change of a real cluster costs on disk: the whole file after a checkpoint, by the number of changes. */
export const diskPerChange: Benchmark = {
  name: 'disk per change',
  async run() {
    const directory = mkdtempSync(path.join(tmpdir(), 'portolan-bench-'))
    const cluster = await playRecording({ file: RECORDING, speed: 20, startsWhen: 'watched' })
    try {
      await cluster.writeKubeconfig(path.join(directory, 'kubeconfig'))
      const product = await ProductProcess.start([
        '--kubeconfig',
        path.join(directory, 'kubeconfig'),
        '--data-dir',
        directory,
      ])
      await cluster.done
      let last = -1
      await until(async () => {
        const { seq } = await product.get<Status>('/api/v1/status')
        const isQuiet = seq === last
        last = seq
        await new Promise((resolve) => setTimeout(resolve, 500))
        return isQuiet
      })
      const { store } = await product.get<Status>('/api/v1/status')
      await product.stop()
      const file = path.join(directory, 'portolan.db')
      vacuum(file)
      const { size } = statSync(file)
      const perChange = size / store.changes
      return [
        {
          what: `bytes per change, ${store.changes} changes of a real recording, file compacted, schema and indexes included`,
          measured: `${perChange.toFixed(0)} bytes (${(size / 1024).toFixed(0)} KiB)`,
          budget: '≤ 250 bytes',
          isMet: perChange <= 250,
        },
      ]
    } finally {
      await cluster.close()
      rmSync(directory, { recursive: true, force: true })
    }
  },
}

/** Free pages belong to the page size, not to the changes. */
function vacuum(file: string): void {
  const database = new DatabaseSync(file)
  database.exec('PRAGMA wal_checkpoint(TRUNCATE); VACUUM')
  database.close()
}
