import type { RolloutsPage } from '@portolan/contract'
import { framesPerSecond } from './frames.ts'
import type { Measurement } from './measurement.ts'
import { type ProductProcess, until } from './product-process.ts'
import type { UiBrowser } from './ui-browser.ts'

/** The lanes of the Pods, and the plot above them, are drawn. */
const IS_DRAWN = `document.querySelectorAll('ol svg').length > 5 && document.querySelector('main [role="img"]') !== null`

/** From the beginning of the navigation until the page has drawn and answers, by the clock of the page. */
const ANSWERED_AT = `new Promise((resolve) => requestAnimationFrame(() => setTimeout(() => resolve(performance.now()))))`

/** One notch of the wheel over the middle of the plot, with Ctrl: in for 20 frames, then out again. */
const ZOOM = `(() => {
  const plot = document.querySelector('main [role="img"]')
  const { left, top, width, height } = plot.getBoundingClientRect()
  return (frame) => plot.dispatchEvent(new WheelEvent('wheel', {
    bubbles: true, cancelable: true, ctrlKey: true, deltaY: frame % 40 < 20 ? -12 : 12,
    clientX: left + width / 2, clientY: top + height / 2,
  }))
})()`

/**
 * The page of the only rollout in a real browser, nothing of it read before, of a server that is done with its start: how soon it
 * answers, how smoothly it zooms. Soon is by the clock or by the work of page and server, whichever is less: the clock also counts the
 * work of others.
 */
export async function timesOfPage(browser: UiBrowser, product: ProductProcess): Promise<Measurement[]> {
  const still = await framesPerSecond(browser)
  const list = () => product.get<RolloutsPage>('/api/v1/rollouts')
  await until(async () => (await list()).isComplete)
  await until(() => isAtRest(product))
  const [rollout] = (await list()).items
  const workedBefore = product.workedMs()
  await browser.goto(`${product.url}/rollout/?id=${rollout?.id}`)
  await until(() => browser.evaluate<boolean>(IS_DRAWN))
  const clockMs = await browser.evaluate<number>(ANSWERED_AT)
  const answeredMs = Math.min(clockMs, (await browser.workedMs()) + product.workedMs() - workedBefore)
  await until(() => hasSettled(browser), 60_000)
  const shown = await browser.evaluate<string>('location.search')
  const zoomed = await framesPerSecond(browser, ZOOM)
  await until(async () => (await browser.evaluate<string>('location.search')) !== shown, 10_000)
  return [
    {
      what: 'its page, until it answers',
      measured: `${answeredMs.toFixed(0)} ms (${clockMs.toFixed(0)} ms by the clock)`,
      budget: '≤ 2,000 ms',
      isMet: answeredMs <= 2_000,
    },
    {
      what: 'frames a second while it is zoomed',
      measured: zoomed.toFixed(0),
      limit: `${still.toFixed(0)} of an empty page`,
      budget: '≥ 0.5 × limit',
      isMet: zoomed >= 0.5 * still,
    },
  ]
}

/** What a start brings with it, such as judging the last hour by every rule, is done: the server works less than a tenth of the time. */
async function isAtRest(product: ProductProcess): Promise<boolean> {
  const before = product.workedMs()
  await new Promise((resolve) => setTimeout(resolve, 500))
  return product.workedMs() - before < 50
}

/** What is read after the first picture, such as causes, is drawn too: the page works less than a tenth of the time. */
async function hasSettled(browser: UiBrowser): Promise<boolean> {
  const before = await browser.workedMs()
  await new Promise((resolve) => setTimeout(resolve, 1_000))
  return (await browser.workedMs()) - before < 100
}
