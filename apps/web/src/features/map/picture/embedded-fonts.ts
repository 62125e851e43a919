const FAMILIES = /^["']?Geist (Mono )?Variable["']?$/
/** Latin: names, numbers and English. Chinese is too much to carry, and is drawn with what the viewer has. */
const LATIN = /U\+0{0,4}(0-FF|-00FF)/i

/**
 * The interface's own fonts as a style sheet that holds their data: a picture looks the same where they are not installed.
 * Those that cannot be had are left out.
 */
export async function embeddedFonts(): Promise<string> {
  const faces = [...document.styleSheets].flatMap(rulesOf).filter(isOurs)
  return (await Promise.all(faces.map(withData))).join('')
}

function rulesOf(sheet: CSSStyleSheet): CSSRule[] {
  try {
    return [...sheet.cssRules]
  } catch {
    // Of another origin, as those that extensions of the browser bring along: none of ours.
    return []
  }
}

function isOurs(rule: CSSRule): rule is CSSFontFaceRule {
  if (!(rule instanceof CSSFontFaceRule)) return false
  const range = rule.style.getPropertyValue('unicode-range').replace(/\s/g, '')
  return FAMILIES.test(rule.style.getPropertyValue('font-family')) && LATIN.test(range)
}

async function withData(rule: CSSFontFaceRule): Promise<string> {
  const [, address = ''] = /url\(["']?([^"')]+)/.exec(rule.style.getPropertyValue('src')) ?? []
  const bytes = await bytesOf(new URL(address, rule.parentStyleSheet?.href ?? location.href))
  if (!bytes) return ''
  const text = bytes.reduce((all, byte) => all + String.fromCharCode(byte), '')
  const family = rule.style.getPropertyValue('font-family')
  return `@font-face{font-family:${family};font-weight:100 900;src:url(data:font/woff2;base64,${btoa(text)}) format("woff2")}`
}

/** `undefined` where the server does not answer, or has no such file any more. */
async function bytesOf(address: URL): Promise<Uint8Array | undefined> {
  try {
    const answer = await fetch(address)
    return answer.ok ? new Uint8Array(await answer.arrayBuffer()) : undefined
  } catch {
    return undefined
  }
}
