/** How much a Service says on the overview: a speck, a sign, its name and ready count, and why or how it is reached. */
export const ZOOMS = ['dot', 'cell', 'name', 'card'] as const
export type Zoom = (typeof ZOOMS)[number]

/** What is drawn of one Service, in px. */
export interface Tile {
  readonly width: number
  readonly height: number
  readonly gap: number
}

export const TILES: Readonly<Record<Zoom, Tile>> = {
  dot: { width: 6, height: 6, gap: 2 },
  cell: { width: 12, height: 12, gap: 4 },
  name: { width: 178, height: 26, gap: 6 },
  card: { width: 232, height: 50, gap: 8 },
}

export function closer(zoom: Zoom): Zoom {
  return ZOOMS[ZOOMS.indexOf(zoom) + 1] ?? zoom
}

export function farther(zoom: Zoom): Zoom {
  return ZOOMS[ZOOMS.indexOf(zoom) - 1] ?? zoom
}
