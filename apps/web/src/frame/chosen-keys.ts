import { type ChosenKeys, groupOf, isEverywhere, keysOf, SHORTCUT_IDS, type ShortcutId } from './shortcut-table.ts'

/** Groups of which the keys hold on one screen at once, besides those that hold everywhere. */
const TOGETHER: readonly (readonly string[])[] = [
  ['time', 'map'],
  ['time', 'list', 'chart'],
  ['list', 'alerts'],
]

/** Keys that belong to what has the focus, or to everybody: they are listed, and stay as they are. */
const FIXED: ReadonlySet<ShortcutId> = new Set([
  'everywhere.palette',
  'everywhere.close',
  'time.scrub',
  'time.play',
  'map.step',
  'map.expand',
  'map.pan',
  'chart.steps',
])

export function isFixed(id: ShortcutId): boolean {
  return FIXED.has(id)
}

/** Keys without a letter of their own. */
const NAMED = /^(?:Arrow(?:Left|Right|Up|Down)|Home|End|Page(?:Up|Down)|F\d{1,2}|Enter|Insert)$/

/**
 * What was pressed, as the table writes keys: `j`, `Shift+T`, `[Shift]+?`.
 *
 * @returns `undefined` for what is no single key: a key with Ctrl, Alt or ⌘, Shift alone, a key that is being composed
 */
export function pressedKeys({
  key,
  shiftKey,
  ctrlKey,
  metaKey,
  altKey,
}: Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey'>): string | undefined {
  if (ctrlKey || metaKey || altKey || key === ' ') return undefined
  if (NAMED.test(key)) return shiftKey ? `Shift+${key}` : key
  if ([...key].length !== 1) return undefined
  if (key.toLowerCase() !== key.toUpperCase()) return shiftKey ? `Shift+${key.toUpperCase()}` : key.toLowerCase()
  // Whether a sign needs Shift is a matter of the keyboard.
  return /\d/.test(key) ? key : `[Shift]+${key}`
}

/** The shortcut that these keys would take from: one that can be pressed at the same place, and is these keys or begins with them. */
export function takenBy(keys: string, wanted: ShortcutId, chosen: ChosenKeys): ShortcutId | undefined {
  const pressed = (text: string) => `${text.replace('[Shift]+', '')} `
  return SHORTCUT_IDS.find(
    (id) =>
      id !== wanted && !isFixed(id) && areTogether(id, wanted) && pressed(keysOf(id, chosen)).startsWith(pressed(keys)),
  )
}

function areTogether(a: ShortcutId, b: ShortcutId): boolean {
  if (isEverywhere(a) || isEverywhere(b) || groupOf(a) === groupOf(b)) return true
  return TOGETHER.some((groups) => groups.includes(groupOf(a)) && groups.includes(groupOf(b)))
}
