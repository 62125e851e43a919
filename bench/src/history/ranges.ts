import type { HistoryReader } from '@portolan/pipeline/ports'
import type { Measurement } from '../measurement.ts'
import { namespacesOf } from './instants.ts'
import { aboutTimes, timesOf } from './timed-questions.ts'

const DAY_MS = 86_400_000
const HALF_AN_HOUR_MS = 1_800_000

/** What a time bar and a chart of the whole log, and of a day of it, ask. */
export async function aboutRanges(reader: HistoryReader): Promise<Measurement[]> {
  const { oldest, newest } = await reader.bounds()
  const [from, to] = [oldest?.observedAt ?? 0, (newest?.observedAt ?? 0) + 1]
  const whole = { from, to, stepMs: Math.ceil((to - from) / 400) }
  const day = { ...since(to - DAY_MS, HALF_AN_HOUR_MS), to }
  const fortnight = { ...since(Math.max(from, to - 14 * DAY_MS), 12 * HALF_AN_HOUR_MS), to, limit: 1_000 }
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
      'churn of each Service, 14 days in quarters of a day',
      await timesOf(many, () => reader.churnOfServices(fortnight)),
      5_000,
    ),
    aboutTimes(
      'zero-ready windows of a day',
      await timesOf(many, () => reader.zeroReadyWindows({ ...day, limit: 100 })),
      100,
    ),
  ]
}

/** On a full step, as the server asks for long ranges. */
function since(from: number, stepMs: number): { readonly from: number; readonly stepMs: number } {
  return { from: from - (from % stepMs), stepMs }
}
