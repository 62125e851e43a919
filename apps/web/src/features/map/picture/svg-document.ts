import type { Palette } from '../drawing/palette.ts'
import { element, escaped, text } from './svg-parts.ts'

/** As wide as a picture is, whatever window it was made in. */
export const PICTURE_WIDTH = 1_440
/** No picture is higher: viewers and browsers refuse them. What is below is counted in its last line. */
export const HIGHEST = 16_000
/** Where what a picture shows begins, below its title. */
const PICTURE_HEAD = 64

export interface Picture {
  readonly svg: string
  readonly width: number
  readonly height: number
}

interface DocumentParts {
  readonly palette: Palette
  readonly title: string
  /** When, and of what. */
  readonly subtitle: string
  /** Beside the title, at their places. */
  readonly heads?: string
  /** Drawn from below the head on. */
  readonly content: string
  readonly contentHeight: number
  /** The last line, where something is missing. */
  readonly footer: string | undefined
}

const FONTS = '"Geist Variable", Geist, system-ui, "PingFang SC", "Microsoft YaHei UI", "Noto Sans CJK SC", sans-serif'

/** One SVG that stands alone: title and time, then what it shows, on the page's colour. */
export function svgDocument(parts: DocumentParts): Picture {
  const { palette, title, subtitle, heads = '', content, contentHeight, footer } = parts
  const height = PICTURE_HEAD + Math.min(contentHeight, HIGHEST) + (footer === undefined ? 16 : 40)
  const when = { x: PICTURE_WIDTH - 20, y: 20, size: 12, room: 640, fill: palette.text, 'text-anchor': 'end' }
  const last = { x: 20, y: height - 20, size: 12, room: PICTURE_WIDTH, fill: palette.text }
  const body = [
    element('title', {}, escaped(title)),
    element('rect', { width: PICTURE_WIDTH, height, fill: palette.page }),
    text(title, { x: 20, y: 20, size: 14, room: 700, fill: palette.strong, 'font-weight': 600 }),
    text(subtitle, when),
    heads,
    element('g', { transform: `translate(0 ${PICTURE_HEAD})` }, content),
    footer === undefined ? '' : text(footer, last),
  ]
  const root = {
    xmlns: 'http://www.w3.org/2000/svg',
    width: PICTURE_WIDTH,
    height,
    viewBox: `0 0 ${PICTURE_WIDTH} ${height}`,
    'font-family': FONTS,
  }
  return { svg: element('svg', root, body.join('')), width: PICTURE_WIDTH, height }
}
