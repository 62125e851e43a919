'use client'

import { Minus, Plus } from 'lucide-react'
import type { ReactElement, ReactNode } from 'react'
import { useLocale, useTranslations } from 'use-intl'
import { useDuration } from '../../i18n/use-duration.ts'
import { AppLink } from '../../ui/app-link.tsx'
import { buttonClass } from '../../ui/button.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { Segmented } from '../../ui/segmented.tsx'
import { DENSITIES, denser, looser } from './layout/density.ts'
import { Legend } from './legend.tsx'
import { LEVELS, type Level, type MapUrl } from './map-url.ts'
import type { Burst } from './scene/burst.ts'
import type { SceneCounts } from './scene/scene.ts'

interface MapHeadlineProperties {
  readonly counts: SceneCounts
  readonly silent: number
  /** More came or went a moment ago than can be followed. */
  readonly burst: Burst | undefined
  /** Objects of the chart that have findings; absent until it is known. */
  readonly wrong: number | undefined
  readonly namespaces: readonly string[]
  readonly level: Level
  readonly url: MapUrl
  readonly hrefWithQuery: (q: string) => string
  /** Stands in place of the sentence. */
  readonly instead?: ReactNode
  readonly onCompare: (() => void) | undefined
  /** How the chart is taken away as a file; absent where no chart is drawn. */
  readonly picture?: ReactNode
}

/** The answer in one sentence, whose bad half is a link that shows it; beside it, how the chart is looked at. */
export function MapHeadline(properties: MapHeadlineProperties): ReactElement {
  const { level, url, instead, onCompare, picture, burst } = properties
  const t = useTranslations('map')
  return (
    <div className="@container flex min-h-12 shrink-0 flex-wrap items-center gap-x-3 gap-y-1 border-line border-b px-5 py-1.5 max-sm:px-3">
      {instead ?? <Sentence {...properties} />}
      {burst && <BurstLine burst={burst} />}
      <div className="ml-auto flex items-center gap-1.5">
        {level === 'flow' && !instead && (
          <span className="flex items-center max-sm:hidden">
            <IconButton
              label={t('keys.denser')}
              keys="map.denser"
              disabled={url.density === DENSITIES.at(-1)}
              className="disabled:opacity-30"
              onClick={() => url.setDensity(denser(url.density))}
            >
              <Minus size={16} aria-hidden="true" />
            </IconButton>
            <IconButton
              label={t('keys.looser')}
              keys="map.looser"
              disabled={url.density === DENSITIES[0]}
              className="disabled:opacity-30"
              onClick={() => url.setDensity(looser(url.density))}
            >
              <Plus size={16} aria-hidden="true" />
            </IconButton>
          </span>
        )}
        {onCompare && (
          <button
            type="button"
            onClick={onCompare}
            data-hint-keys="map.compare"
            className={`${buttonClass('quiet')} max-sm:hidden`}
          >
            {t('compare.start')}
          </button>
        )}
        {picture}
        <span className={instead ? 'flex @max-[1060px]:hidden' : 'flex'}>
          <Legend />
        </span>
        <Segmented
          label={t('level')}
          value={level}
          onChange={url.setView}
          segments={LEVELS.map((value) => ({ value, label: t(`levels.${value}`) }))}
        />
      </div>
    </div>
  )
}

/** What came and went at once, as one line: nothing of it could be followed. */
function BurstLine({ burst: { added, removed, duringMs } }: { burst: Burst }): ReactElement {
  const t = useTranslations('map')
  const duration = useDuration()
  return (
    <output className="mono rounded-chip bg-surface px-1.5 text-12 text-text-2">
      {t('burst', { added, removed, duration: duration(duringMs) })}
    </output>
  )
}

function Sentence({ counts, silent, wrong, namespaces, hrefWithQuery }: MapHeadlineProperties): ReactElement {
  const t = useTranslations('map.sentence')
  const locale = useLocale()
  const scope = namespaces.length === 0 ? t('everywhere') : new Intl.ListFormat(locale).format(namespaces)
  const link = (q: string) => (words: ReactNode) => (
    <AppLink
      href={hrefWithQuery(q)}
      className="font-medium text-unready underline decoration-unready/40 underline-offset-3 hover:decoration-unready"
    >
      {words}
    </AppLink>
  )
  return (
    <p className="min-w-0 text-14 text-text-2">
      {counts.rules > 0
        ? t.rich('reach', { scope, rules: counts.rules, services: counts.reached, strong })
        : t.rich('noRoutes', { scope, services: counts.services, strong })}
      {counts.rulesToNowhere > 0 && t.rich('nowhere', { count: counts.rulesToNowhere, link: link('state:missing') })}
      {silent > 0 && t.rich('silent', { count: silent, link: link('kind:service state:bad') })}
      {wrong === undefined ? (
        // In a narrow window it would take a line of its own.
        <span aria-hidden="true" className="invisible sm:hidden">
          {t.rich('wrong', { count: 9, link: (words) => words })}
        </span>
      ) : (
        wrong > 0 && t.rich('wrong', { count: wrong, link: link('finding:any') })
      )}
    </p>
  )
}

function strong(words: ReactNode): ReactElement {
  return <span className="font-medium text-text-1">{words}</span>
}
