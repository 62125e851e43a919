import { expect, test } from 'vitest'
import { subsetMoves } from './endpoint-moves.ts'

const at = (ip: string) => ({ ip, targetRef: { name: 'web-1' } })

test('an address that goes from one list of an Endpoints object to the other changed its readiness', () => {
  const moved = subsetMoves([
    { path: 'subsets[0].notReadyAddresses["a"]', before: at('10.0.0.7') },
    { path: 'subsets[0].addresses["a"]', after: at('10.0.0.7') },
  ])
  expect(moved).toEqual([
    { move: 'becameReady', isReady: true, identity: 'a', who: { address: '10.0.0.7', name: 'web-1' } },
  ])
})

test('an address that stays in its list, though something of it changed, made no move', () => {
  expect(subsetMoves([{ path: 'subsets[0].addresses["a"]', before: at('10.0.0.7'), after: at('10.0.0.8') }])).toEqual(
    [],
  )
})
