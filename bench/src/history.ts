import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { aboutForgetting } from './history/forgetting.ts'
import { GrowingLog, perSecond, type WritingTime } from './history/growing-log.ts'
import { aboutInstants, type Instants, timesOfInstants } from './history/instants.ts'
import { aboutRanges } from './history/ranges.ts'
import type { Benchmark, Measurement } from './measurement.ts'

const CLUSTER = { services: 1_000, pods: 10_000, endpoints: 8_000, namespaces: 20, seed: 1 }
/** The first is hardly more than the first list of the cluster. */
const SHORT = [20_000, 100_000]
const LONG = [1_000_000, 10_000_000]
/** What is written unless more or less is asked for, or as much of it as is written in this time. */
const USUAL_SIZE = 1_000_000
const USUAL_MS = 120_000
/** How often is looked at the time. */
const STRETCH = 20_000
/** Ten million changes are two weeks of such a cluster. */
const EVERY_MS = 120
/** So many changes are written to measure how fast that is; of a short log, a quarter of it. */
const WRITTEN = 50_000
/** The states of a cluster at the place where a log begins must be little against the log. */
const LEAST_TO_FORGET = 200_000
const UNLIMITED = { maxAgeMs: Number.MAX_SAFE_INTEGER / 4, maxBytes: 1e12 }

/**
 * What a long history costs: the state at an instant, the room on disk, writing, and forgetting meanwhile.
 *
 * Ends within some four minutes of a machine that has nothing else to do: it writes a million changes, or as many as it can in two
 * of them. `npm run bench -- history --changes=10000000 --log=DIR` for ten million, which take half an hour and 3 GB of disk. The
 * log stays in that directory: who runs it again, also after it was interrupted, goes on with what is there.
 */
export const longHistory: Benchmark = {
  name: 'history',
  async run() {
    const { changes, log } = parseArgs({ strict: false, allowPositionals: true }).values
    const most = Number(changes ?? USUAL_SIZE)
    const end = changes === undefined ? performance.now() + USUAL_MS : Number.POSITIVE_INFINITY
    const short = SHORT.filter((size) => size < most)
    const scratch = mkdtempSync(path.join(tmpdir(), 'portolan-bench-'))
    try {
      if (typeof log !== 'string') {
        const sizes = [...short, ...LONG.filter((size) => size < most), most]
        return await aboutLog(scratch, await grown(scratch, { sizes, end }))
      }
      const shortest = await grown(scratch, { sizes: short, end })
      const longest = await grown(log, { sizes: [most], end })
      return await aboutLog(log, { ...longest, stages: [...shortest.stages, ...longest.stages] })
    } finally {
      rmSync(scratch, { recursive: true, force: true })
    }
  },
}

/** A log when it had some size. */
interface Stage {
  readonly written: WritingTime
  readonly instants: Instants
}

interface Grown {
  readonly seq: number
  readonly stages: readonly Stage[]
  readonly ranges: readonly Measurement[]
}

/** Grow what lies in a directory to one size after another, and measure it there. */
async function grown(
  directory: string,
  { sizes, end }: { readonly sizes: readonly number[]; readonly end: number },
): Promise<Grown> {
  const log = await GrowingLog.open({ directory, retention: UNLIMITED }, CLUSTER, EVERY_MS)
  const before = ((await log.reader.bounds()).oldest?.seq ?? 1) - 1
  const stages: Stage[] = []
  for (const size of sizes) {
    await growUntil(log, before + size - writtenOf(size), end)
    const written = await log.growTo(log.seq + writtenOf(size))
    stages.push({ written, instants: await timesOfInstants(log.reader) })
  }
  const ranges = await aboutRanges(log.reader)
  await log.close()
  return { seq: log.seq, stages, ranges }
}

/** At least the first list of the cluster. */
async function growUntil(log: GrowingLog, seq: number, end: number): Promise<void> {
  await log.growTo(1)
  while (log.seq < seq && performance.now() < end) await log.growTo(Math.min(seq, log.seq + STRETCH))
}

const writtenOf = (changes: number): number => Math.min(WRITTEN, Math.ceil(changes / 4))

async function aboutLog(directory: string, { seq, stages, ranges }: Grown): Promise<Measurement[]> {
  const { size } = statSync(path.join(directory, 'portolan.db'))
  const retention = { ...UNLIMITED, maxBytes: size }
  const open = () => GrowingLog.open({ directory, retention }, CLUSTER, EVERY_MS)
  const last = stages.at(-1)
  const changes = last?.instants.changes ?? 0
  const before = { written: last?.written, instants: last?.instants }
  return [
    ...aboutInstants(stages.map(({ instants }) => instants)),
    ...ranges,
    aboutDisk(size, changes),
    aboutWriting(stages.slice(1).map(({ written }) => written)),
    ...(seq < LEAST_TO_FORGET
      ? []
      : await aboutForgetting({ directory, size, open, written: writtenOf(changes) }, before)),
  ]
}

function aboutDisk(bytes: number, changes: number): Measurement {
  const perChange = bytes / changes
  return {
    what: `bytes per change, ${changes} changes of a churning cluster, file as it is`,
    measured: `${perChange.toFixed(0)} bytes (${(bytes / 2 ** 20).toFixed(0)} MiB)`,
    budget: '≤ 250 bytes',
    isMet: perChange <= 250,
  }
}

function aboutWriting(times: readonly WritingTime[]): Measurement {
  const rates = times.map(perSecond)
  const [empty = 0, full = 0] = [rates[0], rates.at(-1)]
  return {
    what: 'changes the log takes per second, at its end against its first 100,000',
    measured: `${full.toFixed(0)}/s = ${(full / empty).toFixed(2)} × limit, ${rates.map((rate) => rate.toFixed(0)).join(' → ')}`,
    limit: `${empty.toFixed(0)}/s`,
    budget: '≥ 0.7 × limit',
    isMet: full >= 0.7 * empty,
  }
}
