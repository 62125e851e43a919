import type { ChurnStep } from '@portolan/pipeline/ports'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
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
  const blocks = log.connection.query<[number]>('SELECT first_seq FROM block ORDER BY first_seq').all()
  const [keptFrom = 1] = blocks[Math.floor(share * (blocks.length - 1))] ?? []
  const work = new Forgetting(log.connection).forgetBefore(keptFrom)
  for (let step = 0; step < steps && !work.next().done; step++);
}

describe('a log of which the beginning is forgotten', () => {
  const logs = { whole: new TestLog(), cut: new TestLog() }
  const { whole, cut } = logs

  test('says of everything behind it what it would say if nothing were forgotten', () => {
    fc.assert(
      fc.property(randomTraffic({ maxLength: 200 }), cuts, (tellings, forgetting) => {
        const { keptFrom, keptAt } = writeAndForget(logs, tellings, forgetting)
        const newest = tellings.length
        expect(cut.changes()).toEqual(whole.changes({ after: keptFrom - 1 }))
        expect(cut.changes({ kinds: ['EndpointSlice'], order: 'desc' })).toEqual(
          whole.changes({ kinds: ['EndpointSlice'], order: 'desc', after: keptFrom - 1 }),
        )
        for (let seq = keptFrom; seq <= newest; seq++) {
          expect(sorted(cut.objectsAt({ seq }))).toEqual(sorted(whole.objectsAt({ seq })))
        }
        expect(keptFrom > 1 && cut.objectsAt({ seq: keptFrom - 1 })).toBe(keptFrom > 1 ? undefined : false)
        const to = (clocksOf(tellings).at(-1) ?? 0) + 5_000
        for (const from of [keptAt, keptAt + 1, Math.round((keptAt + to) / 2)]) {
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
        expect(stored(cut)).toEqual(stored(whole))
        expect(cut.openLedgers()).toEqual(whole.openLedgers())
      }),
      { numRuns: 25, ...BOUNDED },
    )
  })

  test('has the churn before it by the minute', () => {
    const ofMinute = ({ readyMin: _, ...step }: ChurnStep) => step
    fc.assert(
      fc.property(randomTraffic({ maxLength: 200, hasSteadyClock: true }), cuts, (tellings, forgetting) => {
        const { keptAt } = writeAndForget(logs, tellings, forgetting)
        const from = Math.floor((clocksOf(tellings)[0] ?? 0) / MINUTE_MS + 1) * MINUTE_MS
        const to = Math.floor(keptAt / MINUTE_MS) * MINUTE_MS
        fc.pre(to > from)
        for (const service of SERVICES) {
          const query = { from, to, stepMs: MINUTE_MS, service }
          expect(cut.churn(query).map(ofMinute)).toEqual(whole.churn(query).map(ofMinute))
        }
      }),
      { numRuns: 25, ...BOUNDED },
    )
  })

  test('holds nothing of what only lived before it', () => {
    fc.assert(
      fc.property(randomTraffic({ maxLength: 200 }), cuts, (tellings, forgetting) => {
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

function sorted(past: ReturnType<TestLog['objectsAt']>): unknown {
  return past && { ...past, objects: [...past.objects].sort((a, b) => (a.metadata.uid < b.metadata.uid ? -1 : 1)) }
}

function stored(log: TestLog): unknown {
  return log.storedObjects().sort((a, b) => (a.object.metadata.uid < b.object.metadata.uid ? -1 : 1))
}
