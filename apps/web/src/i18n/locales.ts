/** Languages the product speaks; each has one catalogue in `messages/`. */
export const LOCALES = ['en', 'zh-CN'] as const

export type Locale = (typeof LOCALES)[number]

/** Whether a stored or negotiated value names a language we speak. */
export function isLocale(value: unknown): value is Locale {
  return LOCALES.some((locale) => locale === value)
}
