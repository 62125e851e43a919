import type { HistoryReader, HistoryWriter } from '@portolan/pipeline/ports'
import { StoreDamagedError } from '../errors.ts'
import { asStoreError } from '../sqlite/as-store-error.ts'
import { DamageMark } from './damage-mark.ts'

/** What writes, of every port that is watched. */
const WRITES: ReadonlySet<string | symbol> = new Set(['append', 'keep', 'clear'])

/**
 * Looks at what the two halves of an open log fail with.
 *
 * Damage that either meets is noted beside the file, for the next opening; from then on nothing is appended, for what is written
 * into a damaged database may harm what is sound in it. Readers go on: what can be read is answered.
 */
export class DamageWatch {
  readonly #file: string
  readonly #mark: DamageMark
  #found: StoreDamagedError | undefined

  constructor(file: string) {
    this.#file = file
    this.#mark = new DamageMark(file)
  }

  /** What is wrong, once somebody met it. */
  get found(): StoreDamagedError | undefined {
    return this.#found
  }

  /** The same port, watched. */
  over<Port extends object>(port: Port): Port {
    return new Proxy(port, {
      get: (target, name) => {
        const member: unknown = Reflect.get(target, name)
        if (typeof member !== 'function') return member
        return (...values: unknown[]): unknown => {
          if (WRITES.has(name) && this.#found) return Promise.reject(this.#found)
          const answer: unknown = Reflect.apply(member, target, values)
          return answer instanceof Promise ? answer.catch((error: unknown) => this.#rethrow(error)) : answer
        }
      },
    })
  }

  /** Closing may fail for the damage that was told before: that is not told again. */
  async close(half: HistoryReader | HistoryWriter): Promise<void> {
    try {
      await half.close()
    } catch (error) {
      const isTold = this.#found !== undefined && asStoreError(error, this.#file) instanceof StoreDamagedError
      if (!isTold) throw error
    }
  }

  #rethrow(error: unknown): never {
    const failure = asStoreError(error, this.#file)
    if (!(failure instanceof StoreDamagedError)) throw failure
    if (this.#found !== undefined) throw this.#found
    this.#found = this.#noted(failure)
    throw this.#found
  }

  /** What is told: also that the next start will know nothing of it, where the mark cannot be written. */
  #noted(failure: StoreDamagedError): StoreDamagedError {
    try {
      this.#mark.write(failure.message)
    } catch (error) {
      const remedy = `It could not be noted for the next start: move ${this.#file} aside before it.`
      return new StoreDamagedError(`${failure.message} ${remedy}`, { cause: new AggregateError([failure, error]) })
    }
    const remedy = 'It is moved aside when Portolan is started again, and a new log is begun.'
    return new StoreDamagedError(`${failure.message} ${remedy}`, { cause: failure })
  }
}
