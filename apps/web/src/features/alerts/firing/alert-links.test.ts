import { expect, test } from 'vitest'
import { anAlert } from '../../../testing/an-alert.ts'
import { alertLinks } from './alert-links.ts'

test('an alert leads to the map, the page, the rollout and the trace at the change after which it held', () => {
  const alert = anAlert({ subject: 'Service/pay/ledger', sinceSeq: 4711, routes: ['https://pay.example.com/'] })
  expect(alertLinks(alert, 'r1')).toEqual({
    map: '/map/?namespace=pay&at=seq%3A4711&focus=Service%2Fpay%2Fledger',
    page: '/service/?namespace=pay&name=ledger&at=seq%3A4711',
    rollout: '/rollout/?id=r1',
    trace: '/trace/?url=https%3A%2F%2Fpay.example.com%2F&at=seq%3A4711',
  })
})

test('what has no namespace is not on the map, and what no URL leads to cannot be traced', () => {
  const alert = anAlert({ subject: 'Node/-/n7', sinceSeq: 0, since: '2026-11-21T14:09:01.004Z' })
  expect(alertLinks(alert)).toEqual({
    map: undefined,
    page: '/object/?kind=Node&name=n7&at=2026-11-21T14%3A09%3A01.004Z',
    rollout: undefined,
    trace: undefined,
  })
})
