import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { isFixed, pressedKeys, takenBy } from './chosen-keys.ts'
import { keysOf, SHORTCUT_IDS, type ShortcutId } from './shortcut-table.ts'
import { isSingleKey } from './shortcuts-host.ts'
import { shownKeys } from './shown-keys.ts'

const SOURCES = path.resolve(import.meta.dirname, '..')

/** Where keys are handled by what has the focus: the shortcuts that list them, or why nothing has to. */
const HANDLED_WITH_FOCUS: Readonly<Record<string, readonly ShortcutId[] | string>> = {
  'cluster/churn/use-step-pointing.ts': ['chart.steps'],
  'features/map/drawing/flow-view.tsx': ['map.step', 'map.expand'],
  'features/map/drawing/use-flow-keys.ts': ['map.step', 'map.expand'],
  'features/map/overview/overview.tsx': ['map.step'],
  'features/map/overview/use-block-keys.ts': ['map.step'],
  'features/map/drawing/use-pan.ts': ['map.pan'],
  'features/map/focus/focus-panel.tsx': ['map.step'],
  'frame/time-bar/scrubber.tsx': ['time.scrub', 'time.play'],
  'frame/shortcuts-host.ts': 'the one place that binds what is listed',
  'frame/early-keys.ts': 'presses once more what was pressed too early',
  'frame/early-typing.ts': 'text typed before its field is there',
  'frame/find-field.tsx': 'a text field',
  'frame/namespace-list.tsx': 'a text field',
  'frame/palette/palette.tsx': 'a text field; says so below',
  'frame/palette/name-view.tsx': 'a text field',
  'features/map/filter/use-completion.tsx': 'a text field and its list',
  'features/rollout/compare/comparison.tsx': ['chart.previousChange', 'chart.nextChange'],
  'features/settings/key-settings.tsx': 'any key may be chosen',
  'ui/column-resizer.tsx': 'the edge of a column, which says its keys itself',
  'ui/hint-layer.tsx': 'Escape closes what lies on top: everywhere.close',
  'ui/suggest-field.tsx': 'a text field and its list',
  'ui/tabs.tsx': 'arrows along tabs, as everywhere',
}

function sources(): { file: string; text: string }[] {
  return readdirSync(SOURCES, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !file.includes('.test.'))
    .map((file) => ({ file, text: readFileSync(path.join(SOURCES, file), 'utf8') }))
}

describe('keys', () => {
  const files = sources()

  test('whatever is listed is offered somewhere', () => {
    const offered = new Set(
      files
        .filter(({ text }) => text.includes('useShortcuts('))
        .flatMap(({ text }) => [...text.matchAll(/'((?:[a-z]+)\.[a-zA-Z]+)'/g)].map(([, id]) => id)),
    )
    const isOffered = (id: ShortcutId) => offered.has(id) || id.startsWith('go.')
    expect(SHORTCUT_IDS.filter((id) => !isOffered(id))).toEqual([])
  })

  test('whatever handles a key by itself is listed, or says why it need not be', () => {
    const handling = files.filter(({ text }) => /\bonKeyDown\b|'keydown'|keydown:/.test(text)).map(({ file }) => file)
    expect(handling.filter((file) => !(file in HANDLED_WITH_FOCUS))).toEqual([])
    expect(Object.keys(HANDLED_WITH_FOCUS).filter((file) => !handling.includes(file))).toEqual([])
  })

  test('no two that can be pressed at one place have the same keys', () => {
    const clashes = SHORTCUT_IDS.filter((id) => !isFixed(id) && takenBy(keysOf(id, {}), id, {}) !== undefined)
    expect(clashes).toEqual([])
  })

  test('without single keys the palette and the way from region to region are left', () => {
    expect(SHORTCUT_IDS.filter((id) => !isFixed(id) && !isSingleKey(keysOf(id, {})))).toEqual(['everywhere.regions'])
    expect(isSingleKey(keysOf('everywhere.palette', {}))).toBe(false)
  })

  test('of tinykeys nothing else is used to bind', () => {
    expect(files.filter(({ text }) => text.includes("from 'tinykeys'")).map(({ file }) => file)).toEqual([
      'frame/pressed-sequence.ts',
      'frame/shortcuts-host.ts',
    ])
  })
})

describe('chosen keys', () => {
  const press = (key: string, more: Partial<KeyboardEvent> = {}) =>
    pressedKeys({ key, shiftKey: false, ctrlKey: false, metaKey: false, altKey: false, ...more })

  test('are what was pressed, whatever Shift means on this keyboard', () => {
    expect([press('j'), press('J', { shiftKey: true }), press('?', { shiftKey: true }), press('7')]).toEqual([
      'j',
      'Shift+J',
      '[Shift]+?',
      '7',
    ])
    expect(press('ArrowLeft', { shiftKey: true })).toBe('Shift+ArrowLeft')
  })

  test.each([
    ['with Ctrl', press('j', { ctrlKey: true })],
    ['Shift alone', press('Shift', { shiftKey: true })],
    ['while composing', press('Process')],
    ['space, which presses what has the focus', press(' ')],
  ])('%s is no single key', (_, keys) => expect(keys).toBeUndefined())

  test('replace the usual ones, or switch them off', () => {
    expect(shownKeys('time.fold', { 'time.fold': 'Shift+B' })).toBe('⇧B')
    expect(shownKeys('time.fold', { 'time.fold': '' })).toBe('')
    expect(shownKeys('everywhere.help', {})).toBe('?')
  })

  test('are not taken from what can be pressed at the same place', () => {
    expect(takenBy('u', 'map.openPage', {})).toBe('everywhere.zone')
    expect(takenBy('a', 'map.openPage', {})).toBeUndefined()
    expect(takenBy('g', 'map.openPage', {})).toBe('go.overview')
    expect(takenBy('b', 'alerts.silence', { 'list.next': 'b' })).toBe('list.next')
  })
})
