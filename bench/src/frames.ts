import type { UiBrowser } from './ui-browser.ts'

const WATCHED_MS = 3_000

/**
 * Frames a page paints in a second.
 *
 * @param eachFrame what is done before each: an expression of the page, a function of how many frames there were; absent: nothing
 */
export async function framesPerSecond(browser: UiBrowser, eachFrame = '() => {}'): Promise<number> {
  return await browser.evaluate<number>(`new Promise((resolve) => {
    const eachFrame = ${eachFrame}
    const from = performance.now()
    let frames = 0
    const step = () => {
      const passed = performance.now() - from
      if (passed > ${WATCHED_MS}) return resolve((frames * 1000) / passed)
      eachFrame(frames)
      frames += 1
      requestAnimationFrame(step)
    }
    requestAnimationFrame(step)
  })`)
}
