import { isIPv4, isIPv6 } from 'node:net'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Pseudonyms } from './pseudonyms.ts'
import { redactKey, redactText, redactUid } from './redact-text.ts'

const pseudonyms = new Pseudonyms(Buffer.alloc(32, 7))
const redact = (text: string) => redactText(text, pseudonyms)
const word = (text: string) => pseudonyms.word(text)

const ipv4 = fc.ipV4()
/** How many leading bits two addresses of four bytes have in common. */
function commonBits(a: string, b: string): number {
  const [left, right] = [a, b].map((text) => text.split('.').reduce((sum, byte) => sum * 256 + Number(byte), 0))
  return Math.clz32(((left ?? 0) ^ (right ?? 0)) >>> 0)
}

describe('pseudonyms', () => {
  test('addresses keep their family, stay apart, and share as many leading bits as before', () => {
    fc.assert(
      fc.property(ipv4, ipv4, (a, b) => {
        const [left, right] = [pseudonyms.address(a), pseudonyms.address(b)]
        expect([isIPv4(left), isIPv4(right)]).toEqual([true, true])
        expect(commonBits(left, right)).toBe(commonBits(a, b))
      }),
    )
    fc.assert(
      fc.property(fc.ipV6(), fc.ipV6(), (a, b) => {
        const [left, right] = [pseudonyms.address(a), pseudonyms.address(b)]
        expect([isIPv6(left), isIPv6(right)]).toEqual([true, true])
        const isSame = new URL(`http://[${a}]`).hostname === new URL(`http://[${b}]`).hostname
        expect(left === right).toBe(isSame)
      }),
    )
  })

  test('what lies in a block lies in its pseudonym, and a block has no bits behind its prefix', () => {
    fc.assert(
      fc.property(ipv4, fc.integer({ min: 0, max: 32 }), (address, prefix) => {
        const block = pseudonyms.address(address, prefix)
        expect(commonBits(block, pseudonyms.address(address))).toBeGreaterThanOrEqual(prefix)
        expect(pseudonyms.address(block, prefix).split('.')).toHaveLength(4)
      }),
    )
    expect([redact('0.0.0.0/0'), redact('::/0')]).toEqual(['0.0.0.0/0', '::/0'])
    expect(redact('10.1.0.0/16')).toMatch(/^\d+\.\d+\.0\.0\/16$/)
  })

  test('words are equal where their originals are, fit for names, and others under another key', () => {
    expect(word('web')).toBe(word('web'))
    expect(word('web')).not.toBe(word('Web'))
    expect(word('web')).toMatch(/^[a-z]{16}$/)
    expect(new Pseudonyms().word('web')).not.toBe(new Pseudonyms().word('web'))
  })
})

describe('redactText', () => {
  test.each([
    ['shop/web-1', `${word('shop')}/${word('web-1')}`],
    ['*.shop.example.com', `*.${word('shop')}.${word('example')}.${word('com')}`],
    ['web.shop.svc.cluster.local', `${word('web')}.${word('shop')}.svc.cluster.local`],
    ['/cart/v1/$2', `/${word('cart')}/${word('v1')}/$2`],
    [
      'registry.io:5000/team/web:1.2',
      `${word('registry')}.${word('io')}:${word('5000')}/${word('team')}/${word('web')}:${word('1')}.${word('2')}`,
    ],
    ['10.0.0.1:8080', `${pseudonyms.address('10.0.0.1')}:${word('8080')}`],
    ['FQDN|db.example.com', `${word('FQDN')}|${word('db')}.${word('example')}.${word('com')}`],
    ['fd00::1', pseudonyms.address('fd00::1')],
    ['since 2026-11-21T01:00:08.974Z', `${word('since')} 2026-11-21T01:00:08.974Z`],
    ['größe', word('größe')],
    ['', ''],
    ['None', 'None'],
  ])('%j', (text, expected) => {
    expect(redact(text)).toBe(expected)
  })

  test('no word of any text is left in it', () => {
    fc.assert(
      fc.property(
        fc.array(fc.stringMatching(/^[a-z][a-z0-9-]{3,12}[a-z]$/), { minLength: 1, maxLength: 5 }),
        fc.constantFrom('/', '.', ' ', ':', '@', '=', '|', ','),
        (words, between) => {
          const parts = redact(words.join(between)).split(between)
          expect(parts).toEqual(words.map(word))
        },
      ),
    )
  })
})

test('a uid stays, and a name in its place does not', () => {
  expect(redactUid('5974e672-6ae3-48ff-8431-099e1cb9afed', pseudonyms)).toBe('5974e672-6ae3-48ff-8431-099e1cb9afed')
  expect(redactUid('node-01', pseudonyms)).toBe(word('node-01'))
})

test('keys that have a meaning stay, those of somebody do not', () => {
  for (const key of ['app', 'app.kubernetes.io/name', 'pod-template-hash', 'topology.kubernetes.io/zone']) {
    expect(redactKey(key, pseudonyms)).toBe(key)
  }
  expect(redactKey('acme.com/team', pseudonyms)).toBe(`${word('acme')}.${word('com')}/${word('team')}`)
  expect(redactKey('notkubernetes.io/team', pseudonyms)).not.toContain('notkubernetes')
})
