import type { Shape } from '../../../ui/glyph.tsx'
import { cutName } from '../drawing/cut-name.ts'

type Attributes = Readonly<Record<string, string | number | undefined>>

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** Characters that mean something in XML, and those it may not hold. */
export function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => ENTITIES[sign] ?? '').replace(/\p{Cc}/gu, ' ')
}

export function element(name: string, attributes: Attributes, content = ''): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${escaped(String(value))}"`)
    .join('')
  return content === '' ? `<${name}${written}/>` : `<${name}${written}>${content}</${name}>`
}

/** About as wide as the letters of the interface are, in parts of their size; no font can be asked here. */
const LETTER = 0.57

/** Text that a reader can select; what has no room is cut in the middle, as names are. */
export function text(
  words: string,
  { size, room, ...attributes }: Attributes & { size: number; room: number },
): string {
  const shown = cutName(words, room / (size * LETTER))
  return element('text', { 'font-size': size, 'dominant-baseline': 'central', ...attributes }, escaped(shown))
}

interface SignPath {
  readonly d: string
  /** Without a stroke; else a stroke alone. */
  readonly isFilled: boolean
  readonly dash?: string
  /** A paler fill below the stroke. */
  readonly isPale?: true
}

/** Paths of the signs of states in a box of 12, as `Glyph` draws them. */
const SIGNS: Partial<Record<Shape, readonly SignPath[]>> = {
  triangle: [{ d: 'M6 .8 11.6 10.8H.4Z', isFilled: true }],
  'open-triangle': [{ d: 'M6 2.4 10.3 10H1.7Z', isFilled: false }],
  'half-triangle': [
    { d: 'M6 2.4 10.3 10H1.7Z', isFilled: false },
    { d: 'M6 2.4V10H1.7Z', isFilled: true },
  ],
  ring: [{ d: 'M1.7 6a4.3 4.3 0 1 0 8.6 0a4.3 4.3 0 1 0-8.6 0Z', isFilled: false }],
  'dotted-ring': [{ d: 'M1.6 6a4.4 4.4 0 1 0 8.8 0a4.4 4.4 0 1 0-8.8 0Z', isFilled: false, dash: '1.7 1.76' }],
  'pale-disc': [{ d: 'M1 6a5 5 0 1 0 10 0a5 5 0 1 0-10 0Z', isFilled: false, isPale: true }],
}

/** The sign of a state, its middle at `y`. */
export function sign(shape: Shape, { x, y, colour }: { x: number; y: number; colour: string }): string {
  const strokes = (SIGNS[shape] ?? []).map(({ d, isFilled, dash, isPale }) =>
    element('path', {
      d,
      fill: isFilled || isPale ? colour : 'none',
      'fill-opacity': isPale ? 0.5 : undefined,
      stroke: isFilled ? undefined : colour,
      'stroke-width': isFilled ? undefined : 1.4,
      'stroke-dasharray': dash,
    }),
  )
  return element('g', { transform: `translate(${x} ${y - 6})` }, strokes.join(''))
}
