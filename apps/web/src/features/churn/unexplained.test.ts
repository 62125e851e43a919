import { expect, test } from 'vitest'
import { mainCause, unexplained, withRest } from './unexplained.ts'

test('unexplained is all that no cause is told of, and not known where nobody looked', () => {
  const of = (churn: number, causes: Parameters<typeof withRest>[0]['causes']) =>
    unexplained({ causes: withRest({ churn, causes }) })
  expect([of(10, { rollout: 6, unknown: 1 }), of(2, { rollout: 2 }), of(3, undefined)]).toEqual([4, 0, 3])
  expect(unexplained({})).toBeUndefined()
})

test('the main cause is the most frequent one that is known of what was lost, else of what was gained', () => {
  const causes = { rollout: 2, 'readiness-probe': 20, recovered: 21, 'new-pod': 3, unknown: 90 }
  expect(mainCause({ causes })).toEqual({ kind: 'readiness-probe', count: 20 })
  expect(mainCause({ causes: { recovered: 1, 'new-pod': 3, unknown: 9 } })).toEqual({ kind: 'new-pod', count: 3 })
  expect(mainCause({ causes: { unknown: 9 } })).toBeUndefined()
})
