import { type LedgerEntry, LedgerFold } from '@portolan/domain'
import { describe, expect, test } from 'vitest'
import { turnAt } from '../../test/endless-traffic.ts'
import { AN_EMPTY_BATCH, TestLog } from '../../test/test-log.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../format/minutes.ts'
import { Retention } from './retention.ts'
import { pagesWhenPressed, type RetentionLimits } from './retention-limits.ts'

/** A step of a few hundred rows is a matter of milliseconds. */
const MOST_ROWS = 2_000

/** A log that somebody writes without end, and what its retention did. */
class Writing {
  readonly log = new TestLog()
  readonly #fold = new LedgerFold(() => undefined)
  readonly #retention: Retention
  readonly #everyMs: number | undefined
  #seq = 0
  mostRows = 0

  constructor(limits: RetentionLimits, everyMs?: number) {
    this.#everyMs = everyMs
    this.#retention = new Retention(this.log.connection, limits)
  }

  get seq(): number {
    return this.#seq
  }

  get usedPages(): number {
    const pages = 'SELECT page_count - freelist_count FROM pragma_page_count() JOIN pragma_freelist_count()'
    return this.log.connection.query<[number]>(pages).first()?.[0] ?? 0
  }

  /** @param laterMs how much later than usual the batch is committed */
  write(count: number, laterMs = 0, more: readonly LedgerEntry[] = []): void {
    this.#retention.makeRoom()
    const turns = Array.from({ length: count }, () => turnAt(++this.#seq, this.#everyMs))
    this.log.appendBatch({
      ...AN_EMPTY_BATCH,
      changes: turns.map(({ change }) => change),
      ledger: [...turns.flatMap(({ change, before, after }) => this.#fold.apply(change, before, after)), ...more],
      committedAt: (turns.at(-1)?.change.observedAt ?? 0) + laterMs,
    })
    this.log.checkpoint()
  }

  /** @returns whether it had anything to do */
  step(): boolean {
    const rows = this.#retention.step()
    this.mostRows = Math.max(this.mostRows, rows ?? 0)
    return rows !== undefined
  }
}

describe('a log with limits', () => {
  test('stays below its size however much is written, and forgets in small steps', () => {
    const limits = { maxAgeMs: 1_000 * DAY_MS, maxBytes: 600_000 }
    const writing = new Writing(limits)
    for (let batch = 0; batch < 200; batch++) {
      writing.write(25)
      for (let step = 0; step < 3; step++) writing.step()
      expect(writing.usedPages).toBeLessThanOrEqual(pagesWhenPressed(limits))
    }
    expect(writing.mostRows).toBeLessThan(MOST_ROWS)
    expect(writing.log.changes().at(-1)?.seq).toBe(writing.seq)
    expect(writing.log.changes()[0]?.seq).toBeGreaterThan(1_000)
  })

  test('forgets what is older than its age, at most a 64th later, and gives the room back', () => {
    const maxAgeMs = HOUR_MS
    const writing = new Writing({ maxAgeMs, maxBytes: 1_000_000_000 })
    writing.write(6_000)
    const full = writing.usedPages
    while (writing.step());
    const [oldest] = writing.log.changes()
    const age = turnAt(writing.seq).change.observedAt - (oldest?.observedAt ?? 0)
    expect(age).toBeGreaterThanOrEqual(maxAgeMs)
    expect(age).toBeLessThanOrEqual(maxAgeMs * (1 + 1 / 64) + 60_000)
    expect(writing.usedPages).toBeLessThan(full / 1.5)
    expect(writing.mostRows).toBeLessThan(MOST_ROWS)
  })

  test('keeps one total an hour after 30 days, one a day after 120, and the last one after 400', () => {
    const writing = new Writing({ maxAgeMs: HOUR_MS, maxBytes: 1_000_000_000 }, 20_000)
    const minutes = () =>
      writing.log.connection.query<MinuteRow>('SELECT service_id, minute FROM service_minute ORDER BY 1, 2').all()
    writing.write(9_000)
    const levels = [60, 1_440, Number.POSITIVE_INFINITY]
    for (const [level, age] of [35, 130, 410].entries()) {
      writing.write(50, age * DAY_MS)
      const before = minutes()
      while (writing.step());
      const keptMinute = Math.floor((writing.log.changes()[0]?.observedAt ?? 0) / MINUTE_MS)
      const expected = levels
        .slice(0, level + 1)
        .reduce<readonly MinuteRow[]>((rows, bucket) => lastOfBuckets(rows, bucket, keptMinute), before)
      expect(minutes()).toEqual(expected)
      expect(expected.length).toBeLessThan(before.length)
    }
  })

  test('has no trace of a Service 400 days after it went, and takes it for a new one when it comes again', () => {
    const writing = new Writing({ maxAgeMs: HOUR_MS, maxBytes: 1_000_000_000 }, 600_000)
    const services = () => writing.log.connection.query('SELECT key FROM service WHERE key = ?').all('shop/gone')
    const come = (fromSeq: number): LedgerEntry => ({
      type: 'interval-opened',
      service: 'shop/gone',
      interval: {
        identity: 'a',
        address: '10.0.0.1',
        state: 'unready',
        evidence: 'watched',
        opened: 'joined',
        from: 0,
        fromSeq,
      },
    })
    const go = (fromSeq: number, toSeq: number): LedgerEntry => ({
      type: 'interval-closed',
      service: 'shop/gone',
      identity: 'a',
      fromSeq,
      to: 1,
      toSeq,
      closed: 'left',
    })
    writing.write(2, 0, [come(1), go(1, 2)])
    writing.write(600)
    while (writing.step());
    expect(services()).toEqual([['shop/gone']])
    writing.write(50, 410 * DAY_MS)
    while (writing.step());
    expect(services()).toEqual([])
    writing.write(2, 410 * DAY_MS, [come(653)])
    expect(writing.log.ledger('shop/gone').intervals).toEqual([expect.objectContaining({ fromSeq: 653 })])
  })
})

type MinuteRow = [serviceId: number, minute: number]

/** Of the rows before the bucket of a minute, the last one of each bucket; of those in it and behind it, all. */
function lastOfBuckets(rows: readonly MinuteRow[], bucket: number, keptMinute: number): readonly MinuteRow[] {
  const whole = Math.min(bucket, 1_440)
  const before = Math.floor(keptMinute / whole) * whole
  const bucketOf = (minute: number) => Math.floor(minute / bucket)
  return rows.filter(([serviceId, minute], index) => {
    const [nextService, next = 0] = rows[index + 1] ?? []
    return nextService !== serviceId || next >= before || bucketOf(next) !== bucketOf(minute)
  })
}
