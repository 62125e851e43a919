import type { Side } from '../../../time/use-compared.ts'
import { isHiddenOn } from '../compare/hidden.ts'
import { type Placed, within } from '../layout/chart.ts'
import type { Columns } from '../layout/columns.ts'
import type { Line } from '../layout/lines.ts'
import type { Mark } from '../scene/marks.ts'
import { type CardId, type LinkState, originalId, type ServiceCard } from '../scene/scene.ts'
import { type Ends, endsOf, pathOf } from './line-shape.ts'
import type { Palette } from './palette.ts'

const DASH: Record<LinkState, readonly number[]> = {
  resolved: [],
  ambiguous: [],
  missing: [5, 4],
  refused: [5, 4],
  unknown: [1.5, 3.5],
}

/** Of a line that leads to a Service which answers nobody. */
const DEAD_DASH = [9, 3, 2, 3]

/** What a line leads to is told by its dash: lengths of stroke and space, in px; none for a line that is whole. */
export function dashOf(state: LinkState, isDead: boolean): readonly number[] {
  return isDead && DASH[state].length === 0 ? DEAD_DASH : DASH[state]
}

/** What differs is told by the line itself: solid came, dashed went, dotted changed. */
const MARK_DASH: Record<Mark, readonly number[]> = { added: [], removed: [7, 4], changed: [2, 3] }

export interface Drawing {
  readonly lines: readonly Line[]
  /** Each is joined to its endpoints. */
  readonly services: readonly Placed<ServiceCard>[]
  readonly columns: Columns
  readonly palette: Palette
  /** Whether a card answers nobody. */
  readonly isDead: (id: CardId) => boolean
  readonly isDim: (line: Line) => boolean
  /** Which side of a comparison is drawn. */
  readonly side: Side | undefined
}

/** How many lines are drawn at once; of more, the rest are left to the path of what is hovered. */
const LINE_LIMIT = 2_000

/** Draw the lines that touch `[top, top + height)` of the scrolled content. State is told by dash and end sign, not hue. */
export function drawLines(
  context: CanvasRenderingContext2D,
  { top, height }: { top: number; height: number },
  drawing: Drawing,
): void {
  drawStubs(context, { top, height }, drawing)
  const { lines, columns, palette, isDead, isDim, side } = drawing
  let drawn = 0
  for (const line of uprightLast(lines)) {
    if (Math.max(line.fromTop, line.toTop) < top || Math.min(line.fromTop, line.toTop) > top + height) continue
    const ends = endsOf(line, columns)
    if (!ends || isHiddenOn(side, line.link.mark)) continue
    if (++drawn > LINE_LIMIT) return
    const { state, share } = line.link
    const leadsNowhere = state === 'missing' || state === 'refused'
    const leadsToDead = isDead(line.link.to)
    context.globalAlpha = isDim(line) ? 0.25 : 1
    context.strokeStyle = leadsNowhere || leadsToDead ? palette.unready : palette.edge
    context.lineWidth = leadsNowhere || leadsToDead ? 1.5 : 1 + 0.5 * share
    context.setLineDash(dashOf(state, leadsToDead) as number[])
    const mark = side === 'diff' ? line.link.mark : undefined
    if (mark) {
      context.strokeStyle = palette[mark]
      context.lineWidth = 2
      context.setLineDash(MARK_DASH[mark] as number[])
    }
    const path = new Path2D(pathOf(line, ends))
    if (line.lane !== undefined && !line.isBroken) strokeCasing(context, path, palette)
    context.stroke(path)
    if (state === 'ambiguous') context.stroke(new Path2D(pathOf(line, { ...ends, y1: ends.y1 + 3, y2: ends.y2 + 3 })))
    context.setLineDash([])
    if (leadsNowhere) drawCross(context, ends, palette)
    else if (state === 'unknown') drawQuestion(context, ends, palette)
    else if (line.link.rule >= 0 || line.link.isDirect) drawArrow(context, ends, context.strokeStyle)
  }
  context.globalAlpha = 1
}

/** What runs upright crosses the others, and so lies over them. */
function uprightLast(lines: readonly Line[]): readonly Line[] {
  const upright = lines.filter(({ lane }) => lane !== undefined)
  return upright.length === 0 ? lines : [...lines.filter(({ lane }) => lane === undefined), ...upright]
}

/** A seam of the page's colour: a line that crosses others passes over them like a bridge. */
function strokeCasing(context: CanvasRenderingContext2D, path: Path2D, { page }: Palette): void {
  const { strokeStyle, lineWidth } = context
  const dash = context.getLineDash()
  context.setLineDash([])
  context.strokeStyle = page
  context.lineWidth = lineWidth + 5
  context.stroke(path)
  context.strokeStyle = strokeStyle
  context.lineWidth = lineWidth
  context.setLineDash(dash)
}

/** From each Service to its endpoints. */
function drawStubs(
  context: CanvasRenderingContext2D,
  { top, height }: { top: number; height: number },
  { services, columns, palette, isDead, side }: Drawing,
): void {
  const { services: from, endpoints: to } = columns
  context.lineWidth = 1
  for (const { card, top: y, height: tall } of within(services, top, top + height)) {
    if (card.endpoints.total === 0 || isHiddenOn(side, card.mark)) continue
    context.strokeStyle = isDead(originalId(card)) ? palette.unready : palette.edge
    context.setLineDash(dashOf('resolved', isDead(originalId(card))) as number[])
    context.beginPath()
    context.moveTo(from.x + from.width, y + tall / 2)
    context.lineTo(to.x - 6, y + tall / 2)
    context.stroke()
  }
  context.setLineDash([])
}

function drawArrow(context: CanvasRenderingContext2D, { x2, y2 }: Ends, colour: string): void {
  context.fillStyle = colour
  context.beginPath()
  context.moveTo(x2, y2)
  context.lineTo(x2 - 6, y2 - 3.5)
  context.lineTo(x2 - 6, y2 + 3.5)
  context.fill()
}

function drawCross(context: CanvasRenderingContext2D, { x2, y2 }: Ends, { page, unready }: Palette): void {
  const x = x2 - 9
  context.fillStyle = page
  context.beginPath()
  context.arc(x, y2, 7, 0, 2 * Math.PI)
  context.fill()
  context.strokeStyle = unready
  context.lineWidth = 1.75
  context.beginPath()
  context.moveTo(x - 3.5, y2 - 3.5)
  context.lineTo(x + 3.5, y2 + 3.5)
  context.moveTo(x + 3.5, y2 - 3.5)
  context.lineTo(x - 3.5, y2 + 3.5)
  context.stroke()
}

function drawQuestion(context: CanvasRenderingContext2D, { x2, y2 }: Ends, { page, text }: Palette): void {
  const x = x2 - 9
  context.fillStyle = page
  context.beginPath()
  context.arc(x, y2, 7, 0, 2 * Math.PI)
  context.fill()
  context.fillStyle = text
  context.font = '600 12px system-ui, sans-serif'
  context.textAlign = 'center'
  context.textBaseline = 'middle'
  context.fillText('?', x, y2 + 0.5)
}
