import { z } from 'zod'
import type { AlertsMessage } from './alerts.ts'
import { RecordedChange } from './changes.ts'
import { ServiceRow } from './services.ts'
import type { Status } from './status.ts'

/**
 * What a client asks for. One request per connection is in force; a new one replaces it.
 *
 * `after`: the last `seq` the client has; absent means "from now on"; 0 means the whole log.
 * `detail: 'services'`: coalesced `services` rows instead of `changes`.
 */
export const FollowRequest = z.strictObject({
  namespaces: z.array(z.string()).max(1000).optional(),
  kinds: z.array(z.string()).max(100).optional(),
  after: z.int().min(0).optional(),
  detail: z.enum(['changes', 'services']).default('changes'),
})
export type FollowRequest = z.input<typeof FollowRequest>

/** Answer to `follow`: the stream goes on after this `seq`; or why it does not. */
export const FollowAnswer = z.union([z.object({ seq: z.int() }), z.object({ code: z.string(), message: z.string() })])
export type FollowAnswer = z.infer<typeof FollowAnswer>

/** A batch without a hole: `after` is the `seq` of the batch before; `seq` the log position reached, matching changes or none. */
export const ChangesMessage = z.object({ after: z.int(), seq: z.int(), changes: z.array(RecordedChange) })
export type ChangesMessage = z.infer<typeof ChangesMessage>

/** Rows that changed between `after` and `seq`; a key marked `gone` has no Service any more. */
export const ServicesMessage = z.object({
  after: z.int(),
  seq: z.int(),
  rows: z.array(z.union([ServiceRow, z.object({ key: z.string(), gone: z.literal(true) })])),
})
export type ServicesMessage = z.infer<typeof ServicesMessage>

/** Too far behind, or `after` is gone: fetch a snapshot, then follow from its `seq`. */
export const ResetMessage = z.object({ seq: z.int() })
export type ResetMessage = z.infer<typeof ResetMessage>

/** Names and payloads of everything the server sends. */
export interface ServerMessages {
  changes: (message: ChangesMessage) => void
  services: (message: ServicesMessage) => void
  reset: (message: ResetMessage) => void
  status: (message: Status) => void
  alerts: (message: AlertsMessage) => void
}

/** Names and payloads of everything a client sends. `follow` with `{}` and no listener is harmless; `unfollow` ends the stream. */
export interface ClientMessages {
  follow: (request: FollowRequest, answer: (answer: FollowAnswer) => void) => void
  unfollow: () => void
}
