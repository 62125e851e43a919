import type { StreamScope } from '../ports/cluster-source.ts'

/** A stream as a map key. */
export function streamKey({ kind, namespace }: StreamScope): string {
  return namespace === undefined ? kind : `${kind}/${namespace}`
}
