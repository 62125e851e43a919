/**
 * How much a live picture can be trusted.
 *
 * - `loading`: nothing to show yet.
 * - `live`: everything the server has told is here.
 * - `stale`: the picture stays, but nothing new has come since `since` (epoch ms, this browser's clock).
 * - `failed`: there is no picture and asking again at once would not help.
 */
export type Phase =
  | { readonly phase: 'loading' }
  | { readonly phase: 'live' }
  | { readonly phase: 'stale'; readonly since: number; readonly reason: 'disconnected' | 'paused' }
  | { readonly phase: 'failed'; readonly code: string; readonly detail: string }

export const LOADING: Phase = { phase: 'loading' }
export const LIVE: Phase = { phase: 'live' }
