import { applyDifferencesInPlace, type Difference, type KubernetesObject } from '@portolan/domain'
import { StoreDamagedError } from '../errors.ts'

/** Where a status begins: within a text, a quote has a backslash before it. */
const STATUS = ',"status":{'

/**
 * An object on a shelf. It is JSON, and stays so: its changes are only put aside, and all of them applied at once when it is
 * asked for, which costs a fraction of one after the other. Most are of its status, and then nothing else of it is read.
 */
export class HeldObject {
  readonly #kind: string
  #text: string
  /** Differences as JSON, without the brackets of their lists. */
  #changes: string[] = []

  constructor(kind: string, text: string) {
    this.#kind = kind
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
    const differences = JSON.parse(`[${this.#changes.join(',')}]`) as Difference[]
    this.#changes = []
    const isOfStatus = differences.every(({ path }) => path.startsWith('status.'))
    this.#text =
      (isOfStatus ? this.#withStatusAfter(differences) : undefined) ?? after(JSON.parse(this.#text), differences)
  }

  /** `undefined` where the status cannot be told from the rest without reading that. */
  #withStatusAfter(differences: readonly Difference[]): string | undefined {
    const start = this.#text.lastIndexOf(STATUS) + 1
    if (start === 0) return undefined
    const kind = `{"kind":${JSON.stringify(this.#kind)},`
    const frame = objectOf(kind + this.#text.slice(start))
    return frame && this.#text.slice(0, start) + after(frame, differences).slice(kind.length)
  }
}

/** `undefined` where it is only a part of one. */
function objectOf(text: string): KubernetesObject | undefined {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

/** @param before is written into */
function after(before: KubernetesObject, differences: readonly Difference[]): string {
  const object = applyDifferencesInPlace(before, differences)
  if (object === undefined) throw new StoreDamagedError('portolan.db is damaged: a modification left no object.')
  return JSON.stringify(object)
}
