import { pngOf } from '../../../ui/png-of.ts'
import { saveFile } from '../../../ui/save-file.ts'
import { embeddedFonts } from './embedded-fonts.ts'
import type { Picture } from './svg-document.ts'

/**
 * Save a picture as a file, with the fonts it is written in.
 *
 * @throws {PictureRefused} the browser makes no PNG of this size
 */
export async function savePicture(format: 'svg' | 'png', picture: Picture, name: string): Promise<void> {
  const style = `<style>${await embeddedFonts()}</style>`
  const svg = new Blob([picture.svg.replace('>', `>${style}`)], { type: 'image/svg+xml' })
  saveFile(`${name}.${format}`, format === 'svg' ? svg : await pngOf(svg, picture))
}
