'use client'

import type { RoutesTo } from '@portolan/contract'
import { type ReactElement, useState } from 'react'
import { useTranslations } from 'use-intl'
import { ObjectLink } from '../../../cluster/object-link.tsx'
import { ToldSentence } from '../../../cluster/told-sentence.tsx'
import { hrefWith } from '../../../frame/namespaces.ts'
import { AppLink } from '../../../ui/app-link.tsx'
import { Button } from '../../../ui/button.tsx'
import { Chip } from '../../../ui/chip.tsx'

const SHOWN = 6

/** Every URL that leads here, by the rule that says so; each can be traced. */
export function UrlLines({ routes: { urls, isComplete } }: { routes: RoutesTo }): ReactElement | null {
  const t = useTranslations('object')
  const [isWhole, setIsWhole] = useState(false)
  const shown = isWhole ? urls : urls.slice(0, SHOWN)
  if (urls.length === 0) return <p className="mt-2 text-text-2">{t('noUrls')}</p>
  return (
    <>
      <h3 className="mt-3 mb-0.5 text-12 text-text-3">{t('urls', { count: urls.length })}</h3>
      <ul>
        {shown.map(({ url, example, object, field, reach, reason, role }) => (
          <li key={`${object} ${field} ${url}`} className="border-line border-b py-1 last:border-b-0">
            <p className="flex flex-wrap items-baseline gap-x-2.5">
              {example === undefined ? (
                <span className="mono break-all">{url}</span>
              ) : (
                <AppLink
                  href={hrefWith('/trace/', { url: example })}
                  className="mono inline-block min-h-[24px] break-all py-0.5 text-accent hover:underline"
                >
                  {url}
                </AppLink>
              )}
              {role !== 'rule' && <Chip tone="accent">{t(`role.${role}`)}</Chip>}
              {reach !== 'reached' && (
                <Chip tone={reach === 'unknown' ? 'plain' : 'unready'}>{t(`reached.${reach}`)}</Chip>
              )}
              <ObjectLink of={object} className="ml-auto text-12" />
            </p>
            {reason && <ToldSentence sentence={reason} className="block text-text-2" />}
          </li>
        ))}
      </ul>
      {shown.length < urls.length && (
        <Button kind="quiet" className="-ml-3" onClick={() => setIsWhole(true)}>
          {t('allOf', { count: urls.length })}
        </Button>
      )}
      {!isComplete && <p className="text-text-3">{t('urlsIncomplete')}</p>}
    </>
  )
}
