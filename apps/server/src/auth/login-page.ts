import { createHash } from 'node:crypto'

const STYLE = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
body { display: grid; place-items: center; min-height: 100vh; margin: 0; background: light-dark(#f6f4ee, #14181c) }
form { display: grid; gap: 12px; width: min(340px, 86vw); padding: 28px; border: 1px solid light-dark(#d8d2c2, #2c343b);
  border-radius: 10px; background: light-dark(#fffdf8, #1b2126) }
h1 { margin: 0; font-size: 20px } p { margin: 0 } label { display: grid; gap: 6px }
input, button { font: inherit; padding: 8px 10px; border-radius: 6px; border: 1px solid light-dark(#b8b09a, #46525c) }
button { cursor: pointer; background: light-dark(#1f4e5f, #7fb8c9); color: light-dark(#fff, #0d1317); border: 0 }
[role=alert] { color: light-dark(#a1260d, #ff9d85) }
`

/** No script, nothing from elsewhere, and the one style by its hash. */
export const LOGIN_POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`,
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join('; ')

export interface LoginPage {
  /** Where to go afterwards: a path of this server. */
  readonly next: string
  /** What went wrong the last time. */
  readonly complaint?: string
}

/** The page a browser without a session gets. Works without script. */
export function loginPage({ next, complaint }: LoginPage): string {
  const alert = complaint === undefined ? '' : `<p role="alert">${escaped(complaint)}</p>`
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Sign in to Portolan</title>
<style>${STYLE}</style>
<form method="post" action="/login">
<h1>Portolan</h1>
<p>This logbook is kept behind a token. It was set when Portolan was started.</p>
${alert}
<label>Token <input name="token" type="password" autocomplete="current-password" required autofocus></label>
<input type="hidden" name="next" value="${escaped(next)}">
<button>Sign in</button>
</form>
</html>
`
}

/** A path of this server and nothing else; `/` for whatever is not. */
export function safeNext(next: string | undefined): string {
  return next !== undefined && /^\/(?![/\\])[\x21-\x7e]*$/.test(next) ? next : '/'
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`)
}
