/** What a drawing takes from style sheets. */
const PROPERTIES = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'stroke-linecap',
  'stroke-linejoin',
  'opacity',
  'paint-order',
  'text-anchor',
  'font-family',
  'font-size',
  'font-weight',
] as const

const INITIAL: Readonly<Record<string, string>> = {
  'fill-opacity': '1',
  'stroke-dasharray': 'none',
  'stroke-linecap': 'butt',
  'stroke-linejoin': 'miter',
  opacity: '1',
  'paint-order': 'normal',
  'text-anchor': 'start',
}

/**
 * A copy that looks the same without the page's style sheets: every style as an attribute, every class gone.
 *
 * @param drawing is in the document, so that its styles are known
 */
export function withInlineStyles(drawing: SVGElement): SVGElement {
  const copy = drawing.cloneNode(true) as SVGElement
  const originals = [drawing, ...drawing.querySelectorAll<SVGElement>('*')]
  const copies = [copy, ...copy.querySelectorAll<SVGElement>('*')]
  originals.forEach((original, at) => {
    const target = copies[at]
    if (target) inline(original, target)
  })
  return copy
}

function inline(original: SVGElement, copy: SVGElement): void {
  const styles = getComputedStyle(original)
  const isText = original.tagName === 'text' || original.tagName === 'tspan'
  for (const property of PROPERTIES) {
    if (property.startsWith('font') && !isText) continue
    const value = styles.getPropertyValue(property)
    if (value && value !== INITIAL[property]) copy.setAttribute(property, value)
  }
  copy.removeAttribute('class')
  for (const name of copy.getAttributeNames()) if (name.startsWith('data-')) copy.removeAttribute(name)
}
