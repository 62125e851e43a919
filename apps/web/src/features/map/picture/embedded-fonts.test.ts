import { afterEach, expect, test, vi } from 'vitest'
import { embeddedFonts } from './embedded-fonts.ts'

afterEach(() => vi.unstubAllGlobals())

class FontFace {
  readonly style: { getPropertyValue: (name: string) => string }
  readonly parentStyleSheet = { href: 'http://portolan.test/style.css' }

  constructor(src: string) {
    const properties: Record<string, string> = {
      'font-family': "'Geist Variable'",
      'unicode-range': 'U+0000-00FF',
      src: `url(${src})`,
    }
    this.style = { getPropertyValue: (name) => properties[name] ?? '' }
  }
}

const foreign = {
  get cssRules(): never {
    throw new DOMException('Not allowed to access cross-origin stylesheet', 'SecurityError')
  },
}

async function fontsOf(files: readonly string[]): Promise<string> {
  vi.stubGlobal('CSSFontFaceRule', FontFace)
  vi.stubGlobal('document', { styleSheets: [foreign, { cssRules: files.map((file) => new FontFace(file)) }] })
  vi.stubGlobal('fetch', async ({ pathname }: URL) => {
    if (pathname === '/away.woff2') throw new TypeError('Failed to fetch')
    return pathname === '/here.woff2' ? new Response('font') : new Response('Not found', { status: 404 })
  })
  return embeddedFonts()
}

test('a picture has the fonts that can be had: not those of a foreign style sheet, of no answer, or of a refusal', async () => {
  expect(await fontsOf(['/gone.woff2', '/away.woff2'])).toBe('')
  expect(await fontsOf(['/gone.woff2', '/here.woff2'])).toBe(
    `@font-face{font-family:'Geist Variable';font-weight:100 900;src:url(data:font/woff2;base64,${btoa('font')}) format("woff2")}`,
  )
})
