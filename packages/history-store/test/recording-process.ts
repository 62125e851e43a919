// Records the harbour into a log: `node recording-process.ts <directory>`. Goes on where the log ends, a few changes at a time, and
// says the last `seq` of each batch when it was acknowledged.
import { openHistory } from '../src/open-history.ts'
import { aBatch } from './creations.ts'
import { harbourChanges } from './harbour.ts'

const [, , directory = ''] = process.argv
const told = harbourChanges()
const history = await openHistory({ directory, clock: { now: () => 0 } })
const { seq } = await history.writer.restore()
process.stdout.write(`${seq}\n`)
for (let next = seq; next < told.length; ) {
  const some = told.slice(next, next + 1 + Math.floor(Math.random() * 2))
  const batch = aBatch(some.map(({ change }) => change))
  await history.writer.append({ ...batch, ledger: some.flatMap(({ ledger }) => ledger) })
  next += some.length
  process.stdout.write(`${next}\n`)
}
await history.close()
