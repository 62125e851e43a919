import type { Size } from './use-size.ts'

/** A canvas that is given a size, even the one it has, gets new memory: so it is given one only when that is another. */
export function fitCanvas(canvas: HTMLCanvasElement, { width, height }: Size, scale: number): void {
  const [wide, high] = [Math.round(width * scale), Math.round(height * scale)]
  if (canvas.width === wide && canvas.height === high) return
  canvas.width = wide
  canvas.height = high
  canvas.style.width = `${width}px`
  canvas.style.height = `${height}px`
}
