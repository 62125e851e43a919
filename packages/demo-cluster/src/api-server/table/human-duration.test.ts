import { expect, test } from 'vitest'
import { humanDuration } from './human-duration.ts'

test.each([
  [0, '0s'],
  [119_000, '119s'],
  [120_000, '2m'],
  [200_000, '3m20s'],
  [700_000, '11m'],
  [19_800_000, '5h30m'],
  [100_000_000, '27h'],
  [262_800_000, '3d1h'],
  [900_000_000, '10d'],
  [-5_000, '<invalid>'],
])('%i ms is %s', (ms, printed) => {
  expect(humanDuration(ms)).toBe(printed)
})
