import type { Gap } from '@portolan/domain'
import type { StreamCursor } from '@portolan/pipeline/ports'
import type { BundleVisibility } from './bundle-format.ts'
import { ALL_KINDS } from './bundle-scope.ts'

/**
 * How much of each kind a log knew at its end, told by the log alone: what is followed was read completely; what is in a gap
 * that says why it is hidden is hidden. Of the rest it is not known whether it was.
 */
export function logVisibilities(cursors: readonly StreamCursor[], gaps: readonly Gap[]): BundleVisibility[] {
  return ALL_KINDS.flatMap((kind): BundleVisibility[] => {
    const followed = cursors.filter(({ stream }) => stream.kind === kind)
    if (followed.length > 0) return followed.map(({ stream }) => ({ ...stream, visibility: 'observed' }))
    const reason = gaps.find((gap) => gap.kind === kind && gap.to === undefined)?.reason
    return [{ kind, visibility: reason === 'denied' || reason === 'absent' ? reason : 'listing' }]
  })
}
