import type messages from '../../messages/en.json'
import type { Locale as AppLocale } from './locales.ts'

declare module 'use-intl' {
  interface AppConfig {
    Locale: AppLocale
    Messages: typeof messages
  }
}
