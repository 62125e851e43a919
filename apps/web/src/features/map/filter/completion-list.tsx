'use client'

import clsx from 'clsx'
import { type ReactElement, useEffect, useRef } from 'react'
import { useTranslations } from 'use-intl'
import type { Completion } from './complete.ts'

interface CompletionListProperties {
  readonly id: string
  readonly completions: readonly Completion[]
  /** The one that `Enter` takes; −1: none. */
  readonly at: number
  readonly onTake: (completion: Completion) => void
}

/** Below the find field: the keys of a filter with what each asks, or the values of the key that is being written. */
export function CompletionList({ id, completions, at, onTake }: CompletionListProperties): ReactElement {
  const t = useTranslations('map.filter')
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' })
  })
  const hasKeys = completions.some(({ key }) => key !== undefined)
  return (
    <div
      hidden={completions.length === 0}
      className="absolute top-full right-0 left-0 z-30 mt-1 overflow-hidden rounded-card border border-line bg-raised shadow-raised"
    >
      <div
        ref={list}
        id={id}
        role="listbox"
        aria-label={t('completions')}
        tabIndex={-1}
        className="max-h-[min(31rem,60vh)] overflow-y-auto p-1"
      >
        {completions.map((completion, index) => (
          <div
            key={completion.part}
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === at}
            onPointerDown={(pressed) => {
              pressed.preventDefault()
              onTake(completion)
            }}
            className={clsx(
              'flex min-h-7 cursor-pointer items-center gap-3 rounded-chip px-2 hover:bg-hover',
              index === at && 'bg-hover',
            )}
          >
            <span className={clsx('mono truncate', completion.key && 'w-24 shrink-0 text-accent')}>
              {completion.part}
            </span>
            {completion.key && <span className="truncate text-12 text-text-2">{t(`keys.${completion.key}`)}</span>}
          </div>
        ))}
      </div>
      {hasKeys && <p className="border-line border-t px-3 py-2 text-12 text-text-3">{t('grammar')}</p>}
    </div>
  )
}
