import { describe, expect, test } from 'vitest'
import { endsInitialEvents, parseWatchLine } from './watch-line.ts'

const SECRET = 'eyJhbGciOiJSUzI1NiJ9'

describe('parseWatchLine', () => {
  test('a change is read as the API wrote it', () => {
    const object = { metadata: { name: 'web', resourceVersion: '9007199254740993' } }
    expect(parseWatchLine(JSON.stringify({ type: 'MODIFIED', object }))).toEqual({ type: 'MODIFIED', object })
  })

  test('[B.6] a line that is not JSON is refused, and not quoted', () => {
    const torn = `{"type":"ADDED","object":{"data":"${SECRET}`
    expect(() => parseWatchLine(torn)).toThrow('sent a line of a watch that is not JSON')
    expect(() => parseWatchLine(torn)).not.toThrow(SECRET)
  })

  test.each([['null'], ['"ADDED"'], ['{"type":"RENAMED","object":{"metadata":{"resourceVersion":"1"}}}']])(
    '%s is no watch event',
    (text) => {
      expect(() => parseWatchLine(text)).toThrow('is no watch event')
    },
  )

  test.each([
    ['{"type":"ADDED"}'],
    ['{"type":"DELETED","object":{"metadata":{}}}'],
    ['{"type":"BOOKMARK","object":{}}'],
  ])('%s has no version to go on from', (text) => {
    expect(() => parseWatchLine(text)).toThrow('has no resourceVersion')
  })

  test('an ERROR line needs no version', () => {
    expect(parseWatchLine('{"type":"ERROR","object":{"kind":"Status","code":410}}').type).toBe('ERROR')
  })

  test('[B.4] only the marked bookmark ends the initial events', () => {
    const bookmark = (annotations: object) =>
      parseWatchLine(JSON.stringify({ type: 'BOOKMARK', object: { metadata: { resourceVersion: '7', annotations } } }))
    expect(endsInitialEvents(bookmark({ 'k8s.io/initial-events-end': 'true' }))).toBe(true)
    expect(endsInitialEvents(bookmark({}))).toBe(false)
  })
})
