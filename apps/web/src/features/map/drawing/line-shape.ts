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

/**
 * A line as an SVG path, which a canvas draws too. From an entry it runs along a trunk that all its routes share, however
 * many there are; from a rule it is a curve of its own.
 */
export function pathOf(line: Line, ends: Ends): string {
  if (line.isBroken) return `M${ends.x1} ${ends.y1}h${STUB}M${ends.x2 - 2 * STUB} ${ends.y2}H${ends.x2}`
  return line.link.rule < 0 ? trunkOf(ends) : curveOf(ends)
}

function curveOf({ x1, y1, x2, y2 }: Ends): string {
  const bend = (x2 - x1) * 0.5
  return `M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`
}

function trunkOf({ x1, y1, x2, y2 }: Ends): string {
  const trunk = Math.round(x1 + (x2 - x1) * 0.45)
  const radius = Math.min(CORNER, Math.abs(y2 - y1) / 2)
  if (radius < 1) return `M${x1} ${y1}L${x2} ${y2}`
  const down = y2 > y1 ? radius : -radius
  return `M${x1} ${y1}H${trunk - radius}Q${trunk} ${y1} ${trunk} ${y1 + down}V${y2 - down}Q${trunk} ${y2} ${trunk + radius} ${y2}H${x2}`
}
