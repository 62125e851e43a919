/** What the endpoints of a Service are told apart by; the reader's choice, in the URL. */
export const GROUPINGS = ['revision', 'node', 'zone'] as const
export type Grouping = (typeof GROUPINGS)[number]

/** Endpoints of one Service that stand together on one line. */
export interface EndpointGroup {
  /** `null`: those that have none. */
  readonly name: string | null
  readonly ready: number
  readonly unready: number
  readonly terminating: number
  /** What is the matter with the Node. */
  readonly trouble?: 'unready' | 'cordoned' | undefined
}

/** Height of the line of a group, in px. */
export const GROUP_LINE = 16
/** Lines of a card that is not opened; the last one counts the rest where there are more. */
const CLOSED_LINES = 3
/** Lines of an opened one. */
const OPENED_LINES = 40

export interface ShownGroups {
  readonly shown: readonly EndpointGroup[]
  /** How many are not written. */
  readonly hidden: number
  /** How many lines they take, with that of the switch that opens or closes the card where there is one. */
  readonly lines: number
  readonly isSwitched: boolean
}

/** Which groups are written. Those in trouble are not among the ones that are left out; the order stays. */
export function shownGroups(groups: readonly EndpointGroup[], isOpen: boolean): ShownGroups {
  const present = groups.filter(({ ready, unready, terminating }) => ready + unready + terminating > 0)
  if (present.length <= CLOSED_LINES) return { shown: present, hidden: 0, lines: present.length, isSwitched: false }
  const most = isOpen ? OPENED_LINES : CLOSED_LINES - 1
  const chosen = new Set([...present].sort((a, b) => b.unready - a.unready).slice(0, most))
  const shown = present.filter((group) => chosen.has(group))
  return { shown, hidden: present.length - shown.length, lines: shown.length + 1, isSwitched: true }
}
