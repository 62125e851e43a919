'use client'

import { useQuery } from '@tanstack/react-query'
import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { servicesQuery } from '../../api/queries.ts'
import { useTitle } from '../../frame/title.ts'
import { ExampleCard } from './example-card.tsx'
import { examplesFor } from './examples.ts'
import { SocketGuide } from './socket-guide.tsx'

/** How to ask the same from a script: examples on this very server, the live stream, the reference. */
export function DocsScreen(): ReactElement {
  const t = useTranslations('docs')
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
        <p className="mt-3 flex flex-wrap gap-x-5 gap-y-1">
          <a href="/api/docs" className="text-accent underline underline-offset-2">
            {t('reference')}
          </a>
          <a href="/api/openapi.json" className="text-accent underline underline-offset-2">
            OpenAPI 3.1
          </a>
        </p>
        {examplesFor(service).map((example) => (
          <ExampleCard key={example.id} example={example} />
        ))}
        <SocketGuide />
      </div>
    </div>
  )
}
