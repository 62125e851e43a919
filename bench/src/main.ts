import { alerts } from './alerts.ts'
import { changeToBrowser } from './change-to-browser.ts'
import { diskPerChange } from './disk-per-change.ts'
import { firstView } from './first-view.ts'
import { longHistory } from './history.ts'
import { knowledge } from './knowledge.ts'
import { largeCluster } from './large-cluster.ts'
import type { Benchmark, Measurement } from './measurement.ts'
import { recordingThroughput } from './recording-throughput.ts'
import { rolloutOf500 } from './rollout.ts'
import { secondStart } from './second-start.ts'
import { uiMap } from './ui-map.ts'

const BENCHMARKS: readonly Benchmark[] = [
  secondStart,
  diskPerChange,
  recordingThroughput,
  changeToBrowser,
  knowledge,
  alerts,
  rolloutOf500,
  firstView,
  uiMap,
  largeCluster,
  longHistory,
]

/** `npm run bench` runs all, `npm run bench -- disk recording` those whose name begins so. Exits 1 when a budget is missed. */
async function main(wanted: readonly string[]): Promise<void> {
  const chosen = BENCHMARKS.filter(({ name }) => wanted.length === 0 || wanted.some((start) => name.startsWith(start)))
  if (chosen.length === 0) {
    console.error(`No such benchmark. There are: ${BENCHMARKS.map(({ name }) => name).join(', ')}.`)
    process.exitCode = 2
    return
  }
  let areAllMet = true
  for (const { name, run } of chosen) {
    console.log(`\n${name}`)
    for (const measurement of await run()) {
      areAllMet &&= measurement.isMet
      print(measurement)
    }
  }
  process.exitCode = areAllMet ? 0 : 1
}

function print({ what, measured, limit, budget, isMet }: Measurement): void {
  const against = limit === undefined ? '' : `  (limit ${limit})`
  console.log(`  ${isMet ? '✓' : '✗ MISSED'} ${what}: ${measured}${against}  budget ${budget}`)
}

await main(process.argv.slice(2).filter((value) => !value.startsWith('--')))
