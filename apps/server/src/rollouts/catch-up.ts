import type { Rollout } from '@portolan/domain'
import type { Recording } from '@portolan/pipeline'
import type { HistoryReader, KeptRollout, RolloutArchive, RolloutFoldState } from '@portolan/pipeline/ports'
import { ROLLOUT_FOLD_VERSION } from './fold-version.ts'
import { ROLLOUT_KINDS, RolloutWalk } from './rollout-walk.ts'

/** Changes that are folded at a time; others are served in between. */
const SLICE = 500
/** What is found is kept so often, in changes: a process that dies meanwhile does not begin anew. */
const KEEP_EVERY = 20_000
/** So few changes are folded in one turn, from memory, so that nothing is recorded in between. */
const LAST_LEAP = 2_000

export interface CatchUpOptions {
  readonly recording: Recording
  readonly reader: HistoryReader
  readonly archive: RolloutArchive
  /** Told of each place that is reached, epoch ms. */
  readonly reached: (time: number) => void
  /** Nothing is to be looked for any more. */
  readonly signal: AbortSignal
}

/** The log was folded up to where it is recorded, in this very turn. */
export interface CaughtUp {
  readonly walk: RolloutWalk
  /** Those over that are not in the archive yet. */
  readonly over: readonly KeptRollout[]
}

/**
 * Fold the log from where the archive ends, or from its beginning, up to where it is recorded now.
 *
 * @returns `undefined` where it was told to stop. What is returned holds only until something else runs.
 */
export async function catchUp(
  options: CatchUpOptions,
  from: RolloutFoldState | undefined,
): Promise<CaughtUp | undefined> {
  const { recording, reader, archive, reached, signal } = options
  const walk = await walkFrom(options, from)
  let over: KeptRollout[] = []
  let keptAt = walk.seq
  while (!signal.aborted) {
    const rest = recording.feed.seq - walk.seq <= LAST_LEAP ? recording.feed.since(walk.seq) : undefined
    const known = recording.feed.seq
    const query = { after: walk.seq, before: known + 1, kinds: ROLLOUT_KINDS, order: 'asc', limit: SLICE } as const
    const changes = rest?.filter(({ kind }) => isAboutRollouts(kind)) ?? (await reader.changes(query))
    for (const change of changes) over.push(...overOf(walk.apply(change).rollouts, change.seq))
    const last = changes.at(-1)
    if (last) reached(last.observedAt)
    if (rest !== undefined || changes.length < SLICE) walk.skipTo(known)
    if (rest !== undefined) return { walk, over }
    if (walk.seq - keptAt < KEEP_EVERY) continue
    await archive.keep(over, { version: ROLLOUT_FOLD_VERSION, foldedTo: walk.seq, open: walk.open() })
    keptAt = walk.seq
    over = []
  }
  return undefined
}

/** Those of which nothing will change any more. */
export function overOf(rollouts: readonly Rollout[], overSeq: number): KeptRollout[] {
  return rollouts.filter(({ isOver }) => isOver).map((rollout) => ({ rollout, overSeq }))
}

function isAboutRollouts(kind: string): boolean {
  return (ROLLOUT_KINDS as readonly string[]).includes(kind)
}

/** What was forgotten since cannot be gone on from: then it is begun where the log begins. */
async function walkFrom({ reader }: CatchUpOptions, from: RolloutFoldState | undefined): Promise<RolloutWalk> {
  const { oldest } = await reader.bounds()
  if (oldest === undefined) return new RolloutWalk({ seq: 0, time: 0, objects: [], gaps: [] })
  const isKept = from !== undefined && from.foldedTo >= oldest.seq
  const past = await reader.objectsAt({ seq: isKept ? from.foldedTo : oldest.seq })
  const { seq, time, objects } = past ?? { seq: 0, time: oldest.observedAt, objects: [] }
  const gaps = await reader.gaps({ from: time })
  const relevant = objects.filter(({ kind }) => isAboutRollouts(kind))
  return new RolloutWalk({ seq, time, objects: relevant, gaps, ...(isKept && { open: from.open }) })
}
