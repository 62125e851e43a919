import { Snapshot } from '@portolan/domain'
import { ChangeFeed, type Recording, type StreamReport } from '@portolan/pipeline'
import type { BundleVisibility } from './bundle-format.ts'
import { ALL_KINDS } from './bundle-scope.ts'
import type { LoadedBundle } from './load-bundle.ts'

/** A recording that is over: as it was at the end of a bundle. */
export function bundleRecording({ header, objects, visibilities }: LoadedBundle): Recording {
  const { seq, at } = header.to
  const snapshot = Snapshot.of(seq, objects.all())
  // Of other namespaces nothing is known here: there it is hidden, not missing.
  if (header.namespaces !== null) for (const kind of ALL_KINDS) snapshot.setVisibility(kind, undefined, 'denied')
  for (const { kind, namespace, visibility } of visibilities) snapshot.setVisibility(kind, namespace, visibility)
  const reports = visibilities.map((visibility) => reportOf(visibility, snapshot, Date.parse(at)))
  const { name, server, version } = header.cluster
  return {
    snapshot,
    feed: new ChangeFeed({ seq }),
    cluster: { name, server, ...(version !== null && { version }) },
    health: { state: 'recording' },
    streams: () => reports,
    isReady: () => true,
  }
}

function reportOf(
  { kind, namespace, visibility }: BundleVisibility,
  snapshot: Snapshot,
  endedAt: number,
): StreamReport {
  const isObserved = visibility === 'observed'
  return {
    stream: { kind, ...(namespace !== undefined && { namespace }) },
    state: isObserved ? 'live' : visibility,
    ...(isObserved && { lastObservedAt: endedAt }),
    objects: snapshot.count(kind, namespace),
    reconnects: 0,
    relists: 0,
    gaps: 0,
    parseErrors: 0,
    bytes: 0,
  }
}
