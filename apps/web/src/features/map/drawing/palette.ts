'use client'

import { useSyncExternalStore } from 'react'

const TOKENS = {
  edge: '--edge',
  edgeStrong: '--edge-strong',
  strong: '--text-1',
  text: '--text-2',
  page: '--page',
  accent: '--accent',
  line: '--line',
  unready: '--state-unready',
  terminating: '--state-terminating',
  unknown: '--state-unknown',
  ready: '--state-ready',
  healthyFill: '--healthy-fill',
  tintUnready: '--tint-unready',
  faint: '--text-3',
  healthyBorder: '--healthy-border',
  surface: '--surface',
  added: '--diff-added',
  removed: '--diff-removed',
  changed: '--diff-changed',
} as const

/** Colours for what is drawn on a canvas, which no style sheet reaches. */
export type Palette = Readonly<Record<keyof typeof TOKENS, string>>

const BLACK = Object.fromEntries(Object.keys(TOKENS).map((name) => [name, '#808a9b'])) as Palette
let known: Palette = BLACK
let knownFor = ''

function read(): Palette {
  const root = document.documentElement
  const key = `${root.dataset.theme}/${matchMedia('(forced-colors: active)').matches}`
  if (key === knownFor) return known
  const style = getComputedStyle(root)
  known = Object.fromEntries(
    Object.entries(TOKENS).map(([name, token]) => [name, style.getPropertyValue(token).trim()]),
  ) as Palette
  knownFor = key
  return known
}

function subscribe(listener: () => void): () => void {
  const observer = new MutationObserver(listener)
  observer.observe(document.documentElement, { attributeFilter: ['data-theme'] })
  const contrast = matchMedia('(forced-colors: active)')
  contrast.addEventListener('change', listener)
  return () => {
    observer.disconnect()
    contrast.removeEventListener('change', listener)
  }
}

/** The colours of the theme on screen; renews when the theme does. */
export function usePalette(): Palette {
  return useSyncExternalStore(subscribe, read, () => BLACK)
}
