import { type Ledger, type Markers, timestamp } from '@portolan/contract'
import type { LedgerInterval, ZeroReadyWindow } from '@portolan/domain'
import type { ServiceWindow } from '@portolan/pipeline/ports'

/** An interval as answers tell it; `to: null` while it lasts. */
export function intervalAnswer(interval: LedgerInterval): Ledger['intervals'][number] {
  const { identity, address, state, from, fromSeq, to, evidence } = interval
  const { pod = null, node = null, revision = null, toSeq = null } = interval
  return {
    identity,
    address,
    pod,
    node,
    revision,
    state,
    from: timestamp(from),
    fromSeq,
    to: to === undefined ? null : timestamp(to),
    toSeq,
    evidence,
  }
}

/** A zero-ready window of some Service, for a time bar; `to: null` while it lasts. */
export function zeroReadyMark({ service, window }: ServiceWindow): Markers['zeroReady'][number] {
  const [namespace = '', name = ''] = service.split('/')
  const { from, to } = window
  return { namespace, name, from: timestamp(from), to: to === undefined ? null : timestamp(to) }
}

/** A zero-ready window as answers tell it; `to: null` while it lasts. */
export function windowAnswer({ from, fromSeq, to, toSeq }: ZeroReadyWindow): Ledger['zeroReady'][number] {
  return { from: timestamp(from), to: to === undefined ? null : timestamp(to), fromSeq, toSeq: toSeq ?? null }
}
