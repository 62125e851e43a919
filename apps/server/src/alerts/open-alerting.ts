import { type OpenedAlerts, openAlerts } from '@portolan/history-store'
import { createNotifier, createSealer, SecretPlaces, secretReader } from '@portolan/notifier'
import { systemClock } from '@portolan/pipeline'
import type { AlertingConfig } from '../config.ts'
import type { AlertingParts } from './alerting-parts.ts'
import { sealingKey } from './sealing-key.ts'
import { tellSentence } from './tell-sentence.ts'

export interface AlertingOptions {
  /** Of the log: alerts lie beside it. */
  readonly directory: string
  readonly config: AlertingConfig
  readonly retentionMs: number
}

/** Alerting as it is opened, and whether what lay there had to be moved aside. */
export type OpenedAlerting = AlertingParts & Pick<OpenedAlerts, 'recovered'>

/**
 * Open what alerting needs: `alerts.db` and `alerts.key` of a data directory, and the way out to receivers.
 *
 * @throws {StoreError | StartRefusedError} the message is one sentence with the remedy
 */
export function openAlerting({ directory, config, retentionMs }: AlertingOptions): OpenedAlerting {
  const { fileRules, publicUrl, allowedHosts, variables, secretDirectories } = config
  const places = new SecretPlaces({ directories: secretDirectories, variables })
  const sealer = createSealer(sealingKey(directory))
  const notifier = createNotifier({
    clock: systemClock,
    readSecret: secretReader({ sealer, places }),
    tell: tellSentence,
    isAllowedHost: (host) => allowedHosts.includes(host),
  })
  const { store, recovered } = openAlerts({ directory, clock: systemClock })
  return {
    ...{ store, notifier, sealer, places, fileRules, retentionMs },
    ...(publicUrl !== undefined && { publicUrl }),
    ...(recovered && { recovered }),
  }
}
