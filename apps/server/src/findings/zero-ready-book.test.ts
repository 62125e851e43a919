import type { LedgerEntry, ZeroReadyWindow } from '@portolan/domain'
import { describe, expect, test } from 'vitest'
import { ZeroReadyBook } from './zero-ready-book.ts'

const service = 'shop/web'

function aWindow(fromSeq: number, end: Partial<ZeroReadyWindow> = {}): ZeroReadyWindow {
  return { from: fromSeq * 1_000, fromSeq, opened: 'endpoints', ...end }
}

const opened = (fromSeq: number): LedgerEntry => ({ type: 'window-opened', service, window: aWindow(fromSeq) })
const closed = (fromSeq: number, toSeq: number): LedgerEntry => ({
  type: 'window-closed',
  service,
  fromSeq,
  to: toSeq * 1_000,
  toSeq,
})

describe('ZeroReadyBook', () => {
  test('holds the windows of a Service newest first, open until they are closed', () => {
    const book = new ZeroReadyBook()
    for (const entry of [opened(1), closed(1, 2), opened(5)]) book.note(entry)
    expect(book.of(service)).toEqual([aWindow(5), aWindow(1, { to: 2_000, toSeq: 2 })])
    expect(book.of('shop/other')).toEqual([])
  })

  test('a window that is withdrawn never was', () => {
    const book = new ZeroReadyBook()
    book.note(opened(1))
    book.note({ type: 'window-withdrawn', service, fromSeq: 1 })
    expect(book.of(service)).toEqual([])
  })

  test('what is recalled stands before what is noted, and ends as was noted in between', () => {
    const book = new ZeroReadyBook()
    for (const entry of [closed(2, 6), opened(7)]) book.note(entry)
    book.note({ type: 'window-withdrawn', service, fromSeq: 3 })
    book.recall([7, 3, 2].map((fromSeq) => ({ service, window: aWindow(fromSeq) })))
    expect(book.of(service)).toEqual([aWindow(7), aWindow(2, { to: 6_000, toSeq: 6 })])
  })

  test('remembers the newest twenty of a Service', () => {
    const book = new ZeroReadyBook()
    for (let seq = 1; seq <= 30; seq += 1) book.note(opened(seq))
    expect(book.of(service).map(({ fromSeq }) => fromSeq)).toEqual(Array.from({ length: 20 }, (_, index) => 30 - index))
  })
})
