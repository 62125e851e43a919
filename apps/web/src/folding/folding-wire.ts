import type { Topology } from '@portolan/contract'
import type { ApiCall } from '../api/request.ts'

/** What is looked at: namespaces, at least one, in a stretch of time. Epoch ms. */
export interface FoldedScope {
  readonly namespaces: readonly string[]
  readonly from: number
  readonly to: number
}

/** Page → worker. */
export type FoldingRequest =
  /** Keep at hand what the topologies of this are folded from. */
  | { readonly type: 'keep'; readonly scope: FoldedScope }
  | { readonly type: 'topology'; readonly id: number; readonly namespaces: readonly string[]; readonly time: number }

/** Worker → page. */
export type FoldingAnswer =
  /** From now on topologies of this can be asked for. */
  | { readonly type: 'kept'; readonly scope: FoldedScope }
  /** `undefined` where it is not at hand. */
  | { readonly type: 'topology'; readonly id: number; readonly topology: Topology | undefined }
  /** A REST call was made, for the list of calls behind the screen. */
  | { readonly type: 'call'; readonly call: ApiCall }

/** One text for the same namespaces in any order. */
export const keyOfNamespaces = (namespaces: readonly string[]): string => namespaces.toSorted().join(',')
