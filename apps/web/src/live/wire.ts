import type { AlertsMessage, RecordedChange, ServiceRow, Status } from '@portolan/contract'
import type { ApiCall } from '../api/request.ts'
import type { RowsDelta } from './keyed-store.ts'
import type { Phase } from './phase.ts'

/** What a page can follow. Equal requests share one stream. */
export type StreamRequest =
  | { readonly stream: 'services'; readonly namespaces?: readonly string[] }
  | {
      readonly stream: 'changes'
      readonly namespaces?: readonly string[]
      readonly kinds?: readonly string[]
      readonly name?: string
    }
  | { readonly stream: 'status' }
  | { readonly stream: 'alerts' }

/** The row each stream brings. */
export interface StreamRows {
  services: ServiceRow
  changes: RecordedChange
  status: Status
  alerts: AlertsMessage
}

/**
 * Whether news is told as it comes, also to a page that is hidden and paints nothing: who waits for an alert looks elsewhere
 * meanwhile. It is little, and at most once a second.
 */
export function isToldAtOnce({ stream }: StreamRequest): boolean {
  return stream === 'alerts'
}

/** Page → worker. */
export type PageMessage =
  | { readonly type: 'open'; readonly id: number; readonly request: StreamRequest }
  | { readonly type: 'close'; readonly id: number }
  /** The page has painted and can take one more hand-over. */
  | { readonly type: 'credit' }
  | { readonly type: 'visibility'; readonly isVisible: boolean }

/** What one stream has to say since the last hand-over. */
export interface StreamDelta {
  readonly id: number
  readonly phase?: Phase
  readonly rows?: RowsDelta<unknown>
}

/** Worker → page: at most one per credit, beside those that nobody asked for. */
export interface HandOver {
  /** It took no credit: none is to be given for it. */
  readonly isUnasked?: true
  readonly deltas: readonly StreamDelta[]
  /** REST calls the worker made, for the list of calls behind the screen. */
  readonly calls: readonly ApiCall[]
}

/** One text per meaning: the order of namespaces and kinds does not matter. */
export function keyOfRequest(request: StreamRequest): string {
  if (request.stream === 'status' || request.stream === 'alerts') return request.stream
  const lists = [request.namespaces ?? [], request.stream === 'changes' ? (request.kinds ?? []) : []]
  const name = request.stream === 'changes' ? (request.name ?? '') : ''
  return [request.stream, ...lists.map((list) => [...list].sort().join(',')), name].join('|')
}

/** The inverse of `keyOfRequest`: no Kubernetes name holds a comma or a bar. */
export function requestOfKey(key: string): StreamRequest {
  const [stream, namespaces, kinds, name] = key.split('|')
  if (stream === 'status' || stream === 'alerts') return { stream }
  const inScope = namespaces ? { namespaces: namespaces.split(',') } : {}
  if (stream === 'services') return { stream, ...inScope }
  return { stream: 'changes', ...inScope, ...(kinds && { kinds: kinds.split(',') }), ...(name && { name }) }
}
