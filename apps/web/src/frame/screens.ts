import {
  Activity,
  ArrowUpDown,
  Bell,
  BookOpen,
  ChartGantt,
  Compass,
  type LucideIcon,
  Route,
  ScrollText,
  Settings2,
  Split,
  TriangleAlert,
  Waypoints,
} from 'lucide-react'

/** One entry of the rail: where it leads, the word for it in the catalogue (`nav.<id>`), whose key is `go.<id>`. */
export interface ScreenEntry {
  readonly id:
    | 'overview'
    | 'map'
    | 'services'
    | 'rollouts'
    | 'trace'
    | 'findings'
    | 'churn'
    | 'alerts'
    | 'log'
    | 'status'
    | 'docs'
    | 'settings'
  readonly path: string
  readonly icon: LucideIcon
  /** Whether the chosen namespaces go along when one moves there. */
  readonly keepsNamespaces: boolean
  /** Whether it has a place in the bar of a narrow window; the others are behind "More". */
  readonly isOnPhone?: true
  /** A gap before it sets its group apart; the `last` group stands at the foot. */
  readonly opensGroup?: 'next' | 'last'
}

/** Screens that can show the past; the others are about the product itself. */
export function isTimed(pathname: string): boolean {
  return TIMED.includes(pathname)
}

const TIMED = [
  '/',
  '/map/',
  '/services/',
  '/service/',
  '/object/',
  '/rollouts/',
  '/rollout/',
  '/trace/',
  '/findings/',
  '/alerts/',
  '/churn/',
  '/log/',
]

/** Screens in the order of the rail: what is, what is wrong, what happened, and Portolan itself. */
export const SCREENS: readonly ScreenEntry[] = [
  { id: 'overview', path: '/', icon: Compass, keepsNamespaces: false, isOnPhone: true },
  { id: 'map', path: '/map/', icon: Waypoints, keepsNamespaces: true },
  { id: 'services', path: '/services/', icon: Split, keepsNamespaces: true, isOnPhone: true },
  { id: 'trace', path: '/trace/', icon: Route, keepsNamespaces: false },
  { id: 'alerts', path: '/alerts/', icon: Bell, keepsNamespaces: true, isOnPhone: true, opensGroup: 'next' },
  { id: 'findings', path: '/findings/', icon: TriangleAlert, keepsNamespaces: true },
  {
    id: 'rollouts',
    path: '/rollouts/',
    icon: ChartGantt,
    keepsNamespaces: true,
    isOnPhone: true,
    opensGroup: 'next',
  },
  { id: 'churn', path: '/churn/', icon: ArrowUpDown, keepsNamespaces: true },
  { id: 'log', path: '/log/', icon: ScrollText, keepsNamespaces: true },
  { id: 'status', path: '/status/', icon: Activity, keepsNamespaces: false, opensGroup: 'last' },
  { id: 'docs', path: '/docs/', icon: BookOpen, keepsNamespaces: false },
  { id: 'settings', path: '/settings/', icon: Settings2, keepsNamespaces: false },
]
