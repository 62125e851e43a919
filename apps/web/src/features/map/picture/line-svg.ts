import { dashOf } from '../drawing/draw-lines.ts'
import { endsOf, pathOf } from '../drawing/line-shape.ts'
import type { Line } from '../layout/lines.ts'
import type { Brush } from './chart-svg.ts'
import { element, text } from './svg-parts.ts'

/** One line with the sign at its end: an arrow, a cross where it leads nowhere, a question mark where nobody can know. */
export function lineSvg(line: Line, { palette, columns, data }: Brush): string {
  const ends = endsOf(line, columns)
  if (!ends) return ''
  const { state, share, rule, to, isDirect } = line.link
  const leadsNowhere = state === 'missing' || state === 'refused'
  const isDead = data.states.get(to) === 'none'
  const colour = leadsNowhere || isDead ? palette.unready : palette.edge
  const dash = dashOf(state, isDead).join(' ') || undefined
  const stroke = { fill: 'none', stroke: colour, 'stroke-width': 1 + 0.5 * share, 'stroke-dasharray': dash }
  const path = element('path', { d: pathOf(line, ends), ...stroke })
  const { x2, y2 } = ends
  if (leadsNowhere) return path + crossAt(x2 - 9, y2, palette)
  if (state === 'unknown')
    return path + text('?', { x: x2 - 9, y: y2, size: 12, room: 99, fill: palette.text, 'text-anchor': 'middle' })
  if (rule < 0 && !isDirect) return path
  return path + element('path', { d: `M${x2} ${y2}l-6 -3.5v7Z`, fill: colour })
}

function crossAt(x: number, y: number, { page, unready }: Brush['palette']): string {
  const ground = element('circle', { cx: x, cy: y, r: 7, fill: page })
  const d = `M${x - 3.5} ${y - 3.5}l7 7M${x + 3.5} ${y - 3.5}l-7 7`
  return ground + element('path', { d, stroke: unready, 'stroke-width': 1.75 })
}
