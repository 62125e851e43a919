'use client'

import { Download } from 'lucide-react'
import { type ReactElement, useId, useRef } from 'react'
import { useTranslations } from 'use-intl'
import { ICON_CONTROL } from '../../../ui/icon-button.tsx'
import { usePalette } from '../drawing/palette.ts'
import { useGroupsOf } from '../drawing/use-groups.ts'
import type { Grouping } from '../layout/grouping.ts'
import type { PlacedGroups } from '../scene/group-endpoints.ts'
import type { Scene } from '../scene/scene.ts'
import type { MapData } from '../use-map-data.ts'
import type { PictureWords } from './chart-svg.ts'

const FORMATS = ['svg', 'png'] as const

interface PictureMenuProperties {
  readonly scene: Scene
  readonly data: MapData
  readonly open: ReadonlySet<string>
  /** What endpoints are grouped by; absent: by revision. */
  readonly groups: PlacedGroups | undefined
  readonly grouping: Grouping
  readonly namespaces: readonly string[]
  /** RFC 3339. */
  readonly at: string
}

/** The whole chart as a file, in the theme on screen, however much of it is in sight. */
export function PictureMenu({
  scene,
  data,
  open,
  groups,
  grouping,
  namespaces,
  at,
}: PictureMenuProperties): ReactElement {
  const t = useTranslations('map.picture')
  const palette = usePalette()
  const words = usePictureWords({ namespaces, at, grouping: groups ? grouping : 'revision' })
  const groupsOf = useGroupsOf(groups)
  const id = useId()
  const popover = useRef<HTMLDivElement>(null)
  const save = async (format: (typeof FORMATS)[number]) => {
    popover.current?.hidePopover()
    const { savePicture } = await import('./save-picture.ts')
    const name = ['map', ...namespaces.slice(0, 3), at.replace(/[:.]/g, '-')].join('-')
    await savePicture(format, { scene, data, palette, words, open, groupsOf }, name)
  }
  return (
    <span className="max-sm:hidden">
      <button type="button" popoverTarget={id} aria-label={t('save')} data-hint={t('save')} className={ICON_CONTROL}>
        <Download size={16} aria-hidden="true" />
      </button>
      <div
        ref={popover}
        id={id}
        popover="auto"
        className="fixed inset-auto top-26 right-6 m-0 w-60 rounded-card border border-line bg-raised p-1.5 shadow-raised"
      >
        {FORMATS.map((format) => (
          <button
            key={format}
            type="button"
            onClick={() => void save(format)}
            className="flex w-full flex-col rounded-chip px-2.5 py-1.5 text-left hover:bg-hover"
          >
            <span lang="en" className="font-medium">
              {format.toUpperCase()}
            </span>
            <span className="text-12 text-text-3">{t(format)}</span>
          </button>
        ))}
      </div>
    </span>
  )
}

function usePictureWords({
  namespaces,
  at,
  grouping,
}: Pick<PictureMenuProperties, 'namespaces' | 'at' | 'grouping'>): PictureWords {
  const t = useTranslations('map')
  return {
    title: `Portolan · ${namespaces.length > 0 ? namespaces.join(', ') : t('sentence.everywhere')}`,
    subtitle: at,
    columns: {
      entries: t('columns.entries'),
      routes: t('columns.routes'),
      services: t('columns.services'),
      endpoints: `${t('columns.endpoints')} ${t(`columns.by.${grouping}`)}`,
    },
    everyHost: t('everyHost'),
    everything: t('everything'),
    defaultBackend: t('defaultBackend'),
    noAddress: t('noAddress'),
    moreRules: (count) => t('moreRules', { count }),
    moreGroups: (count) => t('moreGroups', { count, grouping }),
    notShown: (count) => t('picture.notShown', { count }),
  }
}
