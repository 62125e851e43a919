import { statSync } from 'node:fs'
import path from 'node:path'
import type { Measurement } from '../measurement.ts'
import { type GrowingLog, perSecond, type WritingTime } from './growing-log.ts'
import { type Instants, timesOfInstants } from './instants.ts'
import { type Timed, timeOf } from './timed-questions.ts'

/** The same log when nothing was forgotten. */
export interface Before {
  readonly written: WritingTime | undefined
  readonly instants: Instants | undefined
}

export interface FullLog {
  readonly directory: string
  /** What it has, and all it may have. Bytes. */
  readonly size: number
  /** Open it with that limit. */
  readonly open: () => Promise<GrowingLog>
  /** So many changes are written on. */
  readonly written: number
}

/** Open the log with less room than it has, and write on and read while the oldest is forgotten. */
export async function aboutForgetting(full: FullLog, { written, instants }: Before): Promise<Measurement[]> {
  const log = await full.open()
  await log.growTo(log.seq + 1)
  const before = await log.reader.bounds()
  let isWriting = true
  const writing = log.growTo(log.seq + full.written).finally(() => {
    isWriting = false
  })
  const ofNamespace: Timed[] = []
  while (isWriting) ofNamespace.push(...(await timesOfInstants(log.reader)).ofNamespace)
  const time = await writing
  const { oldest } = await log.reader.bounds()
  await log.close()
  const forgotten = (oldest?.seq ?? 0) - (before.oldest?.seq ?? 0)
  const { size: left } = statSync(path.join(full.directory, 'portolan.db'))
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
      limit: `${(full.size / 2 ** 20).toFixed(0)} MiB`,
      budget: '≤ limit',
      isMet: left <= full.size,
    },
  ]
}

/** Who writes as fast as it goes takes the rest of two cores. */
function aboutReadingMeanwhile(alone: readonly Timed[], meanwhile: readonly Timed[]): Measurement {
  const [limit, p50] = [timeOf(alone, 0.5), timeOf(meanwhile, 0.5)]
  return {
    what: 'state of one namespace at an instant meanwhile',
    measured: `p50 ${p50.toFixed(1)} ms = ${(p50 / limit).toFixed(1)} × limit, p95 ${timeOf(meanwhile, 0.95).toFixed(1)} ms`,
    limit: `${limit.toFixed(1)} ms`,
    budget: '≤ 5 × limit',
    isMet: p50 <= 5 * limit,
  }
}
