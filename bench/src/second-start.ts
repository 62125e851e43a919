import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type Benchmark, median } from './measurement.ts'
import { ProductProcess } from './product-process.ts'

const STARTS = 5

/** How long a start takes once everything is built and a log exists. */
export const secondStart: Benchmark = {
  name: 'second start',
  async run() {
    const directory = mkdtempSync(path.join(tmpdir(), 'portolan-bench-'))
    const durations: number[] = []
    try {
      for (let start = 0; start <= STARTS; start++) {
        const product = await ProductProcess.start(['--demo', '--data-dir', directory])
        if (start > 0) durations.push(product.startMs)
        await product.stop()
      }
    } finally {
      rmSync(directory, { recursive: true, force: true })
    }
    const measured = median(durations)
    return [
      {
        what: 'start to listening, log present',
        measured: `${measured.toFixed(0)} ms (median of ${STARTS})`,
        budget: '≤ 2,000 ms',
        isMet: measured <= 2_000,
      },
    ]
  },
}
