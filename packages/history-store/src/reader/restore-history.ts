import { assert, type OpenLedger } from '@portolan/domain'
import type { RestoredHistory, StoredObject } from '@portolan/pipeline/ports'
import type { LogFacts } from '../prisma/log-facts.ts'
import type { ReadingThreads } from './reading-threads.ts'

/** Where the log ends. Read before anything is appended, so all of it is of one moment. */
export async function restoreHistory(threads: ReadingThreads, facts: LogFacts): Promise<RestoredHistory> {
  const [objects, ledgers, cursors, openGaps, installationKey, lastCommitAt] = await Promise.all([
    threads.ask({ type: 'stored-objects' }),
    threads.ask({ type: 'open-ledgers' }),
    facts.cursors(),
    facts.openGaps(),
    facts.setting('installation-key'),
    facts.setting('last-commit-at'),
  ])
  assert(installationKey, 'a log that was opened has an installation key')
  return {
    seq: objects.result as number,
    objects: objects.items as readonly StoredObject[],
    cursors,
    ledger: ledgers.items as readonly OpenLedger[],
    openGaps,
    ...(lastCommitAt !== undefined && { lastCommitAt: Number(lastCommitAt) }),
    installationKey,
  }
}
