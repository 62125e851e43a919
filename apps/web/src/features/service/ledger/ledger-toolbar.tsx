'use client'

import { ChevronLeft, ChevronRight, ZoomIn, ZoomOut } from 'lucide-react'
import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '../../../ui/button.tsx'
import { IconButton } from '../../../ui/icon-button.tsx'
import { Segmented } from '../../../ui/segmented.tsx'
import { Time } from '../../../ui/time.tsx'
import { useServiceUrl } from '../service-url.ts'
import { type LedgerWindow, shiftWindow, zoomWindow } from './ledger-window.ts'

const SPANS = ['-5m', '-15m', '-1h', '-6h', '-14d'] as const

/** Which stretch of time; everything a drag can do, as buttons. */
export function LedgerToolbar({ window, now }: { window: LedgerWindow; now: number }): ReactElement {
  const t = useTranslations('ledger')
  const { asked, follow, hold } = useServiceUrl()
  const span = window.isLive ? (SPANS.find((each) => each === (asked.from ?? '-15m')) ?? undefined) : undefined
  const middle = (window.from + window.to) / 2
  return (
    <div className="ml-auto flex flex-wrap items-center gap-2">
      {!window.isLive && (
        <>
          <span className="mono text-text-2">
            <Time at={window.from} form="auto-second" /> – <Time at={window.to} form="auto-second" />
          </span>
          <Button onClick={() => follow(null)} className="h-8">
            {t('backToLive')}
          </Button>
        </>
      )}
      <div className="flex">
        <IconButton label={t('earlier')} keys="⇧←" onClick={() => hold(shiftWindow(window, -0.5, now))}>
          <ChevronLeft size={16} aria-hidden="true" />
        </IconButton>
        <IconButton
          label={t('later')}
          keys="⇧→"
          disabled={window.isLive}
          className="disabled:opacity-40"
          onClick={() => hold(shiftWindow(window, 0.5, now))}
        >
          <ChevronRight size={16} aria-hidden="true" />
        </IconButton>
        <IconButton label={t('zoomIn')} keys="+" onClick={() => hold(zoomWindow(window, 0.5, middle))}>
          <ZoomIn size={16} aria-hidden="true" />
        </IconButton>
        <IconButton label={t('zoomOut')} keys="−" onClick={() => hold(zoomWindow(window, 2, middle))}>
          <ZoomOut size={16} aria-hidden="true" />
        </IconButton>
      </div>
      <Segmented
        label={t('window')}
        value={span}
        onChange={(next) => follow(next === '-15m' ? null : next)}
        segments={SPANS.map((each) => ({ value: each, label: t(`spans.${each}`) }))}
      />
    </div>
  )
}
