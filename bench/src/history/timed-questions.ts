import { type Measurement, percentile } from '../measurement.ts'

/** What a question cost, in milliseconds. */
export interface Timed {
  /** Until it was answered. */
  readonly ms: number
  /** Of all threads of this process: what it would take on a machine that has nothing else to do, or a little more. */
  readonly cpuMs: number
}

/** Ask one after another. */
export async function timesOf<Question>(
  questions: readonly Question[],
  ask: (question: Question, index: number) => Promise<unknown>,
): Promise<Timed[]> {
  const times: Timed[] = []
  for (const [index, question] of questions.entries()) {
    const [from, cpuFrom] = [performance.now(), process.cpuUsage()]
    await ask(question, index)
    const { user, system } = process.cpuUsage(cpuFrom)
    times.push({ ms: performance.now() - from, cpuMs: (user + system) / 1000 })
  }
  return times
}

export function aboutTimes(what: string, times: readonly Timed[], budgetMs: number): Measurement {
  const p95 = timeOf(times, 0.95)
  const [cpu50, cpu95] = [0.5, 0.95].map((share) =>
    percentile(
      times.map(({ cpuMs }) => cpuMs),
      share,
    ).toFixed(1),
  )
  return {
    what,
    measured: `p50 ${timeOf(times, 0.5).toFixed(1)} ms, p95 ${p95.toFixed(1)} ms (processors ${cpu50} and ${cpu95} ms)`,
    budget: `p95 ≤ ${budgetMs} ms`,
    isMet: p95 <= budgetMs,
  }
}

/** Milliseconds within which a share of the questions was answered. */
export const timeOf = (times: readonly Timed[], share: number): number =>
  percentile(
    times.map(({ ms }) => ms),
    share,
  )
