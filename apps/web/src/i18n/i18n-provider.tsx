'use client'

import { type ReactElement, type ReactNode, useEffect } from 'react'
import { IntlProvider } from 'use-intl/react'
import { usePreferences } from '../preferences/preferences-store.ts'
import { showLanguage, useCatalogue } from './catalogue-store.ts'
import { isLocale } from './locales.ts'

// The catalogue of the language the boot script chose is asked for while React still loads.
if (typeof document !== 'undefined' && isLocale(document.documentElement.lang)) {
  void showLanguage(document.documentElement.lang)
}

/** Words for everything below. Switching language keeps the page, its state and its scroll position. */
export function I18nProvider({ children }: { children: ReactNode }): ReactElement {
  const { locale: wanted } = usePreferences()
  const { locale, messages } = useCatalogue()

  useEffect(() => {
    void showLanguage(wanted)
  }, [wanted])

  return (
    <IntlProvider
      locale={locale}
      messages={messages ?? null}
      timeZone="UTC"
      onError={(error) => {
        if (messages) console.error(error)
      }}
      getMessageFallback={({ namespace, key }) => (messages ? `${namespace}.${key}` : '')}
    >
      {children}
    </IntlProvider>
  )
}
