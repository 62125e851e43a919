import type { ServiceWindow } from '@portolan/pipeline/ports'
import type { Connection, Query } from '../sqlite/connection.ts'

/** Which Services are asked for: one (`namespace/name`), those of namespaces, or all. */
export interface ServiceScopeQuery {
  readonly service?: ServiceWindow['service']
  readonly namespaces?: readonly string[]
}

/** Finds the Services that are asked for, among those with a ledger. */
export class ServiceScope {
  readonly #one: Query<[id: number]>
  readonly #all: Query<[id: number]>
  readonly #ofNamespace: Query<[id: number]>

  constructor(connection: Connection) {
    this.#one = connection.query('SELECT id FROM service WHERE key = ?')
    this.#all = connection.query('SELECT id FROM service ORDER BY id')
    this.#ofNamespace = connection.query(`SELECT id FROM service WHERE key >= ?1 || '/' AND key < ?1 || '0'`)
  }

  idsOf({ service, namespaces }: ServiceScopeQuery): number[] {
    const rows =
      service === undefined
        ? namespaces === undefined
          ? this.#all.all()
          : [...new Set(namespaces)].flatMap((namespace) => this.#ofNamespace.all(namespace))
        : isWithin(service, namespaces)
          ? this.#one.all(service)
          : []
    return rows.map(([id]) => id)
  }
}

function isWithin(service: string, namespaces: readonly string[] | undefined): boolean {
  return namespaces === undefined || namespaces.some((namespace) => service.startsWith(`${namespace}/`))
}
