'use client'

import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { useCalls } from '../api/call-registry.ts'
import type { ApiCall } from '../api/request.ts'
import { useDuration } from '../i18n/use-duration.ts'
import { CopyButton } from '../ui/copy-button.tsx'
import { Drawer } from '../ui/drawer.tsx'
import { useEscape } from './escape-stack.ts'

/** "This screen as API": every request behind what is on screen, ready to be repeated elsewhere. */
export function ApiPanel({ onClose }: { onClose: () => void }): ReactElement {
  const t = useTranslations('apiPanel')
  const shell = useTranslations('shell')
  const calls = useCalls()
  useEscape(true, onClose)
  return (
    <Drawer label={t('title')} title={t('title')} closeLabel={shell('close')} onClose={onClose}>
      <p className="px-4 pt-3 text-text-2">{t('lead')}</p>
      {calls.length === 0 && <p className="px-4 pt-3 text-text-3">{t('none')}</p>}
      <ul className="py-2">
        {calls.map((call) => (
          <CallItem key={call.url} call={call} />
        ))}
      </ul>
      <p className="border-line border-t px-4 py-3 text-text-2">
        {t.rich('reference', {
          link: (text) => (
            <a href="/api/docs" className="text-accent underline underline-offset-2">
              {text}
            </a>
          ),
        })}
      </p>
    </Drawer>
  )
}

function CallItem({ call }: { call: ApiCall }): ReactElement {
  const t = useTranslations('apiPanel')
  const duration = useDuration()
  const command = `curl -s '${location.origin}${call.url}'`
  return (
    <li className="flex items-start gap-1 py-1.5 pr-2 pl-4">
      <div className="min-w-0 flex-1">
        <a href={call.url} className="mono block break-all text-text-1 hover:text-accent">
          <span className="text-text-3">GET </span>
          {call.url}
        </a>
        <p className="text-12 text-text-3">
          <span className={call.status >= 400 ? 'font-medium text-unready' : undefined}>{call.status}</span>
          {' · '}
          {t('bytes', { kilobytes: (call.bytes / 1_000).toFixed(1) })}
          {' · '}
          {duration(call.durationMs)}
        </p>
      </div>
      <CopyButton text={command} label={t('copy')} copiedLabel={t('copied')} />
    </li>
  )
}
