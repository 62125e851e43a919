'use client'

import { Popover } from '@base-ui/react/popover'
import type { ReactElement, RefObject } from 'react'
import { useTranslations } from 'use-intl'
import { useStatus } from '../../live/use-live.ts'
import { Button } from '../../ui/button.tsx'

/** The kinds this server watches, each with a box. */
export function KindList({
  anchor,
  chosen,
  onChoose,
  onClose,
}: {
  anchor: RefObject<HTMLButtonElement | null>
  chosen: readonly string[]
  onChoose: (kinds: readonly string[]) => void
  onClose: () => void
}): ReactElement {
  const t = useTranslations('log')
  const { status } = useStatus()
  const watched = (status?.resources ?? []).filter(({ state }) => state !== 'absent').map(({ kind }) => kind)
  const kinds = [...new Set([...watched, ...chosen])]
  const toggle = (kind: string) =>
    onChoose(chosen.includes(kind) ? chosen.filter((one) => one !== kind) : [...chosen, kind])
  return (
    <Popover.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Popover.Portal>
        <Popover.Positioner anchor={anchor} align="start" sideOffset={6} className="z-40">
          <Popover.Popup
            aria-label={t('kinds')}
            finalFocus={anchor}
            className="max-h-[min(480px,70vh)] w-64 overflow-y-auto rounded-card border border-line bg-raised p-1.5 shadow-raised outline-none"
          >
            <ul>
              {kinds.map((kind) => (
                <li key={kind}>
                  <label className="flex h-8 items-center gap-2.5 rounded-chip px-2.5 hover:bg-hover">
                    <input
                      type="checkbox"
                      checked={chosen.includes(kind)}
                      onChange={() => toggle(kind)}
                      className="size-3.5 accent-(--accent)"
                    />
                    <span lang="en">{kind}</span>
                  </label>
                </li>
              ))}
            </ul>
            <Button
              kind="quiet"
              className="mt-1 w-full justify-center"
              disabled={chosen.length === 0}
              onClick={() => onChoose([])}
            >
              {t('allKinds')}
            </Button>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  )
}
