import { expect, test } from 'vitest'
import { anEndpointSlice, aPod, aSnapshot } from '../testing/index.ts'
import { LedgerFold } from './ledger-fold.ts'
import { openLedgers } from './open-ledgers.ts'

test('the ledgers of a moment are those that a fold finds open which saw the slices only then', () => {
  const pod = aPod('web-1')
  const snapshot = aSnapshot(pod, anEndpointSlice('web-a', { service: 'web', endpoints: [{ pod, ready: true }] }))
  const [ledger] = openLedgers(snapshot, 5000)
  expect(ledger).toMatchObject({
    service: 'default/web',
    wasReady: true,
    open: [{ identity: pod.metadata.uid, pod: 'default/web-1', state: 'ready', from: 5000 }],
  })
  // A fold that goes on from there takes the same slice for no news.
  const objects = [...snapshot.ofKind('EndpointSlice')].map((object) => ({ object, seq: snapshot.seq }))
  const fold = LedgerFold.restore(ledger ? [ledger] : [], objects, (uid) => snapshot.byUid('Pod', uid))
  expect(fold.size).toBe(1)
})
