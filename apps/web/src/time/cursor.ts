'use client'

import { createContext, useContext, useSyncExternalStore } from 'react'

/** The instant the reader points at. Apart from React's state: moving it must not draw a chart again. */
export class Cursor {
  readonly #listeners = new Set<() => void>()
  #at: number | undefined

  get = (): number | undefined => this.#at

  move = (at: number | undefined): void => {
    if (at === this.#at) return
    this.#at = at
    for (const listener of this.#listeners) listener()
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }
}

export const CursorContext = createContext(new Cursor())

/** Epoch ms the cursor stands at; `undefined` when it is not shown. */
export function useCursorAt(): number | undefined {
  const cursor = useContext(CursorContext)
  return useSyncExternalStore(cursor.subscribe, cursor.get, () => undefined)
}
