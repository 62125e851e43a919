/**
 * As long as a panel covers the window, nothing behind it takes the focus or is read out (WCAG 2.4.11).
 *
 * @param covers media query under which it does
 * @returns the way to end that
 */
export function keepInertBehind(panel: HTMLElement, covers: string): () => void {
  const query = matchMedia(covers)
  let behind: readonly HTMLElement[] = []
  const free = () => {
    for (const each of behind) each.inert = false
    behind = []
  }
  const follow = () => {
    free()
    if (query.matches) behind = makeInertBehind(panel)
  }
  follow()
  query.addEventListener('change', follow)
  return () => {
    query.removeEventListener('change', follow)
    free()
  }
}

/** Hints, and what is said to screen readers. */
const STAYS = '[data-hint-box], [data-announcer], [aria-live], script'

/** Everything beside the panel and beside what it is in, but for what was inert before. */
function makeInertBehind(panel: HTMLElement): HTMLElement[] {
  const behind: HTMLElement[] = []
  for (let inner = panel; inner !== document.body && inner.parentElement; inner = inner.parentElement) {
    for (const beside of inner.parentElement.children) {
      if (beside === inner || !(beside instanceof HTMLElement) || beside.inert || beside.matches(STAYS)) continue
      beside.inert = true
      behind.push(beside)
    }
  }
  return behind
}
