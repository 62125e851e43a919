import { expect, test } from 'vitest'
import { redirectTarget } from './redirect-target.ts'

test('a client that is sent elsewhere goes there, also where only a path is named', () => {
  const requested = 'http://shop.example.com:80/old?x=1'
  expect(redirectTarget('https://shop.example.com/new', requested)).toBe('https://shop.example.com/new')
  expect(redirectTarget('/new', requested)).toBe('http://shop.example.com/new')
})

test.each([undefined, 'http://[', 'mailto:shop@example.com'])('%s leads nowhere that can be traced', (location) => {
  expect(redirectTarget(location, 'http://shop.example.com/')).toBeUndefined()
})
