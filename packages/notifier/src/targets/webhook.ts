import { createHmac } from 'node:crypto'
import type { HttpMessage } from '../transport/http-sender.ts'
import { JSON_HEADERS, type OutgoingMessage, type TargetOf } from './target-message.ts'

/**
 * A JSON body that anybody can read (docs/alerts.md). `Idempotency-Key` is the same for every attempt of one message.
 * With a signing key, `Portolan-Signature` is `v1=` and the hexadecimal HMAC-SHA256 of `timestamp.body`, where the timestamp is
 * that of `Portolan-Timestamp`, in seconds: a receiver refuses old ones and compares in constant time.
 */
export function webhookMessage(target: TargetOf<'webhook'>, outgoing: OutgoingMessage): HttpMessage {
  const { delivery, view, text, readSecret, now } = outgoing
  const body = JSON.stringify({ version: 1, idempotencyKey: delivery.idempotencyKey, ...text, ...view })
  const timestamp = String(Math.floor(now / 1000))
  return {
    url: typeof target.url === 'string' ? target.url : readSecret(target.url),
    headers: {
      ...JSON_HEADERS,
      'idempotency-key': delivery.idempotencyKey,
      'portolan-timestamp': timestamp,
      ...(target.signingKey !== undefined && {
        'portolan-signature': `v1=${signature(readSecret(target.signingKey), timestamp, body)}`,
      }),
    },
    body,
  }
}

function signature(key: string, timestamp: string, body: string): string {
  return createHmac('sha256', key).update(`${timestamp}.${body}`).digest('hex')
}
