'use client'

import { type ReactElement, useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { zoneName } from '../i18n/instant.ts'
import { useServerNow } from '../live/server-clock.ts'
import { usePreferences } from '../preferences/preferences-store.ts'
import { typedInstant } from '../time/typed-instant.ts'
import { typedRange } from '../time/typed-range.ts'
import { useAt } from '../time/use-at.ts'
import { useInstantTime } from '../time/use-instant-time.ts'
import { useTimeWindow } from '../time/use-time-window.ts'
import { Button } from '../ui/button.tsx'
import { CopyButton } from '../ui/copy-button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Time } from '../ui/time.tsx'
import { Ago } from './ago.tsx'

const EXAMPLES = [
  '-15m',
  '14:03',
  '2026-11-21 14:03:22.418',
  '2026-11-21T14:03:22.418Z',
  '1795269802418',
  'seq:4711',
  '{"from":"now-1h","to":"now"}',
]

/** Type or paste an instant in any form; what it means is said before one goes there. */
export function TimeField({ onClose }: { onClose: () => void }): ReactElement {
  const t = useTranslations('timeField')
  const { zone } = usePreferences()
  const now = useServerNow()
  const { goTo } = useAt()
  const [typed, setTyped] = useState('')
  const input = useRef<HTMLInputElement>(null)
  const { hold } = useTimeWindow()
  const range = typedRange(typed, { now, zone })
  const instant = range ? { time: range.to } : typedInstant(typed, { now, zone })
  const time = useInstantTime(instant)
  const isFuture = time !== undefined && time > now && !(range && range.from < now)
  const isGood = instant !== undefined && !isFuture
  useEffect(() => input.current?.focus(), [])
  const go = () => {
    if (!isGood) return
    if (range) hold(range)
    goTo(range && range.to >= now ? undefined : instant)
    onClose()
  }
  return (
    <Dialog label={t('title')} onClose={onClose} className="w-[min(460px,calc(100vw-24px))]">
      <form
        onSubmit={(submitted) => {
          submitted.preventDefault()
          go()
        }}
        className="flex flex-col gap-3 p-4"
      >
        <label className="font-medium" htmlFor="typed-instant">
          {t('label', { zone: zoneName(zone, now) })}
        </label>
        <div className="flex gap-2">
          <input
            ref={input}
            id="typed-instant"
            value={typed}
            onChange={(change) => setTyped(change.target.value)}
            autoComplete="off"
            spellCheck={false}
            placeholder="-15m"
            aria-describedby="typed-instant-means"
            aria-invalid={typed !== '' && !isGood}
            className="mono h-9 min-w-0 flex-1 rounded-control border border-control/60 bg-page px-3 text-14 outline-offset-0"
          />
          <Button kind="primary" type="submit" disabled={!isGood} className="h-9">
            {t('go')}
          </Button>
        </div>
        <output id="typed-instant-means" className="min-h-5 text-text-2">
          {typed === '' && t('hint')}
          {typed !== '' && instant === undefined && t('notUnderstood')}
          {isFuture && t('future')}
          {isGood && time !== undefined && (
            <span className="flex flex-wrap items-center gap-x-1.5">
              {range && (
                <>
                  <Time at={range.from} form="date-ms" className="mono text-text-1" /> –
                </>
              )}
              <Time at={Math.min(time, now)} form="date-ms" className="mono text-text-1" /> · <Ago at={time} />
              <CopyButton text={new Date(time).toISOString()} label={t('copy')} copiedLabel={t('copied')} />
            </span>
          )}
        </output>
        <p className="flex flex-wrap gap-x-3 gap-y-1 text-12 text-text-3">
          {EXAMPLES.map((example) => (
            <code key={example} className="mono">
              {example}
            </code>
          ))}
        </p>
      </form>
    </Dialog>
  )
}
