import { describe, expect, test } from 'vitest'
import { zeroReadyMs } from './zero-ready-ms.ts'

describe('zeroReadyMs', () => {
  test('windows count as far as they lie in the range, an open one to its end', () => {
    const windows = [
      { from: 0, fromSeq: 1, opened: 'endpoints', to: 150, toSeq: 2 },
      { from: 300, fromSeq: 3, opened: 'endpoints', to: 300, toSeq: 4 },
      { from: 900, fromSeq: 5, opened: 'slice-deleted' },
    ] as const
    expect(zeroReadyMs(windows, { from: 100, to: 1000 })).toBe(50 + 0 + 100)
    expect(zeroReadyMs(windows, { from: 200, to: 800 })).toBe(0)
  })
})
