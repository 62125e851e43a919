import type { Locator } from '@playwright/test'

/** Signs are compared four times as large, in cells of one CSS px. */
const ENLARGED = 4
/** CSS px of ink by which two signs differ at least; a disc and a square of 10 px differ by 12. */
const LEAST = 6

/**
 * Signs of a legend that only their colour tells apart: in grey, and each as dark as the other, their shapes are the same.
 *
 * @param rows each with its sign and its words
 * @param sign within a row
 */
export async function signsAlikeInGrey(rows: Locator, sign: string): Promise<string[]> {
  const names: string[] = []
  const pictures: string[] = []
  for (const row of await rows.all()) {
    await row.evaluate((element, zoom) => {
      document.documentElement.style.filter = 'grayscale(1)'
      ;(element as HTMLElement).style.zoom = `${zoom}`
    }, ENLARGED)
    names.push((await row.innerText()).trim().replaceAll('\n', ' '))
    pictures.push((await row.locator(sign).first().screenshot()).toString('base64'))
    await row.evaluate((element) => element.removeAttribute('style'))
  }
  const inks = await rows.page().evaluate(inkOf, pictures)
  await rows.page().evaluate(() => document.documentElement.removeAttribute('style'))
  return names.flatMap((name, at) =>
    names.slice(at + 1).flatMap((other, after) => {
      const its = inks[at + 1 + after] ?? []
      const difference = (inks[at] ?? []).reduce((sum, ink, cell) => sum + Math.abs(ink - (its[cell] ?? 0)), 0)
      return difference < LEAST ? [`${name} = ${other}`] : []
    }),
  )
}

/** Runs in the page. Of each picture how much ink is in each cell: 1 where it is darkest, 0 where there is none. */
async function inkOf(pictures: readonly string[]): Promise<number[][]> {
  const [width, height, cell] = [240, 96, 4]
  const inks: number[][] = []
  for (const picture of pictures) {
    const bytes = Uint8Array.from(atob(picture), (character) => character.charCodeAt(0))
    const bitmap = await createImageBitmap(new Blob([bytes]))
    const canvas = new OffscreenCanvas(width, height).getContext('2d')
    if (canvas === null) throw new Error('Expected a canvas to draw on, got none.')
    canvas.fillStyle = '#fff'
    canvas.fillRect(0, 0, width, height)
    canvas.drawImage(bitmap, Math.round((width - bitmap.width) / 2), Math.round((height - bitmap.height) / 2))
    const { data } = canvas.getImageData(0, 0, width, height)
    const cells = new Array<number>((width / cell) * (height / cell)).fill(0)
    for (let at = 0; at < width * height; at += 1) {
      const [x, y] = [Math.floor((at % width) / cell), Math.floor(at / width / cell)]
      const of = y * (width / cell) + x
      cells[of] = (cells[of] ?? 0) + 255 - (data[at * 4] ?? 255)
    }
    const darkest = Math.max(...cells, 1)
    inks.push(cells.map((ink) => ink / darkest))
  }
  return inks
}
