'use client'

import { useSyncExternalStore } from 'react'

export interface StoredListOptions<Item> {
  /** The key in `localStorage`. */
  readonly key: string
  /** Of more than this the last are forgotten. */
  readonly limit: number
  /** What was stored → an item; `undefined` for what is damaged or of another version. */
  readonly parse: (stored: Readonly<Record<string, unknown>>) => Item | undefined
  /** Two items with one name are one: the newer replaces the older. */
  readonly nameOf: (item: Item) => string
}

/** A short list that this browser remembers, newest first; the same in every tab. Where storage is forbidden it lasts as long as the page. */
export class StoredList<Item> {
  readonly #options: StoredListOptions<Item>
  readonly #listeners = new Set<() => void>()
  #items: readonly Item[] | undefined

  constructor(options: StoredListOptions<Item>) {
    this.#options = options
  }

  /** Put it first. */
  put(item: Item): void {
    const name = this.#options.nameOf(item)
    this.#change([item, ...this.#without(name)].slice(0, this.#options.limit))
  }

  remove(item: Item): void {
    this.#change(this.#without(this.#options.nameOf(item)))
  }

  /** The same array until something changes. */
  readonly items = (): readonly Item[] => {
    this.#items ??= parseItems(readText(this.#options.key), this.#options.parse).slice(0, this.#options.limit)
    return this.#items
  }

  /** @returns the way to stop */
  readonly subscribe = (listener: () => void): (() => void) => {
    const onStorage = ({ key }: StorageEvent) => {
      if (key !== this.#options.key) return
      this.#items = undefined
      listener()
    }
    this.#listeners.add(listener)
    window.addEventListener('storage', onStorage)
    return () => {
      this.#listeners.delete(listener)
      window.removeEventListener('storage', onStorage)
    }
  }

  #without(name: string): readonly Item[] {
    return this.items().filter((item) => this.#options.nameOf(item) !== name)
  }

  #change(items: readonly Item[]): void {
    this.#items = items
    writeText(this.#options.key, JSON.stringify(items))
    for (const listener of this.#listeners) listener()
  }
}

const NONE: readonly never[] = []

/** The items of a list; none while prerendering. */
export function useStoredList<Item>(list: StoredList<Item>): readonly Item[] {
  return useSyncExternalStore(list.subscribe, list.items, () => NONE)
}

/** Stored text → items; what is damaged is left out. */
export function parseItems<Item>(text: string | null, parse: StoredListOptions<Item>['parse']): readonly Item[] {
  const stored = parseJson(text)
  if (!Array.isArray(stored)) return []
  return stored.flatMap((each: unknown) => {
    const item = typeof each === 'object' && each !== null ? parse(each as Record<string, unknown>) : undefined
    return item === undefined ? [] : [item]
  })
}

function parseJson(text: string | null): unknown {
  if (text === null) return undefined
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

function readText(key: string): string | null {
  try {
    return localStorage.getItem(key)
  } catch (error) {
    if (error instanceof DOMException) return null
    throw error
  }
}

function writeText(key: string, text: string): void {
  try {
    localStorage.setItem(key, text)
  } catch (error) {
    if (!(error instanceof DOMException)) throw error
  }
}
