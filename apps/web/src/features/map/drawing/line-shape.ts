import type { Columns } from '../layout/columns.ts'
import type { Line } from '../layout/lines.ts'

/** Where a line leaves and arrives, in px of the scrolled content. */
export interface Ends {
  readonly x1: number
  readonly y1: number
  readonly x2: number
  readonly y2: number
}

/** `undefined` where a column that the line starts or ends in is not drawn. */
export function endsOf({ link, fromTop, toTop }: Line, columns: Columns): Ends | undefined {
  const from = link.rule < 0 ? columns.entries : columns.routes
  const to = link.rule < 0 && !link.isDirect ? columns.routes : columns.services
  if (!from || !to) return undefined
  return { x1: from.x + from.width, y1: fromTop, x2: to.x, y2: toTop }
}

const CORNER = 8
const STUB = 14
const FIRST_LANE = 15
const BETWEEN_LANES = 7

/**
 * A line as an SVG path, which a canvas draws too. From an entry it runs along a trunk that all its routes share, however
 * many there are; from a rule it is a curve of its own, or runs along the lane of what it leads to.
 */
export function pathOf(line: Line, ends: Ends): string {
  return line.isBroken ? stubsOf(ends) : wholePathOf(line, ends)
}

/** The same from end to end: what is followed is drawn even where it is too far to be drawn always. */
export function wholePathOf({ link, lane, isBroken }: Line, ends: Ends): string {
  const { x1, x2 } = ends
  if (lane !== undefined) return uprightOf(ends, Math.min(x1 + FIRST_LANE + lane * BETWEEN_LANES, x2 - 2 * CORNER))
  if (link.rule >= 0) return curveOf(ends)
  return isBroken ? stubsOf(ends) : uprightOf(ends, x1 + (x2 - x1) * 0.45)
}

function stubsOf({ x1, y1, x2, y2 }: Ends): string {
  return `M${x1} ${y1}h${STUB}M${x2 - 2 * STUB} ${y2}H${x2}`
}

function curveOf({ x1, y1, x2, y2 }: Ends): string {
  const bend = (x2 - x1) * 0.5
  return `M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`
}

function uprightOf({ x1, y1, x2, y2 }: Ends, at: number): string {
  const trunk = Math.round(at)
  const radius = Math.min(CORNER, Math.abs(y2 - y1) / 2)
  if (radius < 1) return `M${x1} ${y1}L${x2} ${y2}`
  const down = y2 > y1 ? radius : -radius
  return `M${x1} ${y1}H${trunk - radius}Q${trunk} ${y1} ${trunk} ${y1 + down}V${y2 - down}Q${trunk} ${y2} ${trunk + radius} ${y2}H${x2}`
}
