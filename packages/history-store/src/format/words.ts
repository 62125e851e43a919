import type { ChangeType, EndpointState, Evidence, LedgerInterval, ZeroReadyWindow } from '@portolan/domain'
import { StoreDamagedError } from '../errors.ts'

/** Words that are stored as their place in a list. New words go to the end; none is ever taken out. */
export class Words<Word extends string> {
  readonly #words: readonly Word[]

  constructor(...words: Word[]) {
    this.#words = words
  }

  /** @returns the number that stands for a word */
  number(word: Word): number {
    return this.#words.indexOf(word)
  }

  /** Whether a number stands for a word. */
  has(number: number): boolean {
    return this.#words[number] !== undefined
  }

  /** @throws {StoreDamagedError} no word has this number */
  word(number: number): Word {
    const word = this.#words[number]
    if (word === undefined) throw new StoreDamagedError(`portolan.db is damaged: ${number} stands for no word.`)
    return word
  }
}

export const CHANGE_TYPES = new Words<ChangeType>('modified', 'added', 'deleted')
export const EVIDENCE = new Words<Evidence>('watched', 'listed', 'initial')
export const ENDPOINT_STATES = new Words<EndpointState>('ready', 'unready', 'terminating-serving', 'terminating')
export const INTERVAL_OPENED = new Words<LedgerInterval['opened']>('joined', 'changed')
export const INTERVAL_CLOSED = new Words<NonNullable<LedgerInterval['closed']>>('left', 'changed')
export const WINDOW_OPENED = new Words<ZeroReadyWindow['opened']>('endpoints', 'slice-deleted')
