'use client'

import type { Status } from '@portolan/contract'
import type { ReactElement, ReactNode } from 'react'
import { useLocale, useTranslations } from 'use-intl'
import { ChapterWords } from '../../cluster/chapter-words.tsx'
import { Ago } from '../../frame/ago.tsx'
import { Time } from '../../ui/time.tsx'
import { formatBytes } from './format-bytes.ts'

/** How far back the history goes and how large it is. */
export function StoreFacts({ status }: { status: Status }): ReactElement {
  const t = useTranslations('status')
  const locale = useLocale()
  const { store, startedAt, seq, version, demo } = status
  return (
    <dl className="flex flex-wrap gap-x-10 gap-y-4 border-line border-y px-4 py-4 sm:px-6">
      <Fact name={t('changes')}>
        {store.changes.toLocaleString(locale)} <span className="text-text-3">seq {seq}</span>
      </Fact>
      <Fact name={t('historyFrom')}>
        {store.oldestAt === null ? (
          t('noHistory')
        ) : (
          <>
            <Time at={Date.parse(store.oldestAt)} />{' '}
            <span className="text-text-3">
              <Ago at={Date.parse(store.oldestAt)} />
            </span>
          </>
        )}
      </Fact>
      <Fact name={t('store')}>
        {formatBytes(store.bytes, locale)} <span className="text-text-3">{store.engine}</span>
      </Fact>
      <Fact name={t('startedAt')}>
        <Time at={Date.parse(startedAt)} />
      </Fact>
      <Fact name={t('version')}>Portolan {version}</Fact>
      {demo && (
        <Fact name={t('chapter')}>
          <ChapterWords demo={demo} />
        </Fact>
      )}
    </dl>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }): ReactElement {
  return (
    <div>
      <dt className="text-12 text-text-3">{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
