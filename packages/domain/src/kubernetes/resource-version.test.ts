import { describe, expect, test } from 'vitest'
import { ResourceVersionError } from '../errors.ts'
import { compareResourceVersions } from './resource-version.ts'

describe('compareResourceVersions', () => {
  test.each([
    ['RV1', 'a shorter number is older', '9', '10', -1],
    ['RV2', 'a longer number is newer', '10', '9', 1],
    ['RV3', 'the same text is the same version', '100', '100', 0],
    ['RV7', 'length decides beyond 64 bits', '99999999999999999999', '100000000000000000000', -1],
    ['RV8', 'neighbours beyond 2^53 stay apart', '9007199254740993', '9007199254740992', 1],
  ] as const)('[%s] %s', (...[, , a, b, expected]) => {
    expect(compareResourceVersions(a, b)).toBe(expected)
  })

  test.each([
    ['RV4', 'zero is no version', '0', '5'],
    ['RV5', 'the empty text is no version', '', '5'],
    ['RV6', 'leading zeros are refused', '007', '7'],
    ['RV9', 'exponents are refused', '1e3', '5'],
    ['RV10', 'trailing letters are refused', '12', '12a'],
  ] as const)('[%s] %s', (...[, , a, b]) => {
    expect(() => compareResourceVersions(a, b)).toThrow(ResourceVersionError)
    expect(() => compareResourceVersions(b, a)).toThrow(ResourceVersionError)
  })
})
