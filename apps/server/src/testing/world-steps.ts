import { type LedgerInterval, ledgerCounts, type RecordedChange, zeroReadyMs } from '@portolan/domain'
import type {
  ChurnQuery,
  ChurnStep,
  EndpointMoves,
  LedgerRange,
  ServiceChurn,
  ServicesChurn,
  ServicesChurnQuery,
  ServiceWindow,
  SteppedRange,
} from '@portolan/pipeline/ports'
import type { Ledgers } from './world-ledgers.ts'

interface Scope {
  readonly namespaces?: readonly string[]
  readonly service?: string
}

/** Counted one by one: what a faster way of counting has to agree with. */
export function changeCounts(log: readonly RecordedChange[], range: SteppedRange): readonly number[] {
  return stepsOf(range).map(
    ({ from, to }) =>
      log.filter(
        ({ observedAt, namespace = '-' }) =>
          observedAt >= from && observedAt < to && (range.namespaces?.includes(namespace) ?? true),
      ).length,
  )
}

export function churnSteps(ledgers: Ledgers, query: ChurnQuery): readonly ChurnStep[] {
  const chosen = [...ledgers].filter(([service]) => isIn(service, query)).map(([, ledger]) => ledger)
  return stepsOf(query).map((step) => {
    const intervals = chosen.flatMap((ledger) => ledger.intervals)
    return {
      from: step.from,
      ...ledgerCounts(intervals, step),
      flips: flipsIn(intervals, step),
      ready: readyAt(intervals, step.to - 1),
      ...(query.service !== undefined && { readyMin: fewestReady(intervals, step) }),
      zeroReadyMs: chosen.reduce((sum, { windows }) => sum + zeroReadyMs(windows, step), 0),
    }
  })
}

export function churnOfServices(ledgers: Ledgers, { limit, ...range }: ServicesChurnQuery): ServicesChurn {
  const counted = [...ledgers.keys()]
    .filter((service) => isIn(service, range))
    .map((service) => serviceChurn(service, churnSteps(ledgers, { ...range, service })))
    .filter((service) => churnOf(service) > 0)
    .sort((a, b) => churnOf(b) - churnOf(a) || a.service.localeCompare(b.service))
  return { services: counted.slice(0, limit), total: counted.length }
}

function serviceChurn(service: string, steps: readonly ChurnStep[]): ServiceChurn {
  const sum = (count: (step: ChurnStep) => number) => steps.map(count).reduce((total, each) => total + each, 0)
  const least = steps.flatMap(({ readyMin = 0 }, at) => ((steps[at - 1]?.ready ?? readyMin) > 0 ? readyMin : []))
  return {
    service,
    added: sum(({ added }) => added),
    removed: sum(({ removed }) => removed),
    becameReady: sum(({ becameReady }) => becameReady),
    becameUnready: sum(({ becameUnready }) => becameUnready),
    flips: sum(({ flips }) => flips),
    ready: steps.at(-1)?.ready ?? 0,
    ...(least.length > 0 && { readyMin: Math.min(...least) }),
    zeroReadyMs: sum(({ zeroReadyMs: none }) => none),
    churnBySteps: steps.map(churnOf),
    zeroReadyMsBySteps: steps.map(({ zeroReadyMs: none }) => none),
  }
}

const churnOf = ({ added, removed, flips }: EndpointMoves): number => added + removed + flips

/** Newest first. */
export function zeroReadyWindows(
  ledgers: Ledgers,
  { from = -Infinity, to = Infinity, limit, ...scope }: LedgerRange & Scope & { readonly limit: number },
): readonly ServiceWindow[] {
  const windows = [...ledgers].flatMap(([service, ledger]) => ledger.windows.map((window) => ({ service, window })))
  return windows
    .filter(({ service, window }) => isIn(service, scope) && window.from < to && (window.to ?? Infinity) >= from)
    .sort((a, b) => b.window.fromSeq - a.window.fromSeq)
    .slice(0, limit)
}

function isIn(candidate: string, { namespaces, service = candidate }: Scope): boolean {
  return candidate === service && (namespaces?.includes(candidate.split('/', 1)[0] ?? '') ?? true)
}

function stepsOf({ from, to, stepMs }: SteppedRange): { from: number; to: number }[] {
  return Array.from({ length: Math.ceil((to - from) / stepMs) }, (_, index) => ({
    from: from + index * stepMs,
    to: Math.min(to, from + (index + 1) * stepMs),
  }))
}

function flipsIn(intervals: readonly LedgerInterval[], { from, to }: { from: number; to: number }): number {
  const isWithin = (time = Number.NaN) => time >= from && time < to
  const ready = intervals.filter(({ state }) => state === 'ready')
  const became = ready.filter((interval) => interval.opened === 'changed' && isWithin(interval.from))
  return became.length + ready.filter((interval) => interval.closed === 'changed' && isWithin(interval.to)).length
}

function readyAt(intervals: readonly LedgerInterval[], time: number): number {
  return intervals.filter(({ state, from, to = Infinity }) => state === 'ready' && from <= time && to > time).length
}

function fewestReady(intervals: readonly LedgerInterval[], { from, to }: { from: number; to: number }): number {
  const moments = intervals.flatMap((interval) => [interval.from, interval.to ?? to])
  const within = [from, ...moments].filter((time) => time >= from && time < to)
  return Math.min(...within.map((time) => readyAt(intervals, time)))
}
