const UNITS = ['B', 'kB', 'MB', 'GB', 'TB'] as const

/** Decimal units, three significant digits: `48.3 MB`. */
export function formatBytes(bytes: number, locale: string): string {
  const power = bytes < 1 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log10(bytes) / 3))
  const value = bytes / 1_000 ** power
  return `${value.toLocaleString(locale, { maximumSignificantDigits: 3 })} ${UNITS[power]}`
}
