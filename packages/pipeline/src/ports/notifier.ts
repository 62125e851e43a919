import type { Delivery } from './delivery.ts'
import type { Receiver } from './receiver.ts'

/** What came of one attempt. */
export type SendOutcome =
  | { readonly type: 'delivered'; readonly status?: number; readonly answer: string }
  /** Not now: try again, not before `retryAfterMs` where the receiver said so. */
  | { readonly type: 'try-again'; readonly status?: number; readonly answer: string; readonly retryAfterMs?: number }
  /** Never: the receiver understood and refused, or its configuration cannot work. */
  | { readonly type: 'refused'; readonly status?: number; readonly answer: string }

/** Tells receivers. */
export interface Notifier {
  /** One attempt. Never rejects; ends within its own time limit, or when the signal aborts. Answers hold no secret. */
  send(receiver: Receiver, delivery: Delivery, signal: AbortSignal): Promise<SendOutcome>
}
