/** How the key for commands is written on this machine: `⌘K` on a Mac, `Ctrl K` elsewhere. */
export function withModKey(key: string): string {
  const isMac = typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.userAgent)
  return isMac ? `⌘${key}` : `Ctrl ${key}`
}
