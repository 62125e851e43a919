import { withModKey } from '../ui/mod-key.ts'
import { type ChosenKeys, keysOf, type ShortcutId } from './shortcut-table.ts'

const SIGNS: Readonly<Record<string, string>> = {
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Escape: 'Esc',
  '-': '−',
}

/** Keys as people read them: `g m`, `⇧T`, `⌘K`, `?`; empty where they were switched off. */
export function shownKeys(id: ShortcutId, chosen: ChosenKeys): string {
  return keysOf(id, chosen).split(' ').map(shownPress).join(' ')
}

function shownPress(press: string): string {
  const command = /^\$mod\+(.+)$/.exec(press)?.[1]
  if (command !== undefined) return withModKey(command.toUpperCase())
  const shifted = /^Shift\+(.+)$/.exec(press)?.[1]
  if (shifted !== undefined) return `⇧${SIGNS[shifted] ?? shifted}`
  const key = press.replace('[Shift]+', '')
  return SIGNS[key] ?? key
}
