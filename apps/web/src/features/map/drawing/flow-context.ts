'use client'

import type { ServiceRow } from '@portolan/contract'
import { createContext, useContext } from 'react'
import type { KeyedStore } from '../../../live/keyed-store.ts'
import type { Side } from '../../../time/use-compared.ts'
import type { FindingsByKey } from '../badges/findings-by-key.ts'
import type { Columns } from '../layout/columns.ts'
import type { Density } from '../layout/density.ts'
import type { EndpointGroup, Grouping } from '../layout/grouping.ts'
import type { LiveCounts } from '../scene/card-state.ts'
import type { Card, CardId } from '../scene/scene.ts'
import type { Traffic } from '../scene/trace.ts'

/** What every card of the flow needs to know beside itself. */
export interface Flow {
  readonly store: KeyedStore<ServiceRow>
  readonly columns: Columns
  readonly density: Density
  readonly traffic: Traffic
  readonly cards: ReadonlyMap<CardId, Card>
  readonly grouping: Grouping
  readonly groupsOf: (key: string, counts: Pick<LiveCounts, 'byRevision'>) => readonly EndpointGroup[]
  /** The endpoints are named one by one, so that cards have no signs of them. */
  readonly isNamed: boolean
  /** Cards that show all of their rules, or groups of endpoints. */
  readonly open: ReadonlySet<CardId>
  readonly toggleOpen: (id: CardId) => void
  /** The one card the tab key reaches. */
  readonly tabStop: CardId | undefined
  /** Key of the object in the drawer. */
  readonly focus: string | null
  /** What a filter found, among what stays bright; absent without one. */
  readonly hits: ReadonlySet<CardId> | undefined
  /** What stays bright under a filter; absent without one. */
  readonly lit: ReadonlySet<CardId> | undefined
  /** Cards that were not there before this picture. */
  readonly fresh: ReadonlySet<CardId>
  /** The link of this screen with an object in the drawer. */
  readonly hrefOf: (key: string) => string
  /** What is wrong, by key of the object. */
  readonly findings: FindingsByKey
  /** Keys of pinned Services. */
  readonly pinned: ReadonlySet<string>
  /** Which side of a comparison is drawn; absent where nothing is compared. */
  readonly side: Side | undefined
}

const FlowContext = createContext<Flow | undefined>(undefined)

export const FlowProvider = FlowContext.Provider

export function useFlow(): Flow {
  const flow = useContext(FlowContext)
  if (!flow) throw new Error('Expected a card inside of FlowProvider, found none. Render it in FlowView.')
  return flow
}
