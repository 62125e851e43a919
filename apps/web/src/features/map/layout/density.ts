/** How closely things stand: cards of several lines, rows of one, strips that are only a name and a sign; the reader's choice, in the URL. */
export const DENSITIES = ['card', 'row', 'strip'] as const
export type Density = (typeof DENSITIES)[number]

/** Heights in px. They do not depend on how many endpoints there are, so a rollout moves nothing. */
export interface Sizes {
  readonly service: number
  readonly entry: number
  readonly routeHead: number
  /** 0: rules are not written. */
  readonly rule: number
  readonly routeFoot: number
  readonly gap: number
  readonly bandHead: number
  readonly bandFoot: number
  /** The line above Services that no route leads to. */
  readonly divider: number
}

export const SIZES: Record<Density, Sizes> = {
  card: {
    service: 48,
    entry: 60,
    routeHead: 32,
    rule: 22,
    routeFoot: 6,
    gap: 10,
    bandHead: 40,
    bandFoot: 20,
    divider: 30,
  },
  row: {
    service: 28,
    entry: 28,
    routeHead: 28,
    rule: 20,
    routeFoot: 4,
    gap: 6,
    bandHead: 36,
    bandFoot: 14,
    divider: 28,
  },
  strip: {
    service: 16,
    entry: 16,
    routeHead: 16,
    rule: 0,
    routeFoot: 0,
    gap: 2,
    bandHead: 30,
    bandFoot: 12,
    divider: 8,
  },
}

export function denser(density: Density): Density {
  return DENSITIES[DENSITIES.indexOf(density) + 1] ?? density
}

export function looser(density: Density): Density {
  return DENSITIES[DENSITIES.indexOf(density) - 1] ?? density
}
