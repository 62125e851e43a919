import { createHash } from 'node:crypto'
import type { RecordedChange, WatchedObject } from '@portolan/domain'
import { expect, test } from 'vitest'
import { TestLog } from '../../test/test-log.ts'

/** Text that does not compress to less than half. */
const noise = (length: number): string => {
  let text = ''
  while (text.length < length) text += createHash('sha256').update(text).digest('hex')
  return text
}

function additionOf(seq: number, characters: number): RecordedChange {
  const name = `web-${seq}`
  const uid = `00000000-0000-4000-8000-00000000000${seq}`
  const metadata = { annotations: {}, labels: { noise: noise(characters) }, name, namespace: 'shop', uid }
  const object = { apiVersion: 'v1', kind: 'Service', metadata } as unknown as WatchedObject
  return {
    seq,
    change: 'added',
    evidence: 'watched',
    observedAt: 1_000 + seq,
    observedFrom: 1_000,
    kind: 'Service',
    namespace: 'shop',
    name,
    uid,
    resourceVersion: String(seq),
    differences: [{ path: '', after: object }],
  } as RecordedChange
}

test('changes too large for any block are kept, first, between and last', () => {
  const log = new TestLog()
  const changes = [50_000, 10, 60_000, 70_000, 10, 50_000].map((size, index) => additionOf(index + 1, size))
  log.append(changes)
  expect(log.changes()).toEqual(changes)
})
