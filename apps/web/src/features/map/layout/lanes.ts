import type { CardId } from '../scene/scene.ts'
import type { Line } from './lines.ts'

/** From this height on a curve is too steep to follow, in px. */
const LONG = 220
/** From this height on a line crosses more than a window shows: only its ends are drawn. */
const FAR = 1_600
/** So many lines run beside each other; more share the last way. */
const MOST_LANES = 6
const BETWEEN = 12

/**
 * Long lines from rules run upright, each in a lane of its own beside those it would touch; lines to one Service share theirs.
 * Of a line that is longer than a window only the ends are drawn, until it is followed.
 */
export function withLanes(lines: readonly Line[]): readonly Line[] {
  const lanes = lanesOf(lines.filter(isInLane))
  if (lanes.size === 0 && !lines.some(isFar)) return lines
  return lines.map((line) => {
    if (isFar(line)) return { ...line, lane: 0, isBroken: true }
    const lane = isInLane(line) ? lanes.get(line.link.to) : undefined
    return lane === undefined ? line : { ...line, lane }
  })
}

function isInLane(line: Line): boolean {
  return line.link.rule >= 0 && heightOf(line) > LONG && !isFar(line)
}

function isFar(line: Line): boolean {
  return line.link.rule >= 0 && heightOf(line) > FAR
}

function heightOf({ fromTop, toTop }: Line): number {
  return Math.abs(fromTop - toTop)
}

/** Which lane leads to a Service: the first one that is free over its whole height. */
function lanesOf(lines: readonly Line[]): ReadonlyMap<CardId, number> {
  const reaches = new Map<CardId, { from: number; to: number }>()
  for (const { link, fromTop, toTop } of lines) {
    const known = reaches.get(link.to) ?? { from: toTop, to: toTop }
    reaches.set(link.to, { from: Math.min(known.from, fromTop), to: Math.max(known.to, fromTop) })
  }
  const freeFrom: number[] = []
  const lanes = new Map<CardId, number>()
  for (const [id, { from, to }] of [...reaches].sort(([, a], [, b]) => a.from - b.from || a.to - b.to)) {
    const free = freeFrom.findIndex((end) => end + BETWEEN <= from)
    const lane = Math.min(free < 0 ? freeFrom.length : free, MOST_LANES - 1)
    freeFrom[lane] = Math.max(freeFrom[lane] ?? 0, to)
    lanes.set(id, lane)
  }
  return lanes
}
