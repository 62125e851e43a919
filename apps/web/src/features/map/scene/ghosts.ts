import type { Topology } from '@portolan/contract'

/** Past this many, what went is not shown as gone: a picture full of ghosts says nothing. */
const GHOST_LIMIT = 20

/** A topology in which what has just gone still stands in its place. */
export interface Haunted {
  readonly topology: Topology
  readonly ghosts: ReadonlySet<string>
}

export const NO_GHOSTS: ReadonlySet<string> = new Set()

/**
 * What is there now, together with the objects that were there before and are no more, and the edges they had. `undefined`
 * where nothing went, or too much.
 */
export function withGhosts(before: Topology, now: Topology): Haunted | undefined {
  const present = new Set(now.nodes.map(({ key }) => key))
  const gone = before.nodes.filter(({ key }) => !present.has(key))
  if (gone.length === 0 || gone.length > GHOST_LIMIT) return undefined
  const ghosts = new Set(gone.map(({ key }) => key))
  const edges = before.edges.filter(({ from, to }) => ghosts.has(from) || (ghosts.has(to) && present.has(from)))
  return { topology: { ...now, nodes: [...now.nodes, ...gone], edges: [...now.edges, ...edges] }, ghosts }
}
