'use client'

import { useSyncExternalStore } from 'react'
import { inLinkOrder } from '../link/link-order.ts'

const listeners = new Set<() => void>()
let kept: Readonly<Record<string, string>> = {}

/** From now on every link inside the product carries these parameters on, unless it says them itself. */
export function keepInLinks(parameters: Readonly<Record<string, string>>): void {
  kept = parameters
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

const NOTHING: Readonly<Record<string, string>> = {}

/** The parameters that links carry on. */
export function useKeptParameters(): Readonly<Record<string, string>> {
  return useSyncExternalStore(
    subscribe,
    () => kept,
    () => NOTHING,
  )
}

/** `href` with what links carry on now. */
export function withKept(href: string, parameters = kept): string {
  const [address = '', fragment] = href.split('#')
  const [path, query = ''] = address.split('?')
  const merged = new URLSearchParams(query)
  for (const [name, value] of Object.entries(parameters)) if (!merged.has(name)) merged.append(name, value)
  const text = inLinkOrder(merged).toString()
  return `${path}${text && `?${text}`}${fragment === undefined ? '' : `#${fragment}`}`
}
