import type { ChurnStep } from '@portolan/pipeline/ports'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { assertUntil } from '../../test/assert-until.ts'
import { randomTraffic, type Telling } from '../../test/random-traffic.ts'
import { TestLog } from '../../test/test-log.ts'
import { clocksOf, write } from '../../test/written-traffic.ts'
import { MINUTE_MS } from '../format/minutes.ts'
import { Forgetting } from './forgetting.ts'

const BOUNDED = { endOnFailure: true, interruptAfterTimeLimit: 5_000 }
const SERVICES = ['bank/web', 'shop/web']

/** Where the log is cut, and how many steps are done of each cut before the process dies. */
const cuts = fc.array(fc.record({ share: fc.double({ min: 0, max: 1, noNaN: true }), steps: fc.nat(40) }), {
  minLength: 1,
  maxLength: 3,
})

/** Write all of it to both logs; forget some of one of them, now and then. @returns where that begins, and its clock */
function writeAndForget(
  { whole, cut }: { readonly whole: TestLog; readonly cut: TestLog },
  tellings: readonly Telling[],
  forgetting: readonly { readonly share: number; readonly steps: number }[],
): { readonly keptFrom: number; readonly keptAt: number } {
  whole.clear()
  cut.clear()
  write(whole, tellings, [])
  const part = Math.ceil(tellings.length / forgetting.length)
  for (const [index, { share, steps }] of forgetting.entries()) {
    write(cut, tellings.slice(index * part, (index + 1) * part), [7])
    forget(cut, share, steps)
    cut.reopen()
  }
  const [keptFrom = 1] =
    cut.connection.query<[number]>(`SELECT CAST(value AS INTEGER) FROM setting WHERE name = 'kept-from'`).first() ?? []
  return { keptFrom, keptAt: clocksOf(tellings)[keptFrom - 1] ?? 0 }
}

function forget(log: TestLog, share: number, steps: number): void {
  const kept =
    "SELECT first_seq FROM block WHERE first_seq >= coalesce((SELECT CAST(value AS INTEGER) FROM setting WHERE name = 'kept-from'), 1) ORDER BY 1"
  const blocks = log.connection.query<[number]>(kept).all()
  const [keptFrom = 1] = blocks[Math.ceil(share * (blocks.length - 1))] ?? []
  const work = new Forgetting(log.connection).forgetBefore(keptFrom)
  for (let step = 0; step < steps && !work.next().done; step++);
}

describe('a log of which the beginning is forgotten', () => {
  const logs = { whole: new TestLog(), cut: new TestLog() }
  const { whole, cut } = logs

  test('says of everything behind it what it would say if nothing were forgotten', async () => {
    let shortened = 0
    await assertUntil(
      fc.property(randomTraffic({ maxLength: 500 }), cuts, (tellings, forgetting) => {
        const { keptFrom } = writeAndForget(logs, tellings, forgetting)
        if (keptFrom > 1) shortened++
        const newest = tellings.length
        expect(cut.changes()).toEqual(whole.changes({ after: keptFrom - 1 }))
        expect(cut.changes({ kinds: ['EndpointSlice'], order: 'desc' })).toEqual(
          whole.changes({ kinds: ['EndpointSlice'], order: 'desc', after: keptFrom - 1 }),
        )
        for (let seq = keptFrom; seq <= newest; seq += 1 + Math.floor(newest / 100)) {
          expect(sorted(cut.objectsAt({ seq }))).toEqual(sorted(whole.objectsAt({ seq })))
        }
        expect(keptFrom > 1 && cut.objectsAt({ seq: keptFrom - 1 })).toBe(keptFrom > 1 ? undefined : false)
        expect(stored(cut)).toEqual(stored(whole))
        expect(cut.openLedgers()).toEqual(whole.openLedgers())
      }),
      { parameters: { numRuns: 25, ...BOUNDED }, isMet: () => shortened > 0 },
    )
    expect(shortened).toBeGreaterThan(0)
  })

  // A clock that is set back puts what is forgotten and what is kept at the same time of day.
  test('says of every range of time behind it what it would say if nothing were forgotten', async () => {
    let shortened = 0
    await assertUntil(
      fc.property(randomTraffic({ maxLength: 500, hasSteadyClock: true }), cuts, (tellings, forgetting) => {
        const { keptFrom, keptAt } = writeAndForget(logs, tellings, forgetting)
        if (keptFrom > 1) shortened++
        const to = (clocksOf(tellings).at(-1) ?? 0) + 5_000
        for (const from of [keptAt + 1, Math.round((keptAt + 1 + to) / 2)]) {
          for (const service of SERVICES) {
            expect(cut.ledger(service, { from })).toEqual(whole.ledger(service, { from }))
            const query = { from, to, stepMs: Math.ceil((to - from) / 50), service }
            expect(cut.churn(query)).toEqual(whole.churn(query))
          }
          const range = { from, to, stepMs: Math.ceil((to - from) / 50) }
          expect(cut.churn(range)).toEqual(whole.churn(range))
          expect(cut.changeCounts(range)).toEqual(whole.changeCounts(range))
          expect(cut.changeCounts({ ...range, namespaces: ['shop'] })).toEqual(
            whole.changeCounts({ ...range, namespaces: ['shop'] }),
          )
          expect(cut.zeroReadyWindows({ from, limit: 9 })).toEqual(whole.zeroReadyWindows({ from, limit: 9 }))
        }
      }),
      { parameters: { numRuns: 25, ...BOUNDED }, isMet: () => shortened > 0 },
    )
    expect(shortened).toBeGreaterThan(0)
  })

  test('has the churn before it by the minute', async () => {
    let checked = 0
    await assertUntil(
      fc.property(randomTraffic({ maxLength: 500, hasSteadyClock: true }), cuts, (tellings, forgetting) => {
        const { keptAt } = writeAndForget(logs, tellings, forgetting)
        const from = Math.floor((clocksOf(tellings)[0] ?? 0) / MINUTE_MS + 1) * MINUTE_MS
        const to = Math.floor(keptAt / MINUTE_MS) * MINUTE_MS
        if (to <= from) return
        checked++
        for (const service of SERVICES) {
          const query = { from, to, stepMs: MINUTE_MS, service }
          const told = cut.churn(query).map(ofMinute)
          const known = told.findIndex(({ ready }) => ready !== undefined)
          const moved = told.findIndex(({ added }) => added > 0)
          if (moved !== -1) expect(known).toBeLessThanOrEqual(moved)
          // How many were ready before a Service was first heard of is forgotten with the beginning of the log.
          expect(told.map((step, at) => (at < known || known === -1 ? { ...step, ready: 0 } : step))).toEqual(
            whole.churn(query).map(ofMinute),
          )
        }
      }),
      { parameters: { numRuns: 25, ...BOUNDED }, isMet: () => checked > 0 },
    )
    expect(checked).toBeGreaterThan(0)
  })

  test('holds nothing of what only lived before it', () => {
    fc.assert(
      fc.property(randomTraffic({ maxLength: 500 }), cuts, (tellings, forgetting) => {
        const all = forgetting.map(({ share }) => ({ share, steps: Number.POSITIVE_INFINITY }))
        const { keptFrom } = writeAndForget(logs, tellings, all)
        const left = (sql: string) => cut.connection.query(sql).all()
        expect(left(`SELECT * FROM change WHERE seq < ${keptFrom}`)).toEqual([])
        expect(left(`SELECT * FROM block WHERE first_seq < ${keptFrom}`)).toEqual([])
        expect(left(`SELECT * FROM shelf_block WHERE first_seq < ${keptFrom}`)).toEqual([])
        expect(left(`SELECT * FROM object WHERE deleted_seq < ${keptFrom}`)).toEqual([])
        expect(left(`SELECT * FROM ledger_interval WHERE to_seq < ${keptFrom}`)).toEqual([])
        expect(left(`SELECT * FROM zero_ready_window WHERE to_seq < ${keptFrom}`)).toEqual([])
        expect(left('SELECT * FROM endpoint WHERE id NOT IN (SELECT endpoint_id FROM ledger_interval)')).toEqual([])
        expect(
          left(`SELECT shelf_id FROM checkpoint WHERE seq < ${keptFrom} GROUP BY shelf_id HAVING count(*) > 1`),
        ).toEqual([])
        expect(left('PRAGMA integrity_check')).toEqual([['ok']])
      }),
      { numRuns: 15, ...BOUNDED },
    )
  })
})

function ofMinute({ readyMin: _, ...step }: ChurnStep): Omit<ChurnStep, 'readyMin'> {
  return step
}

function sorted(past: ReturnType<TestLog['objectsAt']>): unknown {
  return past && { ...past, objects: [...past.objects].sort((a, b) => (a.metadata.uid < b.metadata.uid ? -1 : 1)) }
}

function stored(log: TestLog): unknown {
  return log.storedObjects().sort((a, b) => (a.object.metadata.uid < b.object.metadata.uid ? -1 : 1))
}
