'use client'

import { useTranslations } from 'use-intl'
import { useShortcuts } from '../../../frame/shortcuts.ts'
import { serverNow } from '../../../live/server-clock.ts'
import { useAt } from '../../../time/use-at.ts'
import { SIDES, useCompared } from '../../../time/use-compared.ts'
import { useOldestAt } from '../../../time/use-time-window.ts'

const BEFORE_MS = 5 * 60_000

/**
 * Begin and end comparing: from the present, with what was five minutes ago; from an instant of the past, what became of it
 * until now. Both are pinned, so that the link says the same tomorrow.
 */
export function useToggleCompare(): () => void {
  const { instant } = useAt()
  const { a, compare, stop } = useCompared()
  const oldestAt = useOldestAt()
  return () => {
    if (a !== undefined) return stop()
    // How far the history reaches is not known yet.
    if (oldestAt === undefined) return
    const now = { time: Math.floor(serverNow()) }
    compare(instant ?? { time: Math.max(oldestAt, now.time - BEFORE_MS) }, now)
  }
}

/** `c` begins and ends comparing; `1` `2` `3` draw A, the difference, B. */
export function useCompareKeys(toggle: () => void): void {
  const t = useTranslations('map.compare')
  const { a, setShow } = useCompared()
  useShortcuts([
    { keys: 'c', shown: 'c', label: a === undefined ? t('start') : t('stop'), scope: 'screen', run: toggle },
    ...(a === undefined
      ? []
      : SIDES.map((side, at) => ({
          keys: String(at + 1),
          shown: String(at + 1),
          label: t(`sides.${side}`),
          scope: 'screen' as const,
          run: () => setShow(side),
        }))),
  ])
}
