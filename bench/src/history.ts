import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import type { HistoryReader } from '@portolan/pipeline/ports'
import { GrowingLog, type WritingTime } from './history/growing-log.ts'
import { type Benchmark, type Measurement, percentile } from './measurement.ts'

const CLUSTER = { services: 1_000, pods: 10_000, endpoints: 8_000, namespaces: 20, seed: 1 }
/** The first is hardly more than the first list of the cluster. */
const SIZES = [20_000, 100_000, 1_000_000, 10_000_000]
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
const NAMESPACE_SAMPLES = 100
const CLUSTER_SAMPLES = 20
const UNLIMITED = { maxAgeMs: Number.MAX_SAFE_INTEGER / 4, maxBytes: 1e12 }

/**
 * What a long history costs: the state at an instant, the room on disk, writing, and forgetting meanwhile.
 *
 * Ends within some four minutes of a machine that has nothing else to do: it writes a million changes, or as many as it can in two
 * of them. `npm run bench -- history --changes=10000000` for ten million: they take half an hour and 3 GB of disk.
 */
export const longHistory: Benchmark = {
  name: 'history',
  async run() {
    const asked = parseArgs({ strict: false, allowPositionals: true }).values.changes
    const most = Number(asked ?? USUAL_SIZE)
    const end = asked === undefined ? performance.now() + USUAL_MS : Number.POSITIVE_INFINITY
    const directory = mkdtempSync(path.join(tmpdir(), 'portolan-bench-'))
    try {
      const log = await GrowingLog.open({ directory, retention: UNLIMITED }, CLUSTER, EVERY_MS)
      const times: WritingTime[] = []
      const instants: Instants[] = []
      for (const size of [...SIZES.filter((size) => size < most), most]) {
        await growUntil(log, size - writtenOf(size), end)
        times.push(await log.growTo(log.seq + writtenOf(size)))
        instants.push(await timesOfInstants(log.reader))
      }
      const ranges = await timesOfRanges(log)
      const { seq } = log
      await log.close()
      const { size } = statSync(path.join(directory, 'portolan.db'))
      return [
        ...aboutInstants(instants),
        ...ranges,
        aboutDisk(size, seq),
        aboutWriting(times.slice(1)),
        ...(seq < LEAST_TO_FORGET
          ? []
          : await forgetting(directory, size, { written: times.at(-1), instants: instants.at(-1) })),
      ]
    } finally {
      rmSync(directory, { recursive: true, force: true })
    }
  },
}

/** At least the first list of the cluster. */
async function growUntil(log: GrowingLog, seq: number, end: number): Promise<void> {
  await log.growTo(1)
  while (log.seq < seq && performance.now() < end) await log.growTo(Math.min(seq, log.seq + STRETCH))
}

const writtenOf = (changes: number): number => Math.min(WRITTEN, Math.ceil(changes / 4))

/** Milliseconds of each question, asked of a log of some size. */
interface Instants {
  readonly changes: number
  readonly ofNamespace: readonly number[]
  readonly ofCluster: readonly number[]
}

async function timesOfInstants(reader: HistoryReader): Promise<Instants> {
  const { oldest, newest, changes } = await reader.bounds()
  const [first = 1, last = 1] = [oldest?.seq, newest?.seq]
  const placeAt = (index: number) => ({ seq: Math.round(first + spread(index) * (last - first)) })
  const instants = (count: number) => Array.from({ length: count }, (_, index) => placeAt(index))
  const namespaces = await namespacesOf(reader)
  const namespaceAt = (index: number) => [namespaces[index % namespaces.length] ?? '']
  await reader.objectsAt(placeAt(1))
  return {
    changes,
    ofNamespace: await timesOf(instants(NAMESPACE_SAMPLES), (at, index) => reader.objectsAt(at, namespaceAt(index))),
    ofCluster: await timesOf(instants(CLUSTER_SAMPLES), (at) => reader.objectsAt(at)),
  }
}

/** Shares of the log, the next one never near the one before. */
const spread = (index: number): number => ((index + 1) * 0.618_033_988_75) % 1

async function namespacesOf(reader: HistoryReader): Promise<string[]> {
  const past = await reader.objectsAt({ seq: Number.MAX_SAFE_INTEGER }, ['-'])
  const names = (past?.objects ?? []).filter(({ kind }) => kind === 'Namespace').map(({ metadata }) => metadata.name)
  return names.filter((name) => !name.startsWith('kube-'))
}

async function timesOf<Question>(
  questions: readonly Question[],
  ask: (question: Question, index: number) => Promise<unknown>,
): Promise<number[]> {
  const times: number[] = []
  for (const [index, question] of questions.entries()) {
    const from = performance.now()
    await ask(question, index)
    times.push(performance.now() - from)
  }
  return times
}

function aboutInstants(instants: readonly Instants[]): Measurement[] {
  const [first, last] = [instants[0], instants.at(-1)]
  return [
    ...instants.flatMap(({ changes, ofNamespace, ofCluster }) => [
      aboutTimes(`state of one namespace at an instant, ${changes} changes stored`, ofNamespace, 50),
      aboutTimes(`state of 1,000 Services and 10,000 Pods at an instant, ${changes} changes stored`, ofCluster, 400),
    ]),
    ...(first && last
      ? [
          aboutFlatness('one namespace', first.ofNamespace, last.ofNamespace),
          aboutFlatness('1,000 Services and 10,000 Pods', first.ofCluster, last.ofCluster),
        ]
      : []),
  ]
}

/** A log with hardly a change behind its first list has nothing to apply; one that is never idle has a quarter of a state. */
function aboutFlatness(what: string, short: readonly number[], long: readonly number[]): Measurement {
  const [limit, measured] = [percentile(short, 0.5), percentile(long, 0.5)]
  return {
    what: `state of ${what} at an instant, in the longest log against the shortest`,
    measured: `p50 ${measured.toFixed(1)} ms = ${(measured / limit).toFixed(2)} × limit`,
    limit: `${limit.toFixed(1)} ms`,
    budget: '≤ 2 × limit',
    isMet: measured <= 2 * limit,
  }
}

function aboutTimes(what: string, times: readonly number[], budgetMs: number): Measurement {
  const [p50, p95] = [percentile(times, 0.5), percentile(times, 0.95)]
  const measured = `p50 ${p50.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms`
  return { what, measured, budget: `p95 ≤ ${budgetMs} ms`, isMet: p95 <= budgetMs }
}

/** What a time bar and a chart of the whole log, and of a day of it, ask. */
async function timesOfRanges({ reader }: GrowingLog): Promise<Measurement[]> {
  const { oldest, newest } = await reader.bounds()
  const [from, to] = [oldest?.observedAt ?? 0, (newest?.observedAt ?? 0) + 1]
  const whole = { from, to, stepMs: Math.ceil((to - from) / 400) }
  const day = { from: to - 86_400_000, to, stepMs: 1_800_000 }
  const [namespace = ''] = await namespacesOf(reader)
  const many = Array.from({ length: 10 })
  return [
    aboutTimes('changes of the whole log in 400 steps', await timesOf(many, () => reader.changeCounts(whole)), 100),
    aboutTimes(
      'changes of one namespace in the whole log in 400 steps',
      await timesOf(many, () => reader.changeCounts({ ...whole, namespaces: [namespace] })),
      1_000,
    ),
    aboutTimes('churn of all Services, a day in half hours', await timesOf(many, () => reader.churn(day)), 1_000),
    aboutTimes(
      'zero-ready windows of a day',
      await timesOf(many, () => reader.zeroReadyWindows({ ...day, limit: 100 })),
      100,
    ),
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

const perSecond = ({ changes, ms }: WritingTime): number => changes / (ms / 1000)

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

/** The same log when nothing was forgotten. */
interface Before {
  readonly written: WritingTime | undefined
  readonly instants: Instants | undefined
}

/** Open the log with less room than it has, and write on and read while the oldest is forgotten. */
async function forgetting(directory: string, size: number, { written, instants }: Before): Promise<Measurement[]> {
  const log = await GrowingLog.open({ directory, retention: { ...UNLIMITED, maxBytes: size } }, CLUSTER, EVERY_MS)
  await log.growTo(log.seq + 1)
  const before = await log.reader.bounds()
  let isWriting = true
  const writing = log.growTo(log.seq + writtenOf(before.changes)).finally(() => {
    isWriting = false
  })
  const ofNamespace: number[] = []
  while (isWriting) ofNamespace.push(...(await timesOfInstants(log.reader)).ofNamespace)
  const time = await writing
  const { oldest } = await log.reader.bounds()
  await log.close()
  const forgotten = (oldest?.seq ?? 0) - (before.oldest?.seq ?? 0)
  const { size: left } = statSync(path.join(directory, 'portolan.db'))
  const [rate, limit] = [perSecond(time), written ? perSecond(written) : 0]
  return [
    {
      what: `changes the log takes per second while ${forgotten} are forgotten and somebody reads without end`,
      measured: `${rate.toFixed(0)}/s = ${(rate / limit).toFixed(2)} × limit`,
      limit: `${limit.toFixed(0)}/s`,
      budget: '≥ 0.3 × limit',
      isMet: forgotten > 0 && rate >= 0.3 * limit,
    },
    {
      what: 'longest time a commit of up to 2,000 changes takes meanwhile',
      measured: `${time.longestMs.toFixed(0)} ms`,
      limit: `${(written?.longestMs ?? 0).toFixed(0)} ms without`,
      budget: '≤ 2 s',
      isMet: time.longestMs <= 2_000,
    },
    aboutReadingMeanwhile(instants?.ofNamespace ?? [], ofNamespace),
    {
      what: 'size of the file after that, against what it may have',
      measured: `${(left / 2 ** 20).toFixed(0)} MiB`,
      limit: `${(size / 2 ** 20).toFixed(0)} MiB`,
      budget: '≤ limit',
      isMet: left <= size,
    },
  ]
}

/** Who writes as fast as it goes takes the rest of two cores. */
function aboutReadingMeanwhile(alone: readonly number[], meanwhile: readonly number[]): Measurement {
  const [limit, p50] = [percentile(alone, 0.5), percentile(meanwhile, 0.5)]
  return {
    what: 'state of one namespace at an instant meanwhile',
    measured: `p50 ${p50.toFixed(1)} ms = ${(p50 / limit).toFixed(1)} × limit, p95 ${percentile(meanwhile, 0.95).toFixed(1)} ms`,
    limit: `${limit.toFixed(1)} ms`,
    budget: '≤ 5 × limit',
    isMet: p50 <= 5 * limit,
  }
}
