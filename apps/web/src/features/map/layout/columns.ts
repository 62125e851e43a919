/** Left edge and width of a column, in px of the scrolled content. */
export interface Column {
  readonly x: number
  readonly width: number
}

/** Where the columns are; absent ones are told inside the next one to the right. */
export interface Columns {
  readonly entries: Column | undefined
  readonly routes: Column | undefined
  readonly services: Column
  readonly endpoints: Column
}

const MARGIN = 20
const WITH_ENTRIES = 1080
const WITH_ROUTES = 700

/** Parts of the width, columns and the gaps between them in turn. */
type Shares = readonly [number, number, number, number, number, number, number]
const FLOW: Shares = [0.145, 0.045, 0.25, 0.065, 0.205, 0.02, 0.27]
const FLOW_WITHOUT_ENTRIES: Shares = [0, 0, 0.35, 0.08, 0.27, 0.02, 0.28]
const FOCUS: Shares = [0.135, 0.035, 0.215, 0.05, 0.165, 0.035, 0.365]
const FOCUS_WITHOUT_ENTRIES: Shares = [0, 0, 0.25, 0.06, 0.2, 0.05, 0.44]

/** Columns for content of this width: four, three without entries, two without routes. Depends on nothing else. */
export function columnsFor(width: number): Columns {
  if (width < WITH_ROUTES) return twoColumns(width)
  const hasEntries = width >= WITH_ENTRIES
  return dividedBy(width, hasEntries ? FLOW : FLOW_WITHOUT_ENTRIES, hasEntries)
}

/** The same where each endpoint is named; where the width is for one column only, endpoints have it, too. */
export function focusColumnsFor(width: number): Columns {
  const whole = { x: 12, width: width - 24 }
  if (width < WITH_ROUTES) return { entries: undefined, routes: undefined, services: whole, endpoints: whole }
  const hasEntries = width >= WITH_ENTRIES
  return dividedBy(width, hasEntries ? FOCUS : FOCUS_WITHOUT_ENTRIES, hasEntries)
}

function dividedBy(width: number, shares: Shares, hasEntries: boolean): Columns {
  const room = width - 2 * MARGIN
  const edges = [MARGIN]
  for (const share of shares) edges.push((edges.at(-1) ?? 0) + share * room)
  const column = (at: number): Column => {
    const x = Math.round(edges[at] ?? 0)
    return { x, width: Math.round(edges[at + 1] ?? 0) - x }
  }
  return {
    entries: hasEntries ? column(0) : undefined,
    routes: column(2),
    services: column(4),
    endpoints: column(6),
  }
}

function twoColumns(width: number): Columns {
  const margin = 12
  const room = width - 2 * margin
  const gap = 12
  const services = Math.round((room - gap) * 0.56)
  return {
    entries: undefined,
    routes: undefined,
    services: { x: margin, width: services },
    endpoints: { x: margin + services + gap, width: room - gap - services },
  }
}
