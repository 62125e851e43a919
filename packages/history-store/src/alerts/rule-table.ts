import type { AnyAlertRule } from '@portolan/domain'
import type { Connection, Query, Statement } from '../sqlite/connection.ts'

/** The stored rules, which have an order. */
export class RuleTable {
  readonly #all: Query<[string]>
  readonly #add: Statement
  readonly #clear: Statement

  constructor(connection: Connection) {
    this.#all = connection.query('SELECT content FROM alert_rule ORDER BY place')
    this.#add = connection.statement('INSERT INTO alert_rule (place, content) VALUES (?, ?)')
    this.#clear = connection.statement('DELETE FROM alert_rule')
  }

  /** In the order in which they are asked. */
  all(): AnyAlertRule[] {
    return this.#all.all().map(([content]) => JSON.parse(content) as AnyAlertRule)
  }

  replace(rules: readonly AnyAlertRule[]): void {
    this.#clear.run()
    for (const [place, rule] of rules.entries()) this.#add.run(place, JSON.stringify(rule))
  }
}
