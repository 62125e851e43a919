import { applyDifferences, type Difference, type KubernetesObject } from '@portolan/domain'
import { StoreDamagedError } from '../errors.ts'

/** An object on a shelf: JSON until somebody must look into it, and again JSON when it is asked for. */
export class HeldObject {
  #text: string | undefined
  #object: KubernetesObject | undefined

  constructor(text: string) {
    this.#text = text
  }

  get text(): string {
    this.#text ??= JSON.stringify(this.#object)
    return this.#text
  }

  /** @param line the differences of one change, as JSON */
  change(line: string): void {
    this.#object ??= JSON.parse(this.text) as KubernetesObject
    this.#object = applyDifferences(this.#object, JSON.parse(line) as Difference[])
    if (this.#object === undefined)
      throw new StoreDamagedError('portolan.db is damaged: a modification left no object.')
    this.#text = undefined
  }
}
