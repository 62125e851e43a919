import type { LedgerInterval } from '@portolan/contract'

/** `[from, to)` in seconds after the epoch; `to` absent while it lasts. Name only what the test is about. */
export function anInterval(
  identity: string,
  [from, to]: readonly [number, number?],
  given: Partial<LedgerInterval> = {},
): LedgerInterval {
  return {
    identity,
    address: '10.0.0.1',
    pod: `shop/${identity}`,
    node: 'node-01',
    revision: '7f9c4d',
    state: 'ready',
    from: new Date(from * 1_000).toISOString(),
    fromSeq: from,
    to: to === undefined ? null : new Date(to * 1_000).toISOString(),
    toSeq: to ?? null,
    evidence: 'watched',
    ...given,
  }
}
