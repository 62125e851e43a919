/** Parts of the window in the order of reading: screens, header, content, what stands open beside it, time. */
const REGIONS = 'nav, header, #content, #content aside, #content ~ aside, [data-region]'
const FOCUSABLE = 'a[href], button:not(:disabled), input, select, textarea, [tabindex="0"]'

/** Moves the focus to the next part of the window that holds something to focus; from the last one to the first. */
export function focusNextRegion(): void {
  const regions = [...document.querySelectorAll<HTMLElement>(REGIONS)].filter((region) => firstIn(region) !== undefined)
  const innermost = regions.findLastIndex((region) => region.contains(document.activeElement))
  const next = regions[(innermost + 1) % regions.length]
  if (next) firstIn(next)?.focus()
}

/** The first element that can be reached by Tab. */
function firstIn(region: HTMLElement): HTMLElement | undefined {
  return [...region.querySelectorAll<HTMLElement>(FOCUSABLE)].find(
    (element) => element.tabIndex >= 0 && element.checkVisibility(),
  )
}
