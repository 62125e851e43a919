import type { ServiceRow } from '@portolan/contract'

const REASONS = ['none-ready', 'only-terminating', 'no-selector-match', 'no-endpoints', 'some-ready'] as const

/** Why not all of a Service's endpoints answer, as the catalogue names it (`service.why`); `undefined` where that is no fault. */
export function whyNotReason({ reason }: Pick<ServiceRow, 'reason'>): (typeof REASONS)[number] | undefined {
  return REASONS.find((known) => known === reason)
}
