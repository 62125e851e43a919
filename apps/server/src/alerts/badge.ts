/** What a colour says is in the words too. Contrast of white on each is at least 4.5. */
const COLOURS = { good: '#2f6f3a', poor: '#8a5a00', bad: '#b3261e', unknown: '#5c6370' } as const

export type BadgeTone = keyof typeof COLOURS

/** Of the widest letters at this size; a picture cannot measure. */
const LETTER = 7
const PADDING = 8
const LONGEST = 60

/** A picture of two fields, as an SVG that needs nothing else and says its words to screen readers. */
export function badge(label: string, state: string, tone: BadgeTone): string {
  const [left, right] = [shown(label), shown(state)]
  const [leftWidth, rightWidth] = [left, right].map((text) => [...text].length * LETTER + 2 * PADDING) as [
    number,
    number,
  ]
  const width = leftWidth + rightWidth
  const title = `${escaped(left)}: ${escaped(right)}`
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="20" role="img" aria-label="${title}">`,
    `<title>${title}</title>`,
    `<clipPath id="r"><rect width="${width}" height="20" rx="3"/></clipPath>`,
    `<g clip-path="url(#r)"><rect width="${leftWidth}" height="20" fill="#30363d"/>`,
    `<rect x="${leftWidth}" width="${rightWidth}" height="20" fill="${COLOURS[tone]}"/></g>`,
    `<g fill="#fff" font-family="system-ui,sans-serif" font-size="12" text-anchor="middle">`,
    `<text x="${leftWidth / 2}" y="14">${escaped(left)}</text>`,
    `<text x="${leftWidth + rightWidth / 2}" y="14">${escaped(right)}</text></g></svg>`,
  ].join('')
}

function shown(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text
}

function escaped(text: string): string {
  const entities: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
  }
  return text.replace(/[&<>"']/g, (letter) => entities[letter] ?? '')
}
