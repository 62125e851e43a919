import { PictureRefused } from '../errors.ts'

/** Higher than this many pixels no browser draws a canvas. */
const MOST_PIXELS = 16_000

/**
 * An SVG document as PNG, twice as fine as the screen where it is not too high for that.
 *
 * @param size of the document, in pixels of the page
 * @throws {PictureRefused} the browser makes no PNG of this size
 */
export async function pngOf(svg: Blob, { width, height }: { width: number; height: number }): Promise<Blob> {
  const scale = Math.min(2, MOST_PIXELS / height)
  const address = URL.createObjectURL(svg)
  try {
    const image = new Image(width, height)
    image.src = address
    await image.decode()
    const canvas = document.createElement('canvas')
    canvas.width = Math.round(width * scale)
    canvas.height = Math.round(height * scale)
    const context = canvas.getContext('2d')
    if (!context) throw new PictureRefused(canvas)
    context.drawImage(image, 0, 0, canvas.width, canvas.height)
    return await new Promise((resolve, reject) => {
      canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new PictureRefused(canvas))), 'image/png')
    })
  } finally {
    URL.revokeObjectURL(address)
  }
}
