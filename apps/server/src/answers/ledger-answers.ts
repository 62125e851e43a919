import { type Ledger, type Markers, timestamp } from '@portolan/contract'
import type { AttributedTransition, LedgerInterval, ZeroReadyWindow } from '@portolan/domain'
import type { ServiceWindow } from '@portolan/pipeline/ports'
import { causeAnswer } from './cause-answer.ts'

/** Why endpoints of one Service changed, by identity and `seq`. */
export class CausesBySeq {
  readonly #causes: ReadonlyMap<string, AttributedTransition['cause']>

  /** @param service `namespace/name` */
  constructor(service: string, transitions: Iterable<AttributedTransition>) {
    const own = [...transitions].filter(({ transition }) => transition.service === service)
    this.#causes = new Map(own.map(({ transition, cause }) => [`${transition.identity} ${transition.seq}`, cause]))
  }

  of(identity: string, seq: number | undefined): AttributedTransition['cause'] | undefined {
    return this.#causes.get(`${identity} ${seq}`)
  }
}

/** An interval as answers tell it; `to: null` while it lasts. */
export function intervalAnswer(interval: LedgerInterval, causes?: CausesBySeq): Ledger['intervals'][number] {
  const { identity, address, state, from, fromSeq, to, evidence } = interval
  const { pod = null, node = null, revision = null, toSeq = null } = interval
  const beganBy = causes?.of(identity, fromSeq)
  const endedBy = causes?.of(identity, interval.toSeq)
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
    ...(beganBy && { beganBy: causeAnswer(beganBy) }),
    ...(endedBy && { endedBy: causeAnswer(endedBy) }),
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
