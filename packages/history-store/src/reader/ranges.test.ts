import { readFileSync } from 'node:fs'
import path from 'node:path'
import { type LedgerInterval, ledgerCounts, type ZeroReadyWindow, zeroReadyMs } from '@portolan/domain'
import type { ChurnQuery, ChurnStep, EndpointMoves, ServiceChurn, SteppedRange } from '@portolan/pipeline/ports'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { randomTraffic } from '../../test/random-traffic.ts'
import { TestLog } from '../../test/test-log.ts'
import { clocksOf, write } from '../../test/written-traffic.ts'
import { MINUTE_MS } from '../format/minutes.ts'
import { MIGRATIONS } from '../opening/migrate.ts'
import { stepStarts } from './steps.ts'

const SERVICES = ['bank/web', 'shop/web']
const BOUNDED = { endOnFailure: true, interruptAfterTimeLimit: 4_000 }
const cuts = fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 6 })
const stepMs = fc.constantFrom(700, 5_000, 60_000, 3_600_000)
const share = fc.double({ min: -0.1, max: 1.1, noNaN: true })

/** At most 200 steps somewhere about the log. */
function rangeOf(clocks: readonly number[], [from, to, stepMs]: readonly [number, number, number]): SteppedRange {
  const [first = 0, last = first] = [clocks[0], clocks.at(-1)]
  const at = (share: number) => Math.round(first + share * (last - first))
  const start = Math.min(at(from), at(to))
  return { from: start, to: Math.min(Math.max(at(from), at(to)), start + 200 * stepMs), stepMs }
}

/** Steps of whole minutes are told by totals, which count by the clock of the log: below, where that one is steady. */
function offTheMinute(range: SteppedRange): SteppedRange {
  return range.from % MINUTE_MS === 0 && range.from < range.to ? { ...range, from: range.from + 1 } : range
}

/** How often an endpoint became ready or unready that neither came nor went. */
function flipsIn(intervals: readonly LedgerInterval[], { from, to }: { from: number; to: number }): number {
  const isWithin = (time = Number.NaN) => time >= from && time < to
  const ready = intervals.filter(({ state }) => state === 'ready')
  const began = ready.filter(({ opened, evidence }) => opened === 'changed' && evidence !== 'initial')
  const ended = ready.filter(({ closed }) => closed === 'changed')
  return began.filter((one) => isWithin(one.from)).length + ended.filter((one) => isWithin(one.to)).length
}

/** What the port promises of each step, from whole ledgers. */
function expectedChurn(
  { from, to, stepMs }: SteppedRange,
  clocks: readonly number[],
  ledgers: readonly { intervals: readonly LedgerInterval[]; windows: readonly ZeroReadyWindow[] }[],
): ChurnStep[] {
  const readyAfter = (seq: number) =>
    ledgers
      .flatMap(({ intervals }) => intervals)
      .filter(
        ({ state, fromSeq, toSeq = Number.POSITIVE_INFINITY }) => state === 'ready' && fromSeq <= seq && toSeq > seq,
      ).length
  const moved = new Set(ledgers.flatMap(({ intervals }) => intervals.flatMap(({ fromSeq, toSeq }) => [fromSeq, toSeq])))
  return stepStarts({ from, to, stepMs }).map((start) => {
    const step = { from: start, to: Math.min(start + stepMs, to) }
    const seqs = clocks.flatMap((clock, index) => (clock >= step.from && clock < step.to ? [index + 1] : []))
    const before = clocks.filter((clock) => clock < step.from).length
    const moves = seqs.filter((seq) => moved.has(seq))
    const lasted = moves.some((seq) => clocks[seq - 1] === step.from) ? [] : [before]
    const counts = ledgers.map(({ intervals }) => ledgerCounts(intervals, step))
    const sum = (key: keyof ReturnType<typeof ledgerCounts>) => counts.reduce((total, count) => total + count[key], 0)
    const isKnown = step.to > (clocks[0] ?? 0)
    return {
      from: start,
      added: sum('added'),
      removed: sum('removed'),
      becameReady: sum('becameReady'),
      becameUnready: sum('becameUnready'),
      flips: ledgers.reduce((total, { intervals }) => total + flipsIn(intervals, step), 0),
      zeroReadyMs: ledgers.reduce((total, { windows }) => total + zeroReadyMs(windows, step), 0),
      ...(isKnown && { ready: readyAfter(seqs.at(-1) ?? before) }),
      ...(isKnown && ledgers.length === 1 && { readyMin: Math.min(...[...lasted, ...moves].map(readyAfter)) }),
    }
  })
}

function serviceChurn(service: string, steps: readonly ChurnStep[]): ServiceChurn {
  const sum = (key: 'added' | 'removed' | 'becameReady' | 'becameUnready' | 'flips' | 'zeroReadyMs') =>
    steps.reduce((total, step) => total + step[key], 0)
  const ready = steps.at(-1)?.ready
  const least = steps.flatMap(({ readyMin = [] }, at) => {
    const hadReady = at === 0 || steps[at - 1]?.ready === undefined ? readyMin !== 0 : steps[at - 1]?.ready !== 0
    return hadReady ? readyMin : []
  })
  return {
    service,
    ...{ added: sum('added'), removed: sum('removed'), flips: sum('flips'), zeroReadyMs: sum('zeroReadyMs') },
    ...{ becameReady: sum('becameReady'), becameUnready: sum('becameUnready') },
    ...(ready !== undefined && { ready }),
    ...(least.length > 0 && { readyMin: Math.min(...least) }),
    churnBySteps: steps.map(churnOf),
    zeroReadyMsBySteps: steps.map(({ zeroReadyMs }) => zeroReadyMs),
  }
}

const churnOf = ({ added, removed, flips }: EndpointMoves): number => added + removed + flips

describe('a range of the log, step by step', () => {
  const log = new TestLog()

  test('has as many changes as the clock of the log met in each step, in all and in some namespaces', () => {
    fc.assert(
      fc.property(randomTraffic(), cuts, fc.tuple(share, share, stepMs), (tellings, sizes, shares) => {
        log.clear()
        write(log, tellings, sizes)
        const clocks = clocksOf(tellings)
        const range = rangeOf(clocks, shares)
        for (const namespaces of [undefined, ['shop'], ['bank', 'shop'], ['none']]) {
          const expected = stepStarts(range).map(
            (start) =>
              tellings.filter(
                ({ change }, index) =>
                  (clocks[index] ?? 0) >= start &&
                  (clocks[index] ?? 0) < Math.min(start + range.stepMs, range.to) &&
                  (namespaces?.includes(change.namespace ?? '') ?? true),
              ).length,
          )
          expect(log.changeCounts({ ...range, ...(namespaces && { namespaces }) })).toEqual(expected)
        }
      }),
      { numRuns: 25, ...BOUNDED },
    )
  })

  test('has the churn that follows from the ledgers, of all Services, of a namespace and of one', () => {
    fc.assert(
      fc.property(randomTraffic(), cuts, fc.tuple(share, share, stepMs), (tellings, sizes, shares) => {
        log.clear()
        write(log, tellings, sizes)
        const clocks = clocksOf(tellings)
        const range = offTheMinute(rangeOf(clocks, shares))
        const scopes: [Partial<ChurnQuery>, string[]][] = [
          [{}, SERVICES],
          [{ service: 'shop/web' }, ['shop/web']],
          [{ namespaces: ['bank'] }, ['bank/web']],
        ]
        for (const [scope, services] of scopes) {
          const expected = expectedChurn(
            range,
            clocks,
            services.map((service) => log.ledger(service)),
          )
          const isOne = scope.service !== undefined
          expect(log.churn({ ...range, ...scope })).toEqual(
            isOne ? expected : expected.map(({ readyMin: _, ...step }) => step),
          )
        }
      }),
      { numRuns: 40, ...BOUNDED },
    )
  })

  test('has the churn of each Service, most first, which is that of the Service alone', () => {
    fc.assert(
      fc.property(randomTraffic(), cuts, fc.tuple(share, share, stepMs), (tellings, sizes, shares) => {
        log.clear()
        write(log, tellings, sizes)
        const range = rangeOf(clocksOf(tellings), shares)
        const expected = SERVICES.map((service) => serviceChurn(service, log.churn({ ...range, service })))
          .filter((one) => churnOf(one) > 0)
          .sort((a, b) => churnOf(b) - churnOf(a))
        for (const limit of [1, 2]) {
          const told = log.churnOfServices({ ...range, limit })
          expect(told).toEqual({ services: expected.slice(0, limit), total: expected.length })
        }
        expect(log.churnOfServices({ ...range, namespaces: ['bank'], limit: 9 }).services).toEqual(
          expected.filter(({ service }) => service === 'bank/web'),
        )
      }),
      { numRuns: 40, ...BOUNDED },
    )
  })

  test('in steps of whole minutes has the churn that follows from the ledgers all the same', () => {
    fc.assert(
      fc.property(randomTraffic({ hasSteadyClock: true }), cuts, fc.tuple(share, share), (tellings, sizes, shares) => {
        log.clear()
        write(log, tellings, sizes)
        const clocks = clocksOf(tellings)
        const { from, to } = rangeOf(clocks, [...shares, MINUTE_MS])
        const range = { from: Math.floor(from / MINUTE_MS) * MINUTE_MS, to, stepMs: 2 * MINUTE_MS }
        const expected = expectedChurn(
          range,
          clocks,
          SERVICES.map((service) => log.ledger(service)),
        )
        expect(log.churn(range)).toEqual(expected)
      }),
      { numRuns: 40, ...BOUNDED },
    )
  })

  test('has the zero-ready windows that overlap it, newest first', () => {
    fc.assert(
      fc.property(
        randomTraffic(),
        cuts,
        fc.tuple(share, share, fc.integer({ min: 1, max: 6 })),
        (tellings, sizes, [start, end, limit]) => {
          log.clear()
          write(log, tellings, sizes)
          const { from, to } = rangeOf(clocksOf(tellings), [start, end, 3_600_000])
          const expected = SERVICES.flatMap((service) =>
            log.ledger(service, { from, to }).windows.map((window) => ({ service, window })),
          )
          expected.sort((a, b) => b.window.fromSeq - a.window.fromSeq)
          expect(log.zeroReadyWindows({ from, to, limit })).toEqual(expected.slice(0, limit))
        },
      ),
      { numRuns: 25, ...BOUNDED },
    )
  })

  test('has its totals also where the log was written before there were any', () => {
    const sqlOf = (migration: string) => readFileSync(path.join(MIGRATIONS, migration, 'migration.sql'), 'utf8')
    const [, sums] = sqlOf('20261121063757_ranges_and_retention').split('-- The totals of the ledgers there are')
    const [, flips] = sqlOf('20261121092811_rollouts').split('-- Flips of the totals there are')
    const totals = () => log.connection.query('SELECT * FROM service_minute ORDER BY service_id, minute').all()
    fc.assert(
      fc.property(randomTraffic(), cuts, (tellings, sizes) => {
        log.clear()
        write(log, tellings, sizes)
        const written = totals()
        log.connection.exec('DELETE FROM service_minute; DELETE FROM stream_beginning')
        log.connection.exec('ALTER TABLE service_minute DROP COLUMN flips')
        log.connection.exec(`-- ${sums};\n-- ${flips}`)
        expect(totals()).toEqual(written)
      }),
      { numRuns: 20, ...BOUNDED },
    )
  })
})
