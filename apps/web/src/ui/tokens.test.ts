import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

type Theme = Readonly<Record<string, string>>

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8')

function tokensOf(selector: string): Theme {
  const start = css.indexOf(`${selector} {`)
  const block = css.slice(start, css.indexOf('\n}', start))
  return Object.fromEntries([...block.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name, hex]) => [name, hex]))
}

function luminance(hex: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(a: string, b: string): number {
  const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}

const themes: Record<string, Theme> = { light: tokensOf(':root'), dark: tokensOf(':root[data-theme="dark"]') }

const ROW = ['page', 'surface', 'raised', 'hover', 'accent-tint']
const TINTS = ['tint-ready', 'tint-unready', 'tint-terminating', 'tint-unknown']

/** Whatever stands in a row stands on it while it is pointed at, while it is chosen, and in a drawer. */
const TEXT_ON: Record<string, readonly string[]> = {
  'text-1': [...ROW, ...TINTS, 'past-band'],
  'text-2': [...ROW, ...TINTS, 'past-band'],
  'text-3': [...ROW, ...TINTS],
  accent: [...ROW, 'past-band'],
  'on-accent': ['accent'],
  'state-ready': [...ROW, 'tint-ready'],
  'state-unready': [...ROW, 'tint-unready'],
  'state-terminating': [...ROW, 'tint-terminating'],
  'state-unknown-text': [...ROW, 'tint-unknown'],
  'diff-added': ROW,
  'diff-removed': ROW,
  'diff-changed': ROW,
  'past-text': ['past-band', 'page', 'hover'],
}

const GRAPHICS_ON: Record<string, readonly string[]> = {
  'state-unknown': ROW,
  'control-border': ROW,
  'healthy-border': ROW,
  'edge-strong': ['page', 'surface', 'raised'],
  'severity-critical': ROW,
  'severity-warning': [...ROW, 'tint-unready'],
  'severity-info': ROW,
  'revision-new': ROW,
  'revision-old': ROW,
}

describe.each(Object.entries(themes))('%s theme', (_, theme) => {
  const cases = (pairs: Record<string, readonly string[]>) =>
    Object.entries(pairs).flatMap(([front, backs]) => backs.map((back) => [front, back] as const))

  test.each(cases(TEXT_ON))('WCAG 1.4.3: %s is readable as text on %s', (front, back) => {
    expect(contrast(theme[front] ?? '', theme[back] ?? '')).toBeGreaterThanOrEqual(4.5)
  })

  test.each(cases(GRAPHICS_ON))('WCAG 1.4.11: %s is visible as a shape on %s', (front, back) => {
    expect(contrast(theme[front] ?? '', theme[back] ?? '')).toBeGreaterThanOrEqual(3)
  })
})

test('a healthy sign is a filled one: its fill is not the page it stands on', () => {
  for (const theme of Object.values(themes)) {
    for (const back of ROW) expect(contrast(theme['healthy-fill'] ?? '', theme[back] ?? '')).toBeGreaterThan(1.6)
  }
})

test('both themes define the same colours', () => {
  expect(Object.keys(themes.dark ?? {})).toEqual(Object.keys(themes.light ?? {}))
})
