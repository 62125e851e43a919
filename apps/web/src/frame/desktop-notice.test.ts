import { afterEach, expect, test, vi } from 'vitest'
import { desktopNotice } from './desktop-notice.ts'

afterEach(() => void vi.unstubAllGlobals())

test('a phone that lets no page make notices is no fault of the page', () => {
  vi.stubGlobal('Notification', () => {
    throw new TypeError("Failed to construct 'Notification': Illegal constructor.")
  })
  expect(desktopNotice('Zero endpoints', { tag: 'a' })).toBeUndefined()
})

test('elsewhere there is one, to be clicked and closed', () => {
  class Shown {
    constructor(
      readonly title: string,
      readonly options: object,
    ) {}
  }
  vi.stubGlobal('Notification', Shown)
  expect(desktopNotice('Zero endpoints', { tag: 'a' })).toEqual(new Shown('Zero endpoints', { tag: 'a' }))
})
