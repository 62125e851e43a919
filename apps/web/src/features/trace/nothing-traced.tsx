'use client'

import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { codeAndDetail } from '../../errors.ts'
import { DeniedNotice, useDeniedKinds } from '../../frame/denied-notice.tsx'
import { Failed } from '../../frame/failed.tsx'
import { hrefWith } from '../../frame/namespaces.ts'
import { AppLink } from '../../ui/app-link.tsx'
import { TableLoading } from '../../ui/table-loading.tsx'
import { exampleUrls, HOST_KINDS } from './known-urls.ts'
import type { KnownUrls } from './use-trace.ts'

/** Nothing was asked yet: real addresses of this cluster to begin with. */
export function NothingTraced({ known }: { known: KnownUrls }): ReactElement {
  const t = useTranslations('trace')
  const { earlier, isRead } = known
  // All at once: one after the other they would push each other away.
  const urls = isRead ? known.urls : []
  return (
    <div className="flex max-w-3xl flex-col gap-4">
      <p className="max-w-2xl text-text-2">{t('lead')}</p>
      {urls.length === 0 && <WhyNone known={known} />}
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

/** No address is known: they are on their way, could not be asked for, may not be seen, or there are none. */
function WhyNone({ known: { isRead, error } }: { known: KnownUrls }): ReactElement {
  const t = useTranslations('trace')
  const denied = useDeniedKinds(HOST_KINDS)
  if (!isRead) return <TableLoading rows={5} />
  if (denied.length > 0) return <DeniedNotice kinds={denied} />
  return error ? <Failed {...codeAndDetail(error)} heading="h2" /> : <p>{t('noUrls')}</p>
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
