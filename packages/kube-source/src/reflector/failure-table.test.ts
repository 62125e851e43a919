import { describe, expect, test } from 'vitest'
import { ApiStatusError, ConnectionError, CredentialsError, MalformedAnswerError, SilenceError } from '../errors.ts'
import { type Activity, reactionTo } from './failure-table.ts'

const answered = (
  status: number,
  { reason = '', message = '', retryAfterMs, causes = [] }: Partial<ApiStatusError> = {},
) => new ApiStatusError(message, { status, reason, causes, ...(retryAfterMs !== undefined && { retryAfterMs }) })

describe('[B.6] reactionTo', () => {
  test.each<[what: string, error: Error, ...expected: [Activity, object]]>([
    ['410 while watching', answered(410), 'watching', { do: 'reload' }],
    ['an expired version under another code', answered(500, { reason: 'Expired' }), 'watching', { do: 'reload' }],
    ['410 while listing', answered(410), 'listing', { do: 'wait' }],
    [
      'a version that is too large, by its cause',
      answered(504, { causes: [{ reason: 'ResourceVersionTooLarge' }], retryAfterMs: 1000 }),
      'watching',
      { do: 'wait-for-version', retryAfterMs: 1000 },
    ],
    [
      'a version that is too large, by its message',
      answered(504, { message: 'Timeout: Too large resource version: 9, current: 7' }),
      'checking',
      { do: 'wait-for-version' },
    ],
    ['504 for another reason', answered(504), 'watching', { do: 'wait' }],
    ['422 to a WatchList', answered(422), 'watch-listing', { do: 'list-instead' }],
    ['400 to a WatchList', answered(400), 'watch-listing', { do: 'list-instead' }],
    ['422 to a version', answered(422), 'watching', { do: 'reload' }],
    ['400 to a list', answered(400), 'listing', { do: 'wait' }],
    ['401', answered(401), 'watching', { do: 'wait' }],
    ['403', answered(403), 'watching', { do: 'denied' }],
    ['404', answered(404), 'watching', { do: 'rediscover' }],
    ['429', answered(429, { retryAfterMs: 3000 }), 'watching', { do: 'wait', retryAfterMs: 3000 }],
    ['503 without a time', answered(503), 'checking', { do: 'wait' }],
    ['a broken connection', new ConnectionError('', 'ECONNRESET'), 'watching', { do: 'wait' }],
    ['silence', new SilenceError(''), 'watching', { do: 'wait' }],
    ['a line that is not JSON', new MalformedAnswerError(''), 'watching', { do: 'wait' }],
    ['no credentials', new CredentialsError(''), 'checking', { do: 'wait' }],
  ])('%s', (_, error, ...[activity, reaction]) => {
    expect(reactionTo(error, activity)).toEqual(reaction)
  })

  test('a fault of ours is not waited out', () => {
    expect(() => reactionTo(new TypeError('oops'), 'watching')).toThrow('oops')
  })
})
