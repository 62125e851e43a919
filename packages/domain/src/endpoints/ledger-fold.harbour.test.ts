import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { aProjected, type RawObject } from '../testing/index.ts'
import { LedgerTape, type Told } from '../testing/ledger-tape.ts'
import { ledgerCounts } from './ledger-counts.ts'

/** One line of the recording after the first: see the README beside it. */
interface RecordedLine {
  readonly ms: number
  readonly path: string
  readonly list?: { readonly items: readonly RawObject[] }
  readonly event?: { readonly type: 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK'; readonly object: RawObject }
}

/** `harbour.truth.json`, computed from the recorded slices by other means. */
interface Truth {
  readonly services: Readonly<
    Record<
      string,
      { adds: number; removes: number; toReady: number; toNotReady: number; zeroReady: [number, number][] }
    >
  >
}

const KINDS = {
  '/api/v1/services': 'Service',
  '/api/v1/pods': 'Pod',
  '/apis/discovery.k8s.io/v1/endpointslices': 'EndpointSlice',
} as const

const { lines, truth } = readRecording()
const told = lines.flatMap(tellings)

describe('LedgerFold on the recording of a real cluster', () => {
  test('counts and zero-ready windows of every Service are those of the recorded slices', () => {
    const tape = new LedgerTape()
    for (const telling of told) tape.tell(telling)
    expect(summary(tape)).toEqual(expected())
  })

  test('the order in which the Service, slice and Pod watches are read changes no count and no number of windows', () => {
    const counted = Object.entries(expected()).map(([service, { windows, ...counts }]) => [
      service,
      { ...counts, windows: windows.length },
    ])
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 2 }), { minLength: 1, maxLength: 40 }), fc.nat(), (turns, restart) => {
        const tape = new LedgerTape()
        interleaved(turns).forEach((telling, index) => {
          if (index === restart % told.length) tape.interrupt()
          tape.tell({ ...telling, options: { ...telling.options, observedAt: index } })
        })
        const found = Object.entries(summary(tape)).map(([service, { windows, ...counts }]) => [
          service,
          { ...counts, windows: windows.length },
        ])
        expect(found).toEqual(counted)
      }),
      { numRuns: 60 },
    )
  })

  test('every interval of a Pod that was seen has its revision in the end', () => {
    const tape = new LedgerTape()
    for (const telling of told) tape.tell(telling)
    const pods = tape.book.services.flatMap((service) => tape.book.page(service).intervals).filter(({ pod }) => pod)
    expect(pods.filter(({ revision }) => revision === undefined)).toEqual([])
  })
})

function summary({ book }: LedgerTape) {
  const rows = book.services.map((service) => {
    const { intervals, windows } = book.page(service)
    return [service, { ...ledgerCounts(intervals), windows: windows.map(({ from, to }) => [from, to]) }] as const
  })
  return Object.fromEntries(rows.filter(([, { added }]) => added > 0))
}

/** A window that begins with the deletion of the Service, as for `shop/legacy`, does not count as one. */
function expected(): ReturnType<typeof summary> {
  const rows = Object.entries(truth.services).map(([service, { adds, removes, toReady, toNotReady, zeroReady }]) => {
    const counts = { added: adds, removed: removes, becameReady: toReady, becameUnready: toNotReady }
    return [service, { ...counts, windows: service === 'shop/legacy' ? [] : zeroReady }] as const
  })
  return Object.fromEntries(rows)
}

/** The three streams merged anew, each in its own order: turn by turn up to 50 lines of one stream. */
function interleaved(turns: readonly number[]): Told[] {
  const streams = Object.values(KINDS).map((kind) => told.filter(({ object }) => object.kind === kind))
  const merged: Told[] = []
  for (let turn = 0; merged.length < told.length; turn++) {
    merged.push(...(streams[turns[turn] ?? turn % 3]?.splice(0, 1 + ((turn * 7) % 50)) ?? []))
  }
  return merged
}

function tellings({ ms, path, list, event }: RecordedLine): Told[] {
  const kind = KINDS[path as keyof typeof KINDS]
  if (kind === undefined || event?.type === 'BOOKMARK') return []
  const listed = list?.items.map((raw) => ({
    object: aProjected(kind, raw),
    options: { evidence: 'initial' as const, observedAt: ms },
  }))
  if (listed) return listed
  return event
    ? [{ object: aProjected(kind, event.object), isGone: event.type === 'DELETED', options: { observedAt: ms } }]
    : []
}

function readRecording(): { lines: RecordedLine[]; truth: Truth } {
  const read = (name: string) => readFileSync(new URL(`../../../../fixtures/recordings/${name}`, import.meta.url))
  const [, ...rest] = String(gunzipSync(read('harbour.jsonl.gz')))
    .trim()
    .split('\n')
  return { lines: rest.map((line) => JSON.parse(line)), truth: JSON.parse(String(read('harbour.truth.json'))) }
}
