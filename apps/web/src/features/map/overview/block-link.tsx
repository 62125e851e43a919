'use client'

import clsx from 'clsx'
import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { AppLink } from '../../../ui/app-link.tsx'
import { Glyph } from '../../../ui/glyph.tsx'
import { MarkSign } from '../compare/mark-sign.tsx'
import type { CardState } from '../scene/card-state.ts'
import type { CardId } from '../scene/scene.ts'
import type { MarkCounts } from './block-marks.ts'
import { type Block, countBlock } from './blocks.ts'

const MARKS = ['added', 'removed', 'changed'] as const

/** One namespace: a link into its flow, named by how its Services are. */
export function BlockLink({
  block,
  at,
  of,
  states,
  marks,
  isTabStop,
  href,
}: {
  block: Block
  at: number
  of: number
  states: ReadonlyMap<CardId, CardState>
  /** How it differs, where the difference of two instants is drawn and there is any. */
  marks: MarkCounts | undefined
  isTabStop: boolean
  href: string
}): ReactElement {
  const t = useTranslations('map.overview')
  const { degraded, silent } = countBlock(block, states)
  const { namespace, services } = block
  return (
    <li aria-posinset={at + 1} aria-setsize={of}>
      <AppLink
        href={href}
        data-block={namespace}
        draggable={false}
        tabIndex={isTabStop ? 0 : -1}
        aria-label={[
          t('block', { namespace, services: services.length, degraded, silent }),
          ...(marks ? [t('blockMarks', marks)] : []),
        ].join(', ')}
        style={{ width: block.width, height: block.height, transform: `translate(${block.x}px, ${block.top}px)` }}
        className={clsx(
          'absolute top-0 left-0 block rounded-card border bg-page hover:border-control',
          silent > 0 ? 'border-unready/60' : 'border-line',
        )}
      >
        <span className="flex h-8 items-center gap-2 px-3">
          <span className="mono truncate font-medium text-text-1">{namespace}</span>
          <span className="ml-auto flex shrink-0 items-center gap-1.5 text-12 text-text-3">
            {marks &&
              MARKS.map(
                (mark) =>
                  marks[mark] > 0 && (
                    <span key={mark} className="flex items-center gap-1 text-text-1">
                      <MarkSign mark={mark} />
                      {marks[mark]}
                    </span>
                  ),
              )}
            {!marks && silent > 0 && (
              <span className="flex items-center gap-1 font-medium text-unready">
                <Glyph shape="triangle" tone="unready" size={9} />
                {silent}
              </span>
            )}
            {!marks && degraded > 0 && (
              <span className="flex items-center gap-1 text-text-2">
                <Glyph shape="half-triangle" tone="unready" size={9} />
                {degraded}
              </span>
            )}
            {services.length}
          </span>
        </span>
      </AppLink>
    </li>
  )
}
