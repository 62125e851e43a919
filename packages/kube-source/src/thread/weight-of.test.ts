import { anEndpointSlice, aPod } from '@portolan/domain/testing'
import { expect, test } from 'vitest'
import { weightOf } from './weight-of.ts'

test('what is weighed has about as many characters as JSON', () => {
  const endpoints = Array.from({ length: 100 }, (_, index) => ({
    addresses: [`10.0.0.${index}`],
    ready: true,
    pod: null,
  }))
  for (const value of [aPod('web-0'), anEndpointSlice('web', {}), endpoints]) {
    const share = weightOf(value) / JSON.stringify(value).length
    expect(share).toBeGreaterThan(0.75)
    expect(share).toBeLessThan(1.25)
  }
  expect(weightOf(undefined)).toBe(0)
})
