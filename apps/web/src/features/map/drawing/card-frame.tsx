'use client'

import clsx from 'clsx'
import type { ReactElement, ReactNode } from 'react'
import type { Placed } from '../layout/chart.ts'
import type { Column } from '../layout/columns.ts'
import { useFlow } from './flow-context.ts'

/** Place of a list item among all of its list, most of which is not in the page. */
export interface ListPlace {
  readonly at: number
  readonly of: number
}

interface CardFrameProperties {
  readonly placed: Placed
  readonly column: Column
  readonly place: ListPlace
  readonly label: string
  readonly className?: string
  /** Beside the link, in the same list item. */
  readonly beside?: ReactNode
  readonly children: ReactNode
}

/** One card: a list item with a real link at its place on the chart. Its name says everything the picture says. */
export function CardFrame({
  placed,
  column,
  place,
  label,
  className,
  beside,
  children,
}: CardFrameProperties): ReactElement {
  const { density, tabStop, focus, lit, fresh, hrefOf } = useFlow()
  const { card, top, height } = placed
  const isDim = lit !== undefined && !lit.has(card.id)
  return (
    <li aria-posinset={place.at + 1} aria-setsize={place.of}>
      <a
        href={hrefOf(card.key)}
        data-id={card.id}
        data-dim={isDim || undefined}
        data-fresh={fresh.has(card.id) || undefined}
        data-ghost={card.isGhost || undefined}
        aria-label={label}
        aria-current={focus === card.key || undefined}
        tabIndex={tabStop === card.id ? 0 : -1}
        draggable={false}
        style={{ width: column.width, height, transform: `translate(${column.x}px, ${top}px)` }}
        className={clsx(
          'map-card absolute top-0 left-0 block select-none overflow-hidden border',
          density === 'strip' ? 'rounded-[4px]' : 'rounded-card',
          card.presence === 'referenced' && 'border-dashed border-unready/70 bg-page',
          card.presence === 'unknown' && 'border-dotted border-unknown bg-page',
          card.presence === 'observed' && 'hover:border-control',
          card.presence === 'observed' &&
            (density === 'strip' ? 'border-transparent bg-surface' : 'border-line bg-page'),
          className,
        )}
      >
        {children}
      </a>
      {beside}
    </li>
  )
}
