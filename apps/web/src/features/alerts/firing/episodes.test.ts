import { expect, test } from 'vitest'
import { episodesOf } from './episodes.ts'

const moment = (type: 'raised' | 'updated' | 'resolved', second: number) => ({
  type,
  at: new Date(second * 1000).toISOString(),
})

test('an alert that is raised again within a quarter of an hour is told to have fired so often, and since when', () => {
  const once = [moment('raised', 1), moment('updated', 3), moment('resolved', 6)]
  expect(episodesOf(once)).toBeUndefined()
  expect(episodesOf([...once, moment('raised', 10), moment('resolved', 15), moment('raised', 20)])).toEqual({
    count: 3,
    firstAt: 1_000,
  })
})
