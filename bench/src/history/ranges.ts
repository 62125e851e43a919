import type { HistoryReader } from '@portolan/pipeline/ports'
import type { Measurement } from '../measurement.ts'
import { namespacesOf } from './instants.ts'
import { aboutTimes, timesOf } from './timed-questions.ts'

/** What a time bar and a chart of the whole log, and of a day of it, ask. */
export async function aboutRanges(reader: HistoryReader): Promise<Measurement[]> {
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
