/**
 * As long as a panel covers the window, nothing behind it takes the focus or is read out (WCAG 2.4.11).
 *
 * @param covers media query under which it does
 * @returns the way to end that
 */
export function keepInertBehind(panel: HTMLElement, covers: string): () => void {
  const query = matchMedia(covers)
  let free: (() => void) | undefined
  const follow = () => {
    free?.()
    free = query.matches ? holdInert(behind(panel)) : undefined
  }
  follow()
  query.addEventListener('change', follow)
  return () => {
    query.removeEventListener('change', follow)
    free?.()
  }
}

/** Hints, and what is said to screen readers. */
const STAYS = '[data-hint-box], [data-announcer], [aria-live], script'

/** Everything beside the panel and beside what it is in. */
function behind(panel: HTMLElement): HTMLElement[] {
  const found: HTMLElement[] = []
  for (let inner = panel; inner !== document.body && inner.parentElement; inner = inner.parentElement) {
    for (const beside of inner.parentElement.children) {
      if (beside !== inner && beside instanceof HTMLElement && !beside.matches(STAYS)) found.push(beside)
    }
  }
  return found
}

/** How many panels keep an element inert. */
const holds = new WeakMap<object, number>()

/**
 * Make elements inert until they are let go by everybody who holds them, in whatever order; what somebody else made inert
 * is left alone.
 *
 * @returns the way to let go, once
 */
export function holdInert(elements: readonly { inert: boolean }[]): () => void {
  let held = elements.filter((each) => !each.inert || holds.has(each))
  for (const each of held) {
    holds.set(each, (holds.get(each) ?? 0) + 1)
    each.inert = true
  }
  return () => {
    for (const each of held) {
      const others = (holds.get(each) ?? 1) - 1
      if (others > 0) holds.set(each, others)
      else {
        holds.delete(each)
        each.inert = false
      }
    }
    held = []
  }
}
