'use client'

import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { hrefWith } from '../../frame/namespaces.ts'
import { AppLink } from '../../ui/app-link.tsx'
import { TableBones } from '../../ui/skeleton.tsx'
import { exampleUrls } from './known-urls.ts'
import type { KnownUrls } from './use-trace.ts'

/** Nothing was asked yet: real addresses of this cluster to begin with. */
export function NothingTraced({ known: { urls, earlier, isRead } }: { known: KnownUrls }): ReactElement {
  const t = useTranslations('trace')
  return (
    <div className="flex max-w-3xl flex-col gap-4">
      <p className="max-w-2xl text-text-2">{t('lead')}</p>
      {urls.length === 0 && (isRead ? <p>{t('noUrls')}</p> : <TableBones rows={5} />)}
      {urls.length > 0 && (
        <section aria-labelledby="trace-examples">
          <h2 id="trace-examples" className="mb-1.5 font-medium text-14">
            {t('examples', { count: urls.length })}
          </h2>
          <ul className="overflow-hidden rounded-card border border-line">
            {exampleUrls(urls).map((url) => (
              <UrlLine key={url} url={url} />
            ))}
          </ul>
        </section>
      )}
      {earlier.length > 0 && (
        <section aria-labelledby="trace-earlier">
          <h2 id="trace-earlier" className="mb-1.5 font-medium text-14">
            {t('earlier', { count: earlier.length })}
          </h2>
          <ul className="overflow-hidden rounded-card border border-line border-dashed">
            {exampleUrls(earlier).map((url) => (
              <UrlLine key={url} url={url} />
            ))}
          </ul>
        </section>
      )}
    </div>
  )
}

function UrlLine({ url }: { url: string }): ReactElement {
  return (
    <li className="border-line border-b last:border-b-0">
      <AppLink
        href={hrefWith('/trace/', { url })}
        className="mono inset-focus flex min-h-10 items-center break-all px-3.5 py-1.5 text-13 hover:bg-surface"
      >
        {url}
      </AppLink>
    </li>
  )
}
