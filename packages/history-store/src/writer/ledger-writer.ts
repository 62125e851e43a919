import type { LedgerEntry, LedgerInterval, ZeroReadyWindow } from '@portolan/domain'
import { StoreMismatchError } from '../errors.ts'
import { ENDPOINT_STATES, EVIDENCE, INTERVAL_CLOSED, INTERVAL_OPENED, WINDOW_OPENED } from '../format/words.ts'
import type { Connection, Query, Statement } from '../sqlite/connection.ts'
import type { ServiceMinutes } from './service-minutes.ts'
import { lastId } from './shelves.ts'

type EndpointRow = [identity: string, address: string, pod: string | null, node: string | null, revision: string | null]

/** Writes what changes mean for the ledgers of Services. */
export class LedgerWriter {
  readonly #services: ServiceBook
  readonly #endpoints: EndpointBook
  readonly #minutes: ServiceMinutes | undefined
  readonly #statements: ReturnType<typeof prepare>
  #lastInterval: number

  /** @param minutes where totals are kept; absent for a part of a log, which need not tell what was before it */
  constructor(connection: Connection, minutes: ServiceMinutes | undefined) {
    this.#services = new ServiceBook(connection)
    this.#endpoints = new EndpointBook(connection)
    this.#minutes = minutes
    this.#statements = prepare(connection)
    this.#lastInterval = lastId(connection, 'ledger_interval')
  }

  /** @throws {StoreMismatchError} it is about an interval or a window that does not exist */
  take(entry: LedgerEntry): void {
    const serviceId = this.#services.idOf(entry.service)
    switch (entry.type) {
      case 'interval-opened':
        this.#open(serviceId, entry.interval)
        break
      case 'interval-closed':
        this.#close(serviceId, entry)
        break
      case 'revision-learned':
        this.#learn(serviceId, entry)
        break
      case 'window-opened':
        this.#openWindow(serviceId, entry.window)
        break
      case 'window-closed':
        this.#closeWindow(serviceId, entry)
        break
      case 'window-withdrawn':
        this.#withdrawWindow(serviceId, entry)
        break
      case 'readiness-noted':
        this.#statements.note.run(entry.wasReady ? 1 : 0, entry.service)
    }
  }

  /** Write what `take` only counted; before the transaction ends. */
  flush(): void {
    this.#minutes?.flush()
  }

  #open(serviceId: number, interval: LedgerInterval): void {
    const { identity, address, pod = null, node = null, revision = null } = interval
    this.#statements.open.run(
      ++this.#lastInterval,
      serviceId,
      this.#endpoints.idOf(serviceId, [identity, address, pod, node, revision]),
      ENDPOINT_STATES.number(interval.state),
      EVIDENCE.number(interval.evidence),
      INTERVAL_OPENED.number(interval.opened),
      interval.from,
      interval.fromSeq,
    )
    this.#minutes?.intervalOpened(serviceId, interval)
  }

  #close(serviceId: number, entry: LedgerEntry & { readonly type: 'interval-closed' }): void {
    const { id, state } = this.#interval(serviceId, entry)
    this.#statements.close.run(entry.to, entry.toSeq, INTERVAL_CLOSED.number(entry.closed), id)
    this.#minutes?.intervalClosed(serviceId, entry, ENDPOINT_STATES.word(state))
  }

  #openWindow(serviceId: number, { fromSeq, from, opened }: ZeroReadyWindow): void {
    this.#statements.openWindow.run(serviceId, fromSeq, from, WINDOW_OPENED.number(opened))
    this.#minutes?.windowOpened(serviceId, { from, fromSeq })
  }

  #closeWindow(serviceId: number, entry: LedgerEntry & { readonly type: 'window-closed' }): void {
    const { from } = this.#window(serviceId, entry)
    this.#statements.closeWindow.run(entry.to, entry.toSeq, serviceId, entry.fromSeq)
    this.#minutes?.windowClosed(serviceId, { ...entry, from })
  }

  #withdrawWindow(serviceId: number, entry: LedgerEntry & { readonly type: 'window-withdrawn' }): void {
    const { from } = this.#window(serviceId, entry)
    this.#statements.dropWindow.run(serviceId, entry.fromSeq)
    this.#minutes?.windowWithdrawn(serviceId, from)
  }

  #window(serviceId: number, entry: LedgerEntry & { readonly fromSeq: number }): { readonly from: number } {
    const row = this.#statements.findWindow.first(serviceId, entry.fromSeq)
    if (row === undefined) throw unknown(entry)
    return { from: row[0] }
  }

  #learn(serviceId: number, entry: LedgerEntry & { readonly type: 'revision-learned' }): void {
    const { id } = this.#interval(serviceId, entry)
    const row = this.#statements.endpointOf.first(id)
    if (row === undefined) throw unknown(entry)
    const [identity, address, pod, node] = row
    const endpointId = this.#endpoints.idOf(serviceId, [identity, address, pod, node, entry.revision])
    this.#statements.repoint.run(endpointId, id)
  }

  /** Most are open; one that was closed since is among the last to be. */
  #interval(
    serviceId: number,
    entry: LedgerEntry & { readonly identity: string; readonly fromSeq: number },
  ): { readonly id: number; readonly state: number } {
    const { identity, fromSeq } = entry
    const row =
      this.#statements.findOpen.first(serviceId, fromSeq, identity) ??
      this.#statements.findClosed.first(serviceId, fromSeq, identity)
    if (row === undefined) throw unknown(entry)
    return { id: row[0], state: row[1] }
  }
}

function prepare(connection: Connection) {
  const interval = `SELECT i.id, i.state FROM ledger_interval i JOIN endpoint e ON e.id = i.endpoint_id
    WHERE i.service_id = ?1 AND i.from_seq = ?2 AND e.identity = ?3`
  return {
    open: connection.statement(
      `INSERT INTO ledger_interval (id, service_id, endpoint_id, state, evidence, opened, from_at, from_seq)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    ),
    close: connection.statement('UPDATE ledger_interval SET to_at = ?, to_seq = ?, closed = ? WHERE id = ?'),
    repoint: connection.statement('UPDATE ledger_interval SET endpoint_id = ? WHERE id = ?'),
    findOpen: connection.query<[id: number, state: number]>(`${interval} AND i.to_seq IS NULL`),
    findClosed: connection.query<[id: number, state: number]>(`${interval} AND i.to_seq >= ?2`),
    endpointOf: connection.query<EndpointRow>(
      `SELECT e.identity, e.address, e.pod, e.node, e.revision
       FROM ledger_interval i JOIN endpoint e ON e.id = i.endpoint_id WHERE i.id = ?`,
    ),
    openWindow: connection.statement(
      'INSERT INTO zero_ready_window (service_id, from_seq, from_at, opened) VALUES (?, ?, ?, ?)',
    ),
    findWindow: connection.query<[from: number]>(
      'SELECT from_at FROM zero_ready_window WHERE service_id = ? AND from_seq = ?',
    ),
    closeWindow: connection.statement(
      'UPDATE zero_ready_window SET to_at = ?, to_seq = ? WHERE service_id = ? AND from_seq = ?',
    ),
    dropWindow: connection.statement('DELETE FROM zero_ready_window WHERE service_id = ? AND from_seq = ?'),
    note: connection.statement('UPDATE service SET was_ready = ? WHERE key = ?'),
  }
}

/** Services with a ledger, each stored once; one that is gone for long is forgotten by retention. */
class ServiceBook {
  readonly #insert: Statement
  readonly #find: Query<[id: number]>
  #lastId: number

  constructor(connection: Connection) {
    this.#insert = connection.statement('INSERT INTO service (key, id, was_ready) VALUES (?, ?, 0)')
    this.#find = connection.query('SELECT id FROM service WHERE key = ?')
    this.#lastId = lastId(connection, 'service')
  }

  idOf(key: string): number {
    const known = this.#find.first(key)
    if (known !== undefined) return known[0]
    this.#insert.run(key, ++this.#lastId)
    return this.#lastId
  }
}

/** What intervals of one endpoint share, each stored once. */
class EndpointBook {
  readonly #insert: Statement
  readonly #find: Query<[number]>
  #lastId: number

  constructor(connection: Connection) {
    this.#insert = connection.statement(
      'INSERT INTO endpoint (id, service_id, identity, address, pod, node, revision) VALUES (?, ?, ?, ?, ?, ?, ?)',
    )
    this.#find = connection.query(
      `SELECT id FROM endpoint
       WHERE service_id = ? AND identity = ? AND address = ? AND pod IS ? AND node IS ? AND revision IS ?`,
    )
    this.#lastId = lastId(connection, 'endpoint')
  }

  idOf(serviceId: number, row: EndpointRow): number {
    const known = this.#find.first(serviceId, ...row)
    if (known !== undefined) return known[0]
    this.#insert.run(++this.#lastId, serviceId, ...row)
    return this.#lastId
  }
}

function unknown(entry: LedgerEntry): StoreMismatchError {
  return new StoreMismatchError(`The ledger of Service ${entry.service} has nothing for ${JSON.stringify(entry)}.`)
}
