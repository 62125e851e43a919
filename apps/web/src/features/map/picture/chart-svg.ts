import type { Palette } from '../drawing/palette.ts'
import { columnsFor } from '../layout/columns.ts'
import { type EndpointGroup, shownGroups } from '../layout/grouping.ts'
import { layOut } from '../layout/lay-out.ts'
import { linesOf } from '../layout/lines.ts'
import type { LiveCounts } from '../scene/card-state.ts'
import type { Scene } from '../scene/scene.ts'
import type { MapData } from '../use-map-data.ts'
import { entrySvg, routeSvg, serviceSvg } from './card-svg.ts'
import { lineSvg } from './line-svg.ts'
import { HIGHEST, PICTURE_WIDTH, type Picture, svgDocument } from './svg-document.ts'
import { element, text } from './svg-parts.ts'

/** What a picture says, in the reader's language. */
export interface PictureWords {
  readonly title: string
  /** When, and of what. */
  readonly subtitle: string
  readonly columns: {
    readonly entries: string
    readonly routes: string
    readonly services: string
    readonly endpoints: string
  }
  readonly everyHost: string
  readonly everything: string
  readonly defaultBackend: string
  readonly noAddress: string
  readonly moreRules: (count: number) => string
  readonly moreGroups: (count: number) => string
  readonly notShown: (count: number) => string
}

export interface Pictured {
  readonly scene: Scene
  readonly data: Pick<MapData, 'rowOf' | 'states'>
  readonly palette: Palette
  readonly words: PictureWords
  /** Cards that show all of their rules, or groups of endpoints. */
  readonly open: ReadonlySet<string>
  /** By key of the Service. */
  readonly groupsOf: (key: string, counts: Pick<LiveCounts, 'byRevision'>) => readonly EndpointGroup[]
}

/** The chart as one SVG that stands alone: no script, no style sheet, no font of its own, text that can be selected. */
export function chartSvg({ scene, data, palette, words, open, groupsOf }: Pictured): Picture {
  const columns = columnsFor(PICTURE_WIDTH)
  const openLines = new Map(
    [...open].flatMap((id): [string, number][] => {
      const card = scene.cards.get(id)
      if (card?.column !== 'services') return []
      return [[id, shownGroups(groupsOf(card.key, data.rowOf(card.key) ?? card), true).lines]]
    }),
  )
  const options = { density: 'card', open, hasRoutes: true, openLines } as const
  const chart = layOut(scene, options)
  const isShown = ({ top, height }: { top: number; height: number }) => top + height <= HIGHEST
  const brush = { palette, words, columns, data, open, groupsOf }
  const hidden = chart.services.filter((placed) => !isShown(placed)).length
  const lines = linesOf(scene, chart, options).filter(({ fromTop, toTop }) => Math.max(fromTop, toTop) <= HIGHEST)
  const content = [
    ...chart.bands.filter(({ top }) => top < HIGHEST).map(({ top, band }) => bandSvg(band.namespace, { top, palette })),
    ...lines.map((line) => lineSvg(line, brush)),
    ...chart.entries.filter(isShown).map((placed) => entrySvg(placed, brush)),
    ...chart.routes.filter(isShown).map((placed) => routeSvg(placed, brush)),
    ...chart.services.filter(isShown).map((placed) => serviceSvg(placed, brush)),
  ]
  return svgDocument({
    palette,
    title: words.title,
    subtitle: words.subtitle,
    heads: headsSvg(brush),
    content: content.join(''),
    contentHeight: chart.height,
    footer: hidden > 0 ? words.notShown(hidden) : undefined,
  })
}

function headsSvg({ palette, words, columns }: Brush): string {
  const heads = (['entries', 'routes', 'services', 'endpoints'] as const).flatMap((name) => {
    const column = columns[name]
    return column
      ? text(words.columns[name], { x: column.x, y: 48, size: 12, room: column.width, fill: palette.text })
      : []
  })
  return heads.join('')
}

function bandSvg(namespace: string, { top, palette }: { top: number; palette: Palette }): string {
  const rule = element('path', { d: `M0 ${top + 0.5}H${PICTURE_WIDTH}`, stroke: palette.line })
  return rule + text(namespace, { x: 20, y: top + 20, size: 13, room: 600, fill: palette.strong, 'font-weight': 600 })
}

/** What every part of a picture is drawn with. */
export interface Brush extends Pick<Pictured, 'palette' | 'words' | 'data' | 'open' | 'groupsOf'> {
  readonly columns: ReturnType<typeof columnsFor>
}
