import { expect, test } from 'vitest'
import { formatDuration } from './duration.ts'

test.each([
  [0, '0 ms', '0 毫秒'],
  [318.9, '318 ms', '318 毫秒'],
  [4_260, '4.2 s', '4.2 秒'],
  [59_999, '59.9 s', '59.9 秒'],
  [134_000, '2 min 14 s', '2 分 14 秒'],
  [120_000, '2 min', '2 分'],
  [11_100_000, '3 h 5 min', '3 小时 5 分'],
  [266_400_000, '3 d 2 h', '3 天 2 小时'],
])('%d ms reads "%s", "%s"', (durationMs, english, chinese) => {
  expect([formatDuration(durationMs, 'en'), formatDuration(durationMs, 'zh-CN')]).toEqual([english, chinese])
})

test('what is renewed once a second shows no tenths', () => {
  expect([300, 4_260, 134_000].map((ms) => formatDuration(ms, 'en', 'second'))).toEqual(['0 s', '4 s', '2 min 14 s'])
})
