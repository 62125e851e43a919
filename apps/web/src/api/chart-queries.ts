'use client'

import type { Placement, TopologyMatches } from '@portolan/contract'
import { ask } from './queries.ts'

/** `GET /topology/matches`: asks one of `label`, `node`, `pod` and `changed`. */
export const topologyMatchesQuery = (query: {
  namespace?: readonly string[]
  at?: string
  label?: readonly string[]
  node?: readonly string[]
  pod?: readonly string[]
  changed?: string
}) => ask<TopologyMatches>({ path: '/topology/matches', query })

/** `GET /topology/placement`: on which Nodes endpoints are. */
export const placementQuery = (query: { namespace?: readonly string[]; at?: string }) =>
  ask<Placement>({ path: '/topology/placement', query })
