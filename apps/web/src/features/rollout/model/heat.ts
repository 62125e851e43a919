import type { Lane, LaneRole, LaneState } from './lanes.ts'

/** How an endpoint is coloured where there is room for a colour only: what is ready by its revision, else by its state. */
export type HeatFill = `ready ${LaneRole}` | Exclude<LaneState, 'ready'>

/** Drawn in this order: where two meet in one pixel, what is wrong covers what is well. */
const FILLS: readonly HeatFill[] = [
  'ready old',
  'ready other',
  'ready new',
  'starting',
  'terminating-serving',
  'terminating',
  'unready',
]

export interface HeatLayer {
  readonly fill: HeatFill
  /** SVG path of rectangles: x in ms since `from`, y in lanes. */
  readonly path: string
}

/**
 * Every lane as a line of one unit, one above the other in their order; a path for each colour, so that any number of Pods
 * costs a handful of shapes.
 *
 * @param stretch epoch ms; what lasts is drawn up to its end
 */
export function heatLayers(lanes: readonly Lane[], { from, to }: { from: number; to: number }): HeatLayer[] {
  const paths = new Map<HeatFill, string[]>()
  for (const [row, lane] of lanes.entries()) {
    for (const { state, from: begin, to: end = to } of lane.drawing().endpoints) {
      const fill: HeatFill = state === 'ready' ? `ready ${lane.role}` : state
      const path = paths.get(fill) ?? []
      path.push(`M${begin - from} ${row}H${end - from}V${row + 1}H${begin - from}Z`)
      paths.set(fill, path)
    }
  }
  return FILLS.flatMap((fill) => {
    const path = paths.get(fill)
    return path ? [{ fill, path: path.join('') }] : []
  })
}
