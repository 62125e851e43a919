'use client'

import type { Topology } from '@portolan/contract'
import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { AppLink } from '../../ui/app-link.tsx'
import { buttonClass } from '../../ui/button.tsx'
import { Glyph } from '../../ui/glyph.tsx'
import { NoMatch } from '../../ui/no-match.tsx'
import { Notice } from '../../ui/notice.tsx'

/** No Service and no route: because there is none here, because it is still being read, or because it may not be seen. */
export function NothingOnMap({
  namespaces,
  coverage,
}: {
  namespaces: readonly string[]
  coverage: Topology['coverage']
}): ReactElement {
  const t = useTranslations('map.nothing')
  const seen = coverage.kinds.Service
  const why =
    seen === 'denied' ? 'denied' : seen === 'listing' ? 'listing' : namespaces.length > 0 ? 'here' : 'anywhere'
  return (
    <Notice
      heading="h2"
      glyph={<Glyph shape={why === 'denied' ? 'dotted-ring' : 'ring'} tone="unknown" size={20} />}
      title={t(`${why}.title`)}
      actions={
        <>
          {why === 'here' && (
            <AppLink href="/map/" className={buttonClass()}>
              {t('allNamespaces')}
            </AppLink>
          )}
          <AppLink href="/status/" className={buttonClass()}>
            {t('whatIsSeen')}
          </AppLink>
        </>
      }
    >
      {t(`${why}.hint`)}
    </Notice>
  )
}

/** The filter hides everything. */
export function NothingMatches({ onClear }: { onClear: () => void }): ReactElement {
  const t = useTranslations('map.filter')
  return <NoMatch title={t('nothing')} hint={t('nothingHint')} clear={t('clear')} onClear={onClear} />
}
