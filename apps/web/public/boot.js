// Runs before the first paint: theme, language and rail width as last chosen, so that nothing flashes.
// Kept beside src/preferences/preferences.ts, which owns the stored form; boot-script.test.ts holds both together.
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
  root.dataset.rail = stored.isRailOpen === true ? 'open' : 'closed'
})()
