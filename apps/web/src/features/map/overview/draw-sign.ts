import type { Palette } from '../drawing/palette.ts'
import type { CardState } from '../scene/card-state.ts'

/** The sign of a state around a middle; every state has a shape of its own, however small it is drawn. */
export function drawSign(
  context: CanvasPath & CanvasDrawPath & CanvasFillStrokeStyles & CanvasPathDrawingStyles,
  { x, y, size, state }: { x: number; y: number; size: number; state: CardState },
  palette: Palette,
): void {
  const half = size / 2 - 0.5
  context.lineWidth = 1
  context.beginPath()
  switch (state) {
    case 'all':
      context.roundRect(x - half + 0.5, y - half + 0.5, 2 * half - 1, 2 * half - 1, size / 5)
      context.fillStyle = palette.healthyFill
      context.strokeStyle = palette.healthyBorder
      context.fill()
      context.stroke()
      break
    case 'none':
      triangle(context, { x, y, half })
      context.fillStyle = palette.unready
      context.fill()
      break
    case 'some':
      triangle(context, { x, y, half: half - 0.75 })
      context.lineWidth = size / 8
      context.strokeStyle = palette.unready
      context.stroke()
      context.beginPath()
      context.moveTo(x, y - half)
      context.lineTo(x, y + half - 1)
      context.lineTo(x - half, y + half - 1)
      context.fillStyle = palette.unready
      context.fill()
      break
    case 'missing':
      triangle(context, { x, y, half: half - 0.75 })
      context.setLineDash([size / 6, size / 6])
      context.strokeStyle = palette.unready
      context.stroke()
      context.setLineDash([])
      break
    default:
      context.arc(x, y, half - 1, 0, 2 * Math.PI)
      if (state === 'unknown') context.setLineDash([1.6, 1.8])
      context.strokeStyle = palette.unknown
      context.stroke()
      context.setLineDash([])
  }
}

function triangle(context: CanvasPath, { x, y, half }: { x: number; y: number; half: number }): void {
  context.moveTo(x, y - half)
  context.lineTo(x + half, y + half)
  context.lineTo(x - half, y + half)
  context.closePath()
}
