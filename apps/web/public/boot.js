// Runs before the first paint: theme, language, rail width and height of the time bar as last chosen, so that nothing flashes;
// keeps the keys that are pressed before anything is bound to them; and asks for what a rollout is drawn from, which takes the
// server a while, before the scripts that draw it are here.
// Kept beside src/preferences/preferences.ts, which owns the stored form, src/frame/early-keys.ts, which presses the keys, and
// src/api/early-answer.ts, which takes the answer; boot-script.test.ts holds them together.
;(() => {
  const root = document.documentElement
  let stored = {}
  try {
    stored = JSON.parse(localStorage.getItem('portolan.preferences') || '{}') || {}
  } catch {
    stored = {} // storage is blocked or damaged: the defaults are good enough
  }
  const wantsDark = matchMedia('(prefers-color-scheme: dark)').matches
  const theme = stored.theme === 'light' || stored.theme === 'dark' ? stored.theme : wantsDark ? 'dark' : 'light'
  const languages = [stored.locale].concat(navigator.languages || [])
  const language = languages.find((candidate) => /^(en|zh)\b/i.test(candidate || '')) || 'en'
  root.dataset.theme = theme
  root.lang = /^zh/i.test(language) ? 'zh-CN' : 'en'
  root.dataset.rail = stored.rail === 'open' || stored.rail === 'closed' ? stored.rail : 'auto'
  if (typeof stored.isTimeBarFolded === 'boolean') root.dataset.timeBar = stored.isTimeBarFolded ? 'folded' : 'open'

  const pressed = []
  const keep = (key) => {
    const isPalette = (key.ctrlKey || key.metaKey) && key.key === 'k'
    const isPlain = key.key.length === 1 && key.key !== ' ' && !key.ctrlKey && !key.metaKey && !key.altKey
    if (!isPalette && !isPlain && key.key !== 'Escape') return
    if (pressed.length === 32 || key.target.closest('input, textarea, select')) return
    key.preventDefault()
    pressed.push(key)
  }
  addEventListener('keydown', keep)
  globalThis.portolanEarlyKeys = { pressed, stop: () => removeEventListener('keydown', keep) }

  const asked = new URLSearchParams(location.search)
  if (location.pathname !== '/rollout/' || !asked.get('id') || asked.has('at')) return
  const url = `/api/v1/rollouts/${encodeURIComponent(asked.get('id'))}`
  const answer = fetch(url, { headers: { accept: 'application/json' }, cache: 'no-cache' })
  // A failure is not told here: the page asks again.
  globalThis.portolanEarlyAnswer = { url, answer: answer.catch(() => undefined) }
})()
