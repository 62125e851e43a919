'use client'

import type { Resolution } from '@portolan/contract'
import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { ToldSentence } from '../../cluster/told-sentence.tsx'
import { hrefWith } from '../../frame/namespaces.ts'
import { AppLink } from '../../ui/app-link.tsx'
import { buttonClass } from '../../ui/button.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { Glyph } from '../../ui/glyph.tsx'
import { curlOf } from './curl.ts'
import { isWorking } from './last-worked.ts'
import { redirectTarget } from './redirect-target.ts'
import { useTraceUrl } from './trace-url.ts'

/** The answer before anything else: what a client is expected to see. Never observed, and it says so. */
export function OutcomeLine({ resolution }: { resolution: Resolution }): ReactElement {
  const t = useTranslations('trace')
  const { request } = useTraceUrl()
  const { outcome, request: understood } = resolution
  const isKnown = outcome.kind !== 'unknown'
  const look = isWorking(outcome)
    ? ({ shape: 'disc', tone: 'ready' } as const)
    : isKnown
      ? ({ shape: 'triangle', tone: 'unready' } as const)
      : ({ shape: 'dotted-ring', tone: 'unknown' } as const)
  const { scheme, host, port, path, query, method } = understood
  const authority = host.includes(':') ? `[${host}]` : host
  const url = `${scheme}://${authority}:${port}${path}${query}`
  const target = redirectTarget(outcome.location, url)
  return (
    <header className="flex flex-col gap-2">
      <p className="flex items-start gap-2.5 text-16">
        <Glyph {...look} size={16} className="mt-1" />
        <output className="min-w-0 break-words">
          <span className="text-text-2">{t('expected')}</span>{' '}
          <ToldSentence sentence={outcome.message} className="font-medium" />
        </output>
      </p>
      <div className="flex flex-wrap items-center gap-2">
        <span className="mono min-w-0 break-all text-text-2">
          {method} {url}
        </span>
        {request && <CopyButton text={curlOf(request)} label={t('copyCurl')} copiedLabel={t('copied')} />}
        {target !== undefined && (
          <AppLink href={hrefWith('/trace/', { url: target })} className={buttonClass('primary')}>
            {t('traceTarget')}
          </AppLink>
        )}
        <AppLink href={hrefWith('/map/', { q: `host:${host}` })} className={buttonClass()}>
          {t('onMap')}
        </AppLink>
      </div>
    </header>
  )
}
