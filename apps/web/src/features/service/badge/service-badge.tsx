'use client'

import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { segment, urlOf } from '../../../api/request.ts'
import { CodeBlock } from '../../../ui/code-block.tsx'

/** The picture that tells how a Service is on pages of others, and what to write there. Always of now. */
export function ServiceBadge({ namespace, name }: { namespace: string; name: string }): ReactElement {
  const t = useTranslations('service.badge')
  const path = urlOf({ path: `/badge/service/${segment(namespace)}/${segment(name)}.svg` })
  const picture = `${location.origin}${path}`
  const page = `${location.origin}/service/?${new URLSearchParams({ namespace, name })}`
  return (
    <details className="mt-2">
      <summary className="w-fit cursor-pointer py-1 text-12 text-text-2">{t('title')}</summary>
      <div className="mt-1 flex max-w-2xl flex-col gap-2">
        <span
          role="img"
          aria-label={t('picture', { name: `${namespace}/${name}` })}
          className="block h-5 bg-no-repeat"
          style={{ backgroundImage: `url("${path}")` }}
        />
        <p className="text-12 text-text-2">{t('hint')}</p>
        <CodeBlock
          text={`[![${namespace}/${name}](${picture})](${page})`}
          label="Markdown"
          copyLabel={t('copy')}
          copiedLabel={t('copied')}
        />
      </div>
    </details>
  )
}
