/**
 * Every key of the product outside text fields, as tinykeys writes them: `g m`, `$mod+k`; `[Shift]+?` where whether Shift is
 * needed depends on the keyboard. This is the one place that says them: screens offer what they do by name.
 */
const TABLE = {
  'everywhere.palette': '$mod+k',
  'everywhere.help': '[Shift]+?',
  'everywhere.regions': 'F6',
  'everywhere.find': '[Shift]+/',
  'everywhere.close': 'Escape',
  'everywhere.zone': 'u',
  'everywhere.copyLink': 'y',
  'everywhere.copyPinned': 'Shift+Y',
  'go.overview': 'g o',
  'go.map': 'g m',
  'go.services': 'g v',
  'go.trace': 'g t',
  'go.alerts': 'g a',
  'go.findings': 'g f',
  'go.rollouts': 'g r',
  'go.churn': 'g c',
  'go.log': 'g l',
  'go.status': 'g s',
  'go.docs': 'g d',
  'go.settings': 'g e',
  'time.live': 'Shift+L',
  'time.choose': 't',
  'time.previousChange': ',',
  'time.nextChange': '.',
  'time.previousMark': '[Shift]+<',
  'time.nextMark': '[Shift]+>',
  'time.earlier': 'Shift+ArrowLeft',
  'time.later': 'Shift+ArrowRight',
  'time.fold': 'Shift+T',
  'time.scrub': 'ArrowLeft ArrowRight',
  'time.play': 'Space',
  'list.next': 'j',
  'list.previous': 'k',
  'map.down': 'j',
  'map.up': 'k',
  'map.upstream': 'h',
  'map.downstream': 'l',
  'map.step': 'ArrowUp ArrowDown ArrowLeft ArrowRight',
  'map.expand': 'Space',
  'map.pan': 'Space',
  'map.nextTrouble': ']',
  'map.previousTrouble': '[',
  'map.nextHit': 'n',
  'map.previousHit': 'Shift+N',
  'map.openPage': 'o',
  'map.pin': 'p',
  'map.alone': 'x',
  'map.looser': '[Shift]++',
  'map.denser': '-',
  'map.normal': '0',
  'map.nextLevel': 'v',
  'map.compare': 'c',
  'map.sideA': '1',
  'map.sideDiff': '2',
  'map.sideB': '3',
  'chart.previousChange': 'ArrowLeft',
  'chart.nextChange': 'ArrowRight',
  'chart.zoomIn': '[Shift]++',
  'chart.zoomOut': '-',
  'chart.fit': '0',
  'chart.mapThen': 'o',
  'chart.multiples': 'm',
  'chart.steps': 'ArrowLeft ArrowRight',
  'alerts.acknowledge': 'a',
  'alerts.silence': 's',
  'alerts.undo': 'z',
} as const

export type ShortcutId = keyof typeof TABLE

/** All of them, those of one group together. */
export const SHORTCUT_IDS = Object.keys(TABLE) as readonly ShortcutId[]

/** `map` of `map.down`: what can be pressed at the same place. */
export function groupOf(id: ShortcutId): string {
  return id.slice(0, id.indexOf('.'))
}

/** Whether it can be pressed on every screen. */
export function isEverywhere(id: ShortcutId): boolean {
  return /^(?:everywhere|go)\./.test(id)
}

/** Keys somebody chose instead, by id; empty: none, the shortcut is off. */
export type ChosenKeys = Readonly<Partial<Record<string, string>>>

/** What is to be pressed, as tinykeys writes it; empty where it was switched off. */
export function keysOf(id: ShortcutId, chosen: ChosenKeys): string {
  return chosen[id] ?? TABLE[id]
}
