'use client'

import { useQuery } from '@tanstack/react-query'
import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { judgedQuery } from '../../../api/alert-queries.ts'
import { useNamespaces } from '../../../frame/namespaces.ts'
import { useCalmRows, useServices } from '../../../live/use-live.ts'
import { useAt } from '../../../time/use-at.ts'
import { Button } from '../../../ui/button.tsx'
import { Glyph } from '../../../ui/glyph.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { Time } from '../../../ui/time.tsx'
import { useAlertsUrl } from '../alerts-url.ts'

/** No alert: because the filter leaves none, or because nothing is wrong with what was judged, and up to where. */
export function NothingFires(): ReactElement {
  const t = useTranslations('alerts')
  const { isFiltered, clear, state } = useAlertsUrl()
  const { text: past } = useAt()
  if (isFiltered || state === 'resolved')
    return (
      <Notice
        heading="h2"
        glyph={<Glyph shape="dotted-ring" tone="unknown" size={20} />}
        title={t(state === 'resolved' ? 'empty.noHistory' : 'empty.noMatch')}
        actions={isFiltered && <Button onClick={clear}>{t('empty.clear')}</Button>}
      />
    )
  if (past !== undefined)
    return <Notice heading="h2" glyph={<Glyph shape="disc" tone="ready" size={20} />} title={t('empty.then')} />
  return <AllQuiet />
}

const CALM_MS = 2_000

function AllQuiet(): ReactElement {
  const t = useTranslations('alerts.empty')
  const [namespaces] = useNamespaces()
  const services = useCalmRows(useServices(namespaces).store, CALM_MS)
  const { data } = useQuery(judgedQuery())
  return (
    <Notice heading="h2" glyph={<Glyph shape="disc" tone="ready" size={20} />} title={t('nothing')}>
      {data !== undefined && (
        <p>
          {t.rich('looked', {
            services: services.length,
            seq: data.body.seq,
            at: () => <Time at={Date.parse(data.body.at)} form="auto-second" className="mono" />,
          })}
        </p>
      )}
      <p className="mt-1">{t('next')}</p>
    </Notice>
  )
}
