'use client'

import { useSyncExternalStore } from 'react'

/** Something that was just done, in the reader's words, and the way to take it back. */
export interface Undoable {
  readonly done: string
  undo(): Promise<unknown>
}

const OFFERED_FOR_MS = 10_000

const listeners = new Set<() => void>()
let offered: Undoable | undefined
let timer: ReturnType<typeof setTimeout> | undefined

/** For ten seconds one press takes it back; afterwards it can still be undone where it is listed. */
export function offerUndo(undoable: Undoable): void {
  clearTimeout(timer)
  timer = setTimeout(withdrawUndo, OFFERED_FOR_MS)
  set(undoable)
}

export function withdrawUndo(): void {
  clearTimeout(timer)
  set(undefined)
}

function set(undoable: Undoable | undefined): void {
  offered = undoable
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function useUndo(): Undoable | undefined {
  return useSyncExternalStore(
    subscribe,
    () => offered,
    () => undefined,
  )
}
