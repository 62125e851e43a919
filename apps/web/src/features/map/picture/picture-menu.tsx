'use client'

import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { usePalette } from '../drawing/palette.ts'
import { useGroupsOf } from '../drawing/use-groups.ts'
import type { Grouping } from '../layout/grouping.ts'
import type { PlacedGroups } from '../scene/group-endpoints.ts'
import type { Scene } from '../scene/scene.ts'
import type { MapData } from '../use-map-data.ts'
import type { PictureWords } from './chart-svg.ts'
import { SaveMenu } from './save-menu.tsx'

interface PictureMenuProperties {
  readonly open: ReadonlySet<string>
  readonly scene: Scene
  readonly data: MapData
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
  const palette = usePalette()
  const words = usePictureWords({ namespaces, at, grouping: groups ? grouping : 'revision' })
  const groupsOf = useGroupsOf(groups)
  const draw = async () => {
    const { chartSvg } = await import('./chart-svg.ts')
    return chartSvg({ scene, data, palette, words, open, groupsOf })
  }
  return <SaveMenu draw={draw} namespaces={namespaces} at={at} />
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
