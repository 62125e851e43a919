import { expect, test } from 'vitest'
import { mainCause, unexplained } from './unexplained.ts'

test('unexplained is what no cause is known of, and not known where nobody looked', () => {
  expect(unexplained({ churn: 10, causes: { rollout: 6, unknown: 1 } })).toBe(4)
  expect(unexplained({ churn: 2, causes: { rollout: 2 } })).toBe(0)
  expect(unexplained({ churn: 2 })).toBeUndefined()
})

test('the main cause is the most frequent one that is known', () => {
  expect(mainCause({ causes: { rollout: 2, 'new-pod': 3, unknown: 9 } })).toEqual({ kind: 'new-pod', count: 3 })
  expect(mainCause({ causes: { unknown: 9 } })).toBeUndefined()
})
