import { type BundleStatus, type ResourceStatus, type Status, timestamp } from '@portolan/contract'
import { watchedResource } from '@portolan/domain'
import type { Recording, StreamReport } from '@portolan/pipeline'
import type { HistoryBounds } from '@portolan/pipeline/ports'
import type { AlertCenter } from '../alerts/alert-center.ts'
import { VERSION } from '../version.ts'

type DemoStatus = NonNullable<Status['demo']>

/** What this process is, apart from what it records. */
export interface Installation {
  readonly mode: Status['mode']
  /** As configured; what the cluster says of itself is stronger. */
  readonly cluster: { readonly name: string; readonly server: string }
  /** Epoch ms. */
  readonly startedAt: number
  readonly storeEngine: string
  /** How one signs in, where one has to. */
  readonly signIn?: 'token'
  /** The bundle that is shown. */
  readonly bundle?: BundleStatus
  /** The log was damaged when it was opened, and moved aside. */
  readonly recovered?: () => Status['store']['recovered']
  /** What the demo cluster is playing. */
  readonly chapter?: () => DemoStatus
}

export interface StatusParts {
  readonly installation: Installation
  readonly recording: Recording
  readonly bounds: HistoryBounds
  /** Absent where nobody is alerted. */
  readonly alerts?: Pick<AlertCenter, 'health' | 'seq'> | undefined
  /** Epoch ms. */
  readonly now: number
}

export function statusAnswer({ installation, recording, bounds, alerts, now }: StatusParts): Status {
  const { health, cluster } = recording
  const { oldest, newest } = bounds
  const recovered = installation.recovered?.()
  return {
    version: VERSION,
    mode: installation.mode,
    cluster: {
      name: cluster?.name ?? installation.cluster.name,
      server: cluster?.server ?? installation.cluster.server,
      version: cluster?.version ?? null,
    },
    now: timestamp(now),
    startedAt: timestamp(installation.startedAt),
    seq: recording.feed.seq,
    recording: installation.bundle === undefined ? health.state : 'ended',
    ...(health.state === 'paused' && { recordingDetail: health.detail }),
    resources: recording.streams().map(resourceStatus),
    store: {
      engine: installation.storeEngine,
      bytes: bounds.bytes,
      changes: bounds.changes,
      oldestAt: oldest === undefined ? null : timestamp(oldest.observedAt),
      newestAt: newest === undefined ? null : timestamp(newest.observedAt),
      ...(recovered && { recovered }),
    },
    ...(alerts && { alerting: { ...alerts.health, seq: alerts.seq } }),
    ...(installation.bundle !== undefined && { bundle: installation.bundle }),
    ...(installation.signIn !== undefined && { signIn: installation.signIn }),
    ...(installation.chapter !== undefined && { demo: installation.chapter() }),
  }
}

function resourceStatus(report: StreamReport): ResourceStatus {
  const { stream, state, detail, objects, lastObservedAt, lastBookmarkAt } = report
  const watched = watchedResource(stream.kind)
  return {
    resource: watched?.resource ?? stream.kind.toLowerCase(),
    kind: stream.kind,
    group: watched?.group ?? '',
    ...(stream.namespace !== undefined && { namespace: stream.namespace }),
    state,
    ...(detail !== undefined && { detail }),
    objects,
    lastObservedAt: lastObservedAt === undefined ? null : timestamp(lastObservedAt),
    lastBookmarkAt: lastBookmarkAt === undefined ? null : timestamp(lastBookmarkAt),
    reconnects: report.reconnects,
    relists: report.relists,
    gaps: report.gaps,
    parseErrors: report.parseErrors,
    bytes: report.bytes,
  }
}
