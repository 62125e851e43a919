import { expect, test } from 'vitest'
import { isPort, isWhole } from './pods-url.ts'

test('a port is a number that can be one, or a name that a container may give it', () => {
  const texts = ['1', '65535', 'http', 'grpc-web', '0', '65536', '80.5', '-1x!', '', 'a-name-too-long-for-a-port']
  expect(texts.filter(isPort)).toEqual(['1', '65535', 'http', 'grpc-web'])
})

test('nothing is asked before both ends and a port are there', () => {
  const asked = { from: 'shop/web', to: '203.0.113.9', port: '80', protocol: 'TCP' } as const
  expect([asked, { ...asked, from: ' ' }, { ...asked, to: '' }, { ...asked, port: '' }].map(isWhole)).toEqual([
    true,
    false,
    false,
    false,
  ])
})
