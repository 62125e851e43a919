import { PictureRefused } from '../../../errors.ts'
import { saveFile } from '../../../ui/save-file.ts'
import { embeddedFonts } from './embedded-fonts.ts'
import type { Picture } from './svg-document.ts'

/** Higher than this many pixels no browser draws a canvas. */
const MOST_PIXELS = 16_000

/**
 * Save a picture as a file, with the fonts it is written in; as PNG twice as fine as the screen, where it is not too high for that.
 *
 * @throws {PictureRefused} the browser makes no PNG of this size
 */
export async function savePicture(format: 'svg' | 'png', picture: Picture, name: string): Promise<void> {
  const style = `<style>${await embeddedFonts()}</style>`
  const svg = new Blob([picture.svg.replace('>', `>${style}`)], { type: 'image/svg+xml' })
  saveFile(`${name}.${format}`, format === 'svg' ? svg : await drawn(svg, picture))
}

async function drawn(svg: Blob, { width, height }: Picture): Promise<Blob> {
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
