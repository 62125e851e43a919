'use client'

import { useQuery } from '@tanstack/react-query'
import { type ReactElement, useState } from 'react'
import { useTranslations } from 'use-intl'
import { servicesQuery } from '../../api/queries.ts'
import { useTitle } from '../../frame/title.ts'
import { Segmented } from '../../ui/segmented.tsx'
import { ExampleCard } from './example-card.tsx'
import { examplesFor, LANGUAGES, type Language } from './examples.ts'
import { SocketGuide } from './socket-guide.tsx'

const NAMES: Record<Language, string> = { curl: 'curl', javascript: 'JavaScript', python: 'Python' }

/** How to ask the same from a script: examples on this very server, the live stream, the reference. */
export function DocsScreen(): ReactElement {
  const t = useTranslations('docs')
  const [language, setLanguage] = useState<Language>('curl')
  const { data } = useQuery(servicesQuery({ limit: 1 }))
  const service = data?.body.items[0] ?? { namespace: 'default', name: 'kubernetes' }
  useTitle(t('title'))
  return (
    <div className="h-full overflow-y-auto">
      <div className="mx-auto max-w-3xl px-4 pt-8 pb-16 sm:px-6">
        <h1 className="font-medium text-20">{t('heading')}</h1>
        <p className="mt-2 max-w-xl text-14 text-text-2">
          {t.rich('lead', { code: (chunks) => <code className="mono">{chunks}</code> })}
        </p>
        <div className="mt-4 flex flex-wrap items-center gap-x-5 gap-y-2">
          <Segmented
            label={t('language')}
            value={language}
            onChange={setLanguage}
            segments={LANGUAGES.map((value) => ({ value, label: NAMES[value] }))}
          />
          <a href="/api/docs" className="text-accent underline underline-offset-2">
            {t('reference')}
          </a>
          <a href="/api/openapi.json" className="text-accent underline underline-offset-2">
            OpenAPI 3.1
          </a>
        </div>
        {examplesFor(service).map((example) => (
          <ExampleCard key={example.id} example={example} language={language} />
        ))}
        <SocketGuide />
      </div>
    </div>
  )
}
