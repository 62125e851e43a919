'use client'

import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { usePalette } from '../drawing/palette.ts'
import type { MapUrl } from '../map-url.ts'
import { SaveMenu } from '../picture/save-menu.tsx'
import type { Scene } from '../scene/scene.ts'
import type { MapData } from '../use-map-data.ts'
import { bandsInOrder } from './blocks.ts'
import { fittingZoom } from './fitting-zoom.ts'
import { useTileWords } from './use-tile-words.ts'

/** As much of a window as is drawn for where nobody chose how closely to look. */
const USUAL_WINDOW = { width: 1_440, height: 900 }

/** The whole overview as a file, in the theme on screen. */
export function OverviewPictureMenu({
  scene,
  data,
  url,
  namespaces,
  at,
}: {
  scene: Scene
  data: MapData
  url: MapUrl
  namespaces: readonly string[]
  /** RFC 3339. */
  at: string
}): ReactElement {
  const t = useTranslations('map')
  const palette = usePalette()
  const wordsOf = useTileWords(scene, data)
  const draw = async () => {
    const { overviewSvg } = await import('./overview-svg.ts')
    const bands = bandsInOrder(scene, url.sort, data.states)
    const zoom = url.zoom ?? fittingZoom(bands, USUAL_WINDOW)
    const words = {
      title: `Portolan · ${namespaces.length > 0 ? namespaces.join(', ') : t('sentence.everywhere')}`,
      subtitle: at,
      notShown: (count: number) => t('picture.notShown', { count }),
    }
    return overviewSvg({ bands, zoom, states: data.states, wordsOf, palette, words })
  }
  return <SaveMenu draw={draw} namespaces={namespaces} at={at} />
}
