'use client'

import clsx from 'clsx'
import type { ReactElement, ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { FindingsBadge } from '../badges/findings-badge.tsx'
import { markOf } from '../compare/find-marked.ts'
import { isHiddenOn } from '../compare/hidden.ts'
import { MarkSign } from '../compare/mark-sign.tsx'
import type { Placed } from '../layout/chart.ts'
import type { Column } from '../layout/columns.ts'
import { originalId } from '../scene/scene.ts'
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
  const t = useTranslations('map.compare.marks')
  const said = useTranslations('map.findings')
  const { density, tabStop, focus, hits, lit, fresh, hrefOf, findings, side } = useFlow()
  const { card, top, height } = placed
  const original = originalId(card)
  const isDim = lit !== undefined && !lit.has(original)
  const mark = side === 'diff' ? markOf(card) : undefined
  const wrong = findings.get(card.key)
  const name = wrong ? `${label}, ${said('count', { count: wrong.count, worst: wrong.worst })}` : label
  return (
    <li
      aria-posinset={place.at + 1}
      aria-setsize={place.of}
      className={isHiddenOn(side, card.mark) ? 'invisible' : undefined}
    >
      <a
        href={hrefOf(card.key)}
        data-id={card.id}
        data-of={original}
        data-dim={isDim || undefined}
        data-hit={hits?.has(original) || undefined}
        data-fresh={fresh.has(card.id) || undefined}
        data-ghost={card.isGhost || undefined}
        data-mark={mark}
        aria-label={mark ? `${t(mark)}: ${name}` : name}
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
      {mark && (
        <span
          style={{ transform: `translate(${column.x - 6}px, ${top - 6}px)` }}
          className="map-beside pointer-events-none absolute top-0 left-0 z-1 flex rounded-[5px] bg-page p-px"
        >
          <MarkSign mark={mark} />
        </span>
      )}
      {wrong && density !== 'strip' && (
        <FindingsBadge
          of={card.key}
          findings={wrong}
          isTabStop={false}
          style={{ transform: `translate(calc(${column.x + column.width}px - 75%), ${top - 13}px)` }}
          className="map-beside absolute top-0 left-0 z-1"
        />
      )}
      {beside}
    </li>
  )
}
