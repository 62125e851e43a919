import path from 'node:path'
import { setImmediate as breath } from 'node:timers/promises'
import { StoreDamagedError } from '../errors.ts'
import { connectForReading } from '../opening/connect-for-reading.ts'
import { asStoreError } from '../sqlite/as-store-error.ts'
import type { Connection } from '../sqlite/connection.ts'
import { Findings, type LogFinding } from './findings.ts'
import { LogWalk } from './log-walk.ts'

export interface VerifyOptions {
  readonly directory: string
  /** Called now and then: the change that was reached, and the last one. */
  readonly progress?: (seq: number, lastSeq: number) => void
}

/** What a check of a log found. */
export interface LogReport {
  /** The changes that were checked; `undefined` where the log is empty or cannot be read. */
  readonly checked: { readonly firstSeq: number; readonly lastSeq: number } | undefined
  /** The first hundred; empty: the log is sound. */
  readonly findings: readonly LogFinding[]
  /** How many there are. */
  readonly total: number
}

/** So many changes are checked in one turn. */
const TURN = 500

/**
 * Check a log from its oldest kept state to its end: that the file is whole; that no `seq` is missing and the clock of the log
 * never goes back; that blocks cover exactly the changes, and objects live as they say; that each change follows from the state
 * before it, and checkpoints are the states there; that the ledgers are what the EndpointSlices make when they are folded anew, and the totals by the minute what the ledgers tell.
 *
 * Only reads; works beside the process that records, and sees the log as it was at the beginning. Takes as long as reading all of
 * it, in the memory of the objects that exist at one time.
 *
 * @throws {StoreError} there is no log, or this program does not understand it: nothing was checked
 */
export async function verifyLog({ directory, progress }: VerifyOptions): Promise<LogReport> {
  const file = path.join(directory, 'portolan.db')
  const findings = new Findings()
  let checked: LogReport['checked']
  try {
    const connection = connectForReading(file)
    try {
      connection.exec('BEGIN')
      checkFile(connection, findings)
      checked = await walk(connection, findings, progress)
    } finally {
      connection.close()
    }
  } catch (error) {
    const failure = asStoreError(error, file)
    if (!(failure instanceof StoreDamagedError)) throw failure
    findings.add('file-damaged', failure.message)
  }
  return { checked, findings: findings.told, total: findings.total }
}

/** What SQLite finds wrong with its own pages, rows and indexes. */
function checkFile(connection: Connection, findings: Findings): void {
  for (const [verdict] of connection.query<[string]>('PRAGMA integrity_check(100)').each()) {
    if (verdict !== 'ok') findings.add('file-damaged', `SQLite says: ${verdict}`)
  }
}

async function walk(
  connection: Connection,
  findings: Findings,
  progress: VerifyOptions['progress'],
): Promise<LogReport['checked']> {
  const log = new LogWalk(connection, findings)
  while (log.step(TURN)) {
    progress?.(log.reached, log.lastSeq)
    await breath()
  }
  return log.reached === 0 ? undefined : { firstSeq: log.firstSeq, lastSeq: log.reached }
}
