import type { Link, Scene } from '../scene/scene.ts'
import { type Chart, type Placed, within } from './chart.ts'
import { type Density, SIZES } from './density.ts'
import { withLanes } from './lanes.ts'
import { shownRules } from './lay-out.ts'

/** A link with the heights at which it leaves and arrives, in px of the scrolled content. */
export interface Line {
  readonly link: Link
  readonly fromTop: number
  readonly toTop: number
  /** Only its two ends are drawn: a route stands in its way that it has nothing to do with, or they are too far apart. */
  readonly isBroken?: boolean
  /** A long line runs upright in this lane, counted from the routes; absent: a curve. */
  readonly lane?: number
}

/** One line per link whose ends are both on the chart. A rule that is not written leaves from the "+n rules" row. */
export function linesOf(
  scene: Scene,
  chart: Chart,
  { density, open }: { density: Density; open: ReadonlySet<string> },
): readonly Line[] {
  const lines = scene.links.flatMap((link): Line[] => {
    const from = chart.places.get(link.from)
    const to = chart.places.get(link.to)
    if (!from || !to) return []
    const line = { link, fromTop: leavesAt(from, link.rule, { density, open }), toTop: arrivesAt(to, density) }
    return [link.isDirect && isInTheWay(chart, line) ? { ...line, isBroken: true } : line]
  })
  return withLanes(lines)
}

function isInTheWay({ routes }: Chart, { fromTop, toTop }: Line): boolean {
  return Math.abs(fromTop - toTop) > 1 || within(routes, toTop - 1, toTop + 1).length > 0
}

function leavesAt(
  { card, top, height }: Placed,
  rule: number,
  { density, open }: { density: Density; open: ReadonlySet<string> },
): number {
  const sizes = SIZES[density]
  if (card.column !== 'routes' || sizes.rule === 0) return top + height / 2
  const row = Math.min(rule, shownRules(card, open))
  return top + sizes.routeHead + (row + 0.5) * sizes.rule
}

function arrivesAt({ card, top, height }: Placed, density: Density): number {
  return card.column === 'routes' ? top + SIZES[density].routeHead / 2 : top + height / 2
}
