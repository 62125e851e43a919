import { applyDifferences, type Difference, type KubernetesObject } from '@portolan/domain'
import { StoreDamagedError } from '../errors.ts'

/**
 * An object on a shelf. It is JSON, and stays so: its changes are only put aside, and all of them applied at once when it is
 * asked for, which costs a fraction of one after the other.
 */
export class HeldObject {
  #text: string
  /** Differences as JSON, without the brackets of their lists. */
  #changes: string[] = []

  constructor(text: string) {
    this.#text = text
  }

  get text(): string {
    if (this.#changes.length > 0) this.#settle()
    return this.#text
  }

  /** @param line the differences of one change, as a JSON list */
  change(line: string): void {
    if (line !== '[]') this.#changes.push(line.slice(1, -1))
  }

  #settle(): void {
    const before = JSON.parse(this.#text) as KubernetesObject
    const differences = JSON.parse(`[${this.#changes.join(',')}]`) as Difference[]
    const object = applyDifferences(before, withoutOvertaken(differences))
    if (object === undefined) throw new StoreDamagedError('portolan.db is damaged: a modification left no object.')
    this.#text = JSON.stringify(object)
    this.#changes = []
  }
}

/** Without those of plain values that were replaced again, while nothing around them came or went. */
function withoutOvertaken(differences: readonly Difference[]): readonly Difference[] {
  const replaced = new Set<string>()
  const left = differences.toReversed().filter(({ path, before, after }) => {
    if (!isPlain(before) || !isPlain(after)) replaced.clear()
    else if (replaced.has(path)) return false
    else replaced.add(path)
    return true
  })
  return left.reverse()
}

const isPlain = (value: unknown): boolean => value !== undefined && (typeof value !== 'object' || value === null)
