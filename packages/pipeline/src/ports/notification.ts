import type { Alert, Incident } from '@portolan/domain'

/** Why somebody is told now. */
export type NotificationKind = 'firing' | 'update' | 'repeat' | 'resolved' | 'test'

/** An alert as it is told; `url` leads to it, absent where nobody said under which address Portolan is reached. */
export interface NotifiedAlert {
  readonly alert: Alert
  readonly url?: string
}

/** What a message says. It is decided once: whatever happens until it is sent, this is what it tells. Holds no secret. */
export interface Notification {
  readonly kind: NotificationKind
  /** Epoch ms: when it was decided. */
  readonly at: number
  /** Name of the cluster. */
  readonly cluster: string
  readonly incident: Incident
  /** Firing ones first, then the worst first; at most 50. */
  readonly alerts: readonly NotifiedAlert[]
  readonly alertsLeftOut: number
  /** Where the incident is shown: itself, the map at its beginning, the rollout that caused it. */
  readonly links: { readonly incident?: string; readonly map?: string; readonly rollout?: string }
}
