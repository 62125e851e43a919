import type { DeliveryAttempt, SendOutcome } from '../ports/index.ts'

/**
 * What is kept of one attempt to send.
 *
 * @param times epoch ms, and how long it took; `nextAt` where it is tried again
 */
export function attemptOf(
  { type, status, answer }: SendOutcome,
  {
    at,
    durationMs,
    nextAt,
  }: { readonly at: number; readonly durationMs: number; readonly nextAt?: number | undefined },
): DeliveryAttempt {
  return {
    at,
    durationMs: Math.round(durationMs),
    outcome: type === 'delivered' ? 'delivered' : 'failed',
    ...(status !== undefined && { status }),
    answer,
    ...(nextAt !== undefined && { nextAt }),
  }
}
