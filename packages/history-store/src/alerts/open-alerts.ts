import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { AlertStore, Clock } from '@portolan/pipeline/ports'
import { prepareDatabase, type Recovery } from '../opening/prepare-database.ts'
import { asStoreError } from '../sqlite/as-store-error.ts'
import { Connection } from '../sqlite/connection.ts'
import { SqliteAlertStore } from './sqlite-alert-store.ts'

const MIGRATIONS = fileURLToPath(new URL('../../../../prisma/migrations/alerts', import.meta.url))

export interface OpenedAlerts {
  readonly store: AlertStore
  /** What lay here was damaged; it was moved aside, and nothing is known of rules, silences and receivers any more. */
  readonly recovered?: Recovery
}

export interface OpenAlertsOptions {
  readonly directory: string
  readonly clock: Pick<Clock, 'now'>
  /** So many alerts that are over, and so many messages, are kept at most; default 100,000. */
  readonly kept?: number
}

/**
 * Open the alerts of a data directory, `alerts.db`; created where there are none. Only for the process that holds the log of
 * the directory.
 *
 * @throws {StoreError} with a code and the remedy: `store-newer`, `store-foreign`, `store-unwritable`, `store-full`,
 *   `store-migration-failed`
 */
export function openAlerts({ directory, clock, kept }: OpenAlertsOptions): OpenedAlerts {
  const file = path.join(directory, 'alerts.db')
  try {
    const recovered = prepareDatabase(file, () => clock.now(), MIGRATIONS)
    return { store: new SqliteAlertStore(Connection.forWriting(file), file, kept), ...(recovered && { recovered }) }
  } catch (error) {
    throw asStoreError(error, file)
  }
}
