'use client'

import type { FindingsPage } from '@portolan/contract'
import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { useDeniedKinds } from '../../frame/denied-notice.tsx'
import { useNamespaces } from '../../frame/namespaces.ts'
import { useShownServices } from '../../time/use-shown-services.ts'
import { Glyph } from '../../ui/glyph.tsx'
import { NoMatch } from '../../ui/no-match.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Time } from '../../ui/time.tsx'

const SERVICES = ['Service']

/** No row: because the filter leaves none, or because nothing is wrong; and then what was looked at, by how many rules, and when. */
export function NothingFound({
  page,
  isFiltered,
  onClear,
}: {
  page: FindingsPage
  isFiltered: boolean
  onClear: () => void
}): ReactElement {
  const t = useTranslations('findings')
  const [namespaces] = useNamespaces()
  const { rows, phase } = useShownServices(namespaces)
  const denied = useDeniedKinds(SERVICES)
  const skipped = new Set(page.suppressed.map(({ rule }) => rule)).size
  if (isFiltered) return <NoMatch title={t('noMatch')} hint={t('noMatchHint')} clear={t('clear')} onClear={onClear} />
  return (
    <Notice
      heading="h2"
      glyph={<Glyph shape="disc" tone="ready" size={20} />}
      title={t('none', { scope: namespaces.length === 0 ? t('everywhere') : namespaces.slice(0, 3).join(', ') })}
    >
      {t.rich('noneHint', {
        at: () => <Time at={Date.parse(page.at)} form="auto-second" className="mono" />,
        services: phase.phase === 'live' && denied.length === 0 ? 'read' : 'unread',
        count: rows.length,
        rules: page.rules - skipped,
        skipped,
      })}
      {page.settling > 0 && <p className="mt-2">{t('settling', { count: page.settling })}</p>}
    </Notice>
  )
}
