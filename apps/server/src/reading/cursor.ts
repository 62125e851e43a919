import { createHash } from 'node:crypto'
import { BadCursorError } from '../errors.ts'

/** What a cursor stands for: where the page before ended, in the order of its list. */
export type Position = string | number

/**
 * Cursors of one list under one set of filters. Opaque to clients; one from another list or with other filters is refused,
 * so that no page is silently wrong.
 */
export class Cursors {
  readonly #list: string

  /** @param query every parameter that decides what is in the list and in which order; not `limit` and `cursor` */
  constructor(path: string, query: Readonly<Record<string, unknown>>) {
    const filters = JSON.stringify(Object.entries(query).sort(([a], [b]) => (a < b ? -1 : 1)))
    this.#list = createHash('sha256').update(`${path}\n${filters}`).digest('base64url').slice(0, 12)
  }

  after(position: Position): string {
    return Buffer.from(JSON.stringify([this.#list, position])).toString('base64url')
  }

  /** @throws {BadCursorError} it is not a cursor of this list */
  read<Kind extends Position>(cursor: string, isPosition: (value: unknown) => value is Kind): Kind {
    const [list, position] = decoded(cursor)
    if (list === this.#list && isPosition(position)) return position
    throw new BadCursorError(
      'The cursor is not of this list with these parameters: take the next of the page before, or start without a cursor.',
    )
  }
}

export const isSeq = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0
export const isText = (value: unknown): value is string => typeof value === 'string'

function decoded(cursor: string): readonly unknown[] {
  const text = Buffer.from(cursor, 'base64url').toString('utf8')
  try {
    const value: unknown = JSON.parse(text)
    return Array.isArray(value) ? value : []
  } catch (error) {
    if (error instanceof SyntaxError) return []
    throw error
  }
}
