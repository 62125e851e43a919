import type { Snapshot } from '../history/snapshot.ts'
import { endpointRevision } from './endpoint-revision.ts'
import type { EndpointIdentity, LedgerInterval, OpenLedger } from './ledger-types.ts'
import { serviceOfSlice } from './slice-service.ts'
import { type Occurrence, SliceUnion } from './slice-union.ts'

/**
 * The ledgers as the slices of one moment show them: who is there, and how. Since when is not known; it counts from then.
 *
 * @param at epoch ms of that moment
 */
export function openLedgers(snapshot: Snapshot, at: number): OpenLedger[] {
  const unions = new Map<string, SliceUnion>()
  for (const slice of snapshot.ofKind('EndpointSlice')) {
    const service = serviceOfSlice(slice)
    if (service === undefined) continue
    const union = unions.get(service) ?? new SliceUnion()
    unions.set(service, union)
    union.receive(slice, undefined, snapshot.seq)
  }
  return [...unions].map(([service, union]) => {
    const open = [...union.all()].map(([identity, occurrence]) => intervalOf(identity, occurrence, { snapshot, at }))
    return { service, open, wasReady: open.some(({ state }) => state === 'ready') }
  })
}

function intervalOf(
  identity: EndpointIdentity,
  { endpoint, state }: Occurrence,
  { snapshot, at }: { readonly snapshot: Snapshot; readonly at: number },
): LedgerInterval {
  const { addresses, nodeName, targetRef } = endpoint
  const revision = endpointRevision(endpoint, snapshot)
  return {
    identity,
    address: addresses[0] ?? '',
    ...(targetRef?.kind === 'Pod' && { pod: `${targetRef.namespace}/${targetRef.name}` }),
    ...(nodeName !== undefined && { node: nodeName }),
    ...(revision !== undefined && { revision }),
    ...{ state, from: at, fromSeq: snapshot.seq, opened: 'joined', evidence: 'initial' },
  }
}
