import type { AnyAlertRule } from '@portolan/domain'
import type { ClosableNotifier, Sealer, SecretPlaces } from '@portolan/notifier'
import type { AlertStore } from '@portolan/pipeline/ports'

/** What alerting needs beside the log. The `AlertCenter` that gets them closes them. */
export interface AlertingParts {
  readonly store: AlertStore
  readonly notifier: ClosableNotifier
  /** For secrets that are kept with a receiver. */
  readonly sealer: Pick<Sealer, 'seal'>
  /** Where other secrets may be. */
  readonly places: Pick<SecretPlaces, 'fileNamed' | 'variableNamed'>
  /** Rules of a file, which are asked before those that are stored. */
  readonly fileRules: readonly AnyAlertRule[]
  /** Where people reach Portolan, for links in messages; absent: messages have none. */
  readonly publicUrl?: string
  /** How long alerts that are over are kept, ms. */
  readonly retentionMs: number
}
