import { closeSync, ftruncateSync, openSync, readFileSync, statSync, writeFileSync, writeSync } from 'node:fs'
import path from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { harbourChanges } from '../../test/harbour.ts'
import { temporaryDirectory } from '../../test/temporary-directory.ts'
import { TestLog } from '../../test/test-log.ts'
import { packLines, unpackLines } from '../format/packed-lines.ts'
import { Forgetting } from '../retention/forgetting.ts'
import { Connection } from '../sqlite/connection.ts'
import type { FindingCode } from './findings.ts'
import { type LogReport, verifyLog } from './verify-log.ts'

const PAGE_BYTES = 4_096
const told = harbourChanges()
/** A sound log of a real cluster. */
let sound: Buffer

beforeAll(() => {
  const log = new TestLog()
  write(log, 0, told.length)
  log.connection.exec('PRAGMA wal_checkpoint(TRUNCATE)')
  sound = readFileSync(log.file)
})

function write(log: TestLog, from: number, to: number): void {
  for (let index = from; index < to; index += 100) {
    const batch = told.slice(index, Math.min(index + 100, to))
    const changes = batch.map(({ change }) => change)
    log.append(
      changes,
      batch.flatMap(({ ledger }) => ledger),
    )
    log.checkpoint()
  }
}

/** What is found in a copy of the sound log to which something was done. */
async function found(harm: { sql?: string; file?: (file: string) => void }): Promise<LogReport> {
  const directory = temporaryDirectory()
  const file = path.join(directory, 'portolan.db')
  writeFileSync(file, sound)
  if (harm.sql !== undefined) {
    const connection = Connection.forWriting(file)
    connection.exec(harm.sql)
    connection.close()
  }
  harm.file?.(file)
  return verifyLog({ directory })
}

/** The lines of two changes of one field of one object, in one block, change places. */
function swapTwoModifications(connection: Connection): void {
  const pairs = connection.query<[firstSeq: number, seq: number, next: number, content: Uint8Array]>(
    `SELECT b.first_seq, c.seq, d.seq, b.content FROM block b JOIN change c ON c.seq BETWEEN b.first_seq AND b.last_seq
     JOIN change d ON d.object_id = c.object_id AND d.seq > c.seq AND d.seq <= b.last_seq
     WHERE c.type = 0 AND d.type = 0`,
  )
  for (const [firstSeq, seq, next, content] of pairs.all()) {
    const lines = unpackLines(content)
    const line = lines[seq - firstSeq] ?? ''
    const other = lines[next - firstSeq] ?? ''
    if (JSON.parse(line)[0].path !== JSON.parse(other)[0].path) continue
    const swapped = packLines(lines.with(seq - firstSeq, other).with(next - firstSeq, line))
    connection.statement('UPDATE block SET content = ? WHERE first_seq = ?').run(swapped, firstSeq)
    return
  }
  throw new Error('no field was modified twice in one block')
}

const codes = ({ findings }: LogReport): FindingCode[] => [...new Set(findings.map(({ code }) => code))]

describe('a sound log', () => {
  test('has no finding', async () => {
    expect(await found({})).toEqual({ checked: { firstSeq: 1, lastSeq: told.length }, findings: [], total: 0 })
  })

  test('has checkpoints, intervals and windows that were compared', () => {
    const log = new TestLog()
    write(log, 0, told.length)
    const rows = (table: string) => log.connection.query<[number]>(`SELECT count(*) FROM ${table}`).first()?.[0] ?? 0
    expect(rows('checkpoint')).toBeGreaterThan(5)
    expect(rows('ledger_interval')).toBeGreaterThan(50)
    expect(rows('zero_ready_window')).toBeGreaterThan(0)
  })

  test('is checked while another one writes it, as it was at the beginning', async () => {
    const directory = temporaryDirectory()
    const log = new TestLog(directory)
    write(log, 0, 600)
    let reached = 0
    const report = await verifyLog({
      directory,
      progress: (seq, lastSeq) => {
        expect(lastSeq).toBe(600)
        if (reached === 0) write(log, 600, told.length)
        reached = seq
      },
    })
    expect(report).toEqual({ checked: { firstSeq: 1, lastSeq: 600 }, findings: [], total: 0 })
    expect(reached).toBe(500)
    expect(log.changes({ limit: 1, order: 'desc' })[0]?.seq).toBe(told.length)
  })

  test('may be empty', async () => {
    const directory = temporaryDirectory()
    new TestLog(directory)
    expect(await verifyLog({ directory })).toEqual({ checked: undefined, findings: [], total: 0 })
  })
})

describe('a log in which something is wrong', () => {
  const middle = 'SELECT first_seq FROM block ORDER BY first_seq LIMIT 1 OFFSET (SELECT count(*) / 2 FROM block)'
  const planted: [string, FindingCode, string][] = [
    ['a change deleted', 'missing-change', 'DELETE FROM change WHERE seq = 700'],
    ['the first changes deleted', 'missing-change', 'DELETE FROM change WHERE seq < 20'],
    [
      'a clock that went back unnoticed',
      'broken-change',
      'UPDATE change SET observed_at = observed_at - 3600000 WHERE seq = 700',
    ],
    ['an unknown type', 'broken-change', 'UPDATE change SET type = 9 WHERE seq = 700'],
    ['a change of another object', 'broken-state', 'UPDATE change SET object_id = 1, shelf_id = 1 WHERE seq = 700'],
    ['a change on another shelf', 'broken-object', 'UPDATE change SET shelf_id = shelf_id + 1 WHERE seq = 700'],
    ['a change of no object', 'broken-object', 'UPDATE change SET object_id = 99999 WHERE seq = 700'],
    [
      'an object deleted at another place',
      'broken-object',
      'UPDATE object SET deleted_seq = deleted_seq + 1 WHERE id = (SELECT max(id) FROM object WHERE deleted_seq IS NOT NULL)',
    ],
    [
      'an object that comes to life again',
      'broken-object',
      'UPDATE object SET deleted_seq = NULL WHERE id = (SELECT max(id) FROM object WHERE deleted_seq IS NOT NULL)',
    ],
    ['a block deleted', 'broken-block', `DELETE FROM block WHERE first_seq = (${middle})`],
    [
      'the last block deleted',
      'broken-block',
      'DELETE FROM block WHERE first_seq = (SELECT max(first_seq) FROM block)',
    ],
    [
      'a block cut short',
      'broken-block',
      `UPDATE block SET content = substr(content, 1, 100) WHERE first_seq = (${middle})`,
    ],
    [
      'a block that claims more',
      'broken-block',
      `UPDATE block SET last_seq = last_seq + 1 WHERE first_seq = (${middle})`,
    ],
    ['an index over blocks that lacks one', 'broken-block', `DELETE FROM shelf_block WHERE first_seq = (${middle})`],
    [
      'an index over blocks with one more',
      'broken-block',
      `CREATE TEMP TABLE one AS SELECT * FROM shelf_block WHERE first_seq = (${middle}) LIMIT 1; UPDATE one SET shelf_id = 99999; INSERT INTO shelf_block SELECT * FROM one`,
    ],
    [
      'a checkpoint of an earlier state',
      'broken-checkpoint',
      'UPDATE checkpoint SET content = (SELECT content FROM checkpoint b WHERE b.shelf_id = checkpoint.shelf_id AND b.seq < checkpoint.seq) WHERE id = (SELECT max(id) FROM checkpoint c WHERE EXISTS (SELECT 1 FROM checkpoint d WHERE d.shelf_id = c.shelf_id AND d.seq < c.seq))',
    ],
    ['a checkpoint behind the end', 'broken-checkpoint', 'UPDATE checkpoint SET seq = 999999 WHERE id = 3'],
    [
      'an interval that ends later',
      'broken-interval',
      'UPDATE ledger_interval SET to_at = to_at + 1 WHERE id = (SELECT max(id) FROM ledger_interval WHERE to_at IS NOT NULL)',
    ],
    [
      'an interval in another state',
      'broken-interval',
      'UPDATE ledger_interval SET state = (state + 1) % 4 WHERE id = 20',
    ],
    [
      'an interval that does not end',
      'broken-interval',
      'UPDATE ledger_interval SET to_at = NULL, to_seq = NULL, closed = NULL WHERE id = (SELECT min(id) FROM ledger_interval WHERE to_at IS NOT NULL)',
    ],
    ['an interval deleted', 'broken-interval', 'DELETE FROM ledger_interval WHERE id = 20'],
    [
      'an interval too many',
      'broken-interval',
      'INSERT INTO ledger_interval SELECT 99999, service_id, endpoint_id, state, evidence, opened, from_at, from_seq, to_at, to_seq, closed FROM ledger_interval WHERE id = 20',
    ],
    ['a window that ends earlier', 'broken-window', 'UPDATE zero_ready_window SET to_at = to_at - 1'],
    ['a window deleted', 'broken-window', 'DELETE FROM zero_ready_window'],
    [
      'a window too many',
      'broken-window',
      'INSERT INTO zero_ready_window SELECT service_id, 1, from_at, opened, to_seq, to_at FROM zero_ready_window LIMIT 1',
    ],
    [
      'a total of a minute too high',
      'broken-minute',
      'UPDATE service_minute SET added = added + 1 WHERE minute = (SELECT max(minute) FROM service_minute)',
    ],
    [
      'fewer ready endpoints in a minute than there ever were',
      'broken-minute',
      'UPDATE service_minute SET ready_min = ready_min - 1 WHERE minute = (SELECT max(minute) FROM service_minute)',
    ],
    [
      'a window that is open at the end of a minute, and is not',
      'broken-minute',
      'UPDATE service_minute SET zero_ready_from = 1 WHERE minute = (SELECT max(minute) FROM service_minute)',
    ],
    [
      'a minute deleted',
      'broken-minute',
      'DELETE FROM service_minute WHERE minute = (SELECT max(minute) FROM service_minute)',
    ],
    [
      'two blocks swapped',
      'broken-state',
      'CREATE TEMP TABLE two AS SELECT first_seq, content FROM block ORDER BY first_seq LIMIT 2 OFFSET 2; UPDATE block SET content = (SELECT content FROM two WHERE two.first_seq <> block.first_seq) WHERE first_seq IN (SELECT first_seq FROM two)',
    ],
  ]

  test.each(planted)('%s: %s', async (_, code, sql) => {
    const report = await found({ sql })
    expect(codes(report)).toContain(code)
    expect(report.total).toBeGreaterThanOrEqual(report.findings.length)
  })

  test('one fault in an interval is one finding, which says where', async () => {
    const report = await found({ sql: 'UPDATE ledger_interval SET state = (state + 1) % 4 WHERE id = 20' })
    expect(report).toMatchObject({ total: 1, findings: [{ code: 'broken-interval', seq: expect.any(Number) }] })
  })

  test('differences that can be applied, but to another state than the one that was there, are found', async () => {
    const report = await found({
      file: (file) => {
        const connection = Connection.forWriting(file)
        swapTwoModifications(connection)
        connection.close()
      },
    })
    expect(codes(report)).toContain('broken-state')
    expect(report.findings[0]?.message).toMatch(/does not follow from the object as it was|cannot be applied/)
  })

  test('a file that was cut, or had a page overwritten, is damaged', async () => {
    const cut = await found({
      file: (file) => {
        const descriptor = openSync(file, 'r+')
        ftruncateSync(descriptor, statSync(file).size - 3 * PAGE_BYTES)
        closeSync(descriptor)
      },
    })
    expect(codes(cut)).toEqual(['file-damaged'])
    const overwritten = await found({
      file: (file) => {
        const descriptor = openSync(file, 'r+')
        const page = Math.floor(statSync(file).size / PAGE_BYTES / 2)
        writeSync(descriptor, Buffer.alloc(PAGE_BYTES, 0x5a), 0, PAGE_BYTES, page * PAGE_BYTES)
        closeSync(descriptor)
      },
    })
    expect(codes(overwritten)).toContain('file-damaged')
  })

  test('however much is wrong, a hundred findings are told and all are counted', async () => {
    const report = await found({
      sql: 'UPDATE ledger_interval SET to_at = from_at + 1; UPDATE change SET behind_ms = 7',
    })
    expect(report.findings).toHaveLength(100)
    expect(report.total).toBeGreaterThan(700)
  })
})

describe('a log of which the beginning is forgotten', () => {
  /** The first block that begins behind the middle. */
  function shorten(file: string): void {
    const connection = Connection.forWriting(file)
    const [keptFrom = 0] =
      connection.query<[number]>('SELECT min(first_seq) FROM block WHERE first_seq > ?').first(told.length / 2) ?? []
    for (const _ of new Forgetting(connection).forgetBefore(keptFrom));
    connection.close()
  }

  test('is checked from its oldest kept state on', async () => {
    const report = await found({ file: shorten })
    expect(report).toEqual({ checked: { firstSeq: expect.any(Number), lastSeq: told.length }, findings: [], total: 0 })
    expect(report.checked?.firstSeq).toBeGreaterThan(told.length / 2)
  })

  test.each<[string, FindingCode, string]>([
    ['a change deleted', 'missing-change', 'DELETE FROM change WHERE seq = 700'],
    ['its first change deleted', 'missing-change', 'DELETE FROM change WHERE seq = (SELECT min(seq) FROM change)'],
    [
      'its first block deleted',
      'broken-block',
      'DELETE FROM block WHERE first_seq = (SELECT min(first_seq) FROM block)',
    ],
    ['its oldest states deleted', 'broken-state', 'DELETE FROM checkpoint WHERE seq < (SELECT min(seq) FROM change)'],
    [
      'an interval that ends later',
      'broken-interval',
      'UPDATE ledger_interval SET to_at = to_at + 1 WHERE id = (SELECT max(id) FROM ledger_interval WHERE to_at IS NOT NULL)',
    ],
  ])('with %s: %s', async (_, code, sql) => {
    const harm = (file: string) => {
      shorten(file)
      const connection = Connection.forWriting(file)
      connection.exec(sql)
      connection.close()
    }
    expect(codes(await found({ file: harm }))).toContain(code)
  })
})

describe('what cannot be checked', () => {
  test('a directory without a log is refused', async () => {
    await expect(verifyLog({ directory: temporaryDirectory() })).rejects.toThrow('There is no log in ')
  })

  test('a log of a newer program is refused', async () => {
    const sql = `INSERT INTO _prisma_migrations (id, checksum, migration_name) VALUES ('x', 'x', '29990101000000_later')`
    await expect(found({ sql })).rejects.toMatchObject({ code: 'store-newer' })
  })

  test('a log that must be migrated first is refused, and not migrated', async () => {
    const sql = 'DELETE FROM _prisma_migrations'
    await expect(found({ sql })).rejects.toThrow('was written by an older Portolan')
  })
})
