import { expect, test } from 'vitest'
import { anAlert } from '../../../testing/an-alert.ts'
import { matcherFrom, spanOf } from './silence-draft.ts'

const alert = anAlert({ subject: 'Service/pay/ledger', detector: 'low-endpoints' })
const now = Date.parse('2026-11-21T14:00:00.000Z')

test('a silence begins as narrow as the alert it is made from, and is widened step by step', () => {
  expect(matcherFrom(alert, { subject: 'this', detector: 'this' })).toEqual({
    namespaces: ['pay'],
    services: ['ledger'],
    detectors: ['low-endpoints'],
  })
  expect(matcherFrom(alert, { subject: 'namespace', detector: 'all' })).toEqual({ namespaces: ['pay'] })
  expect(matcherFrom(alert, { subject: 'all', detector: 'this' })).toEqual({ detectors: ['low-endpoints'] })
})

test('what has no namespace is silenced by its name', () => {
  const matcher = matcherFrom({ subject: 'Node/-/n7', detector: 'node-drain' }, { subject: 'this', detector: 'this' })
  expect(matcher).toEqual({ services: ['n7'], detectors: ['node-drain'] })
})

test('a length is told as an end; a custom end lies ahead', () => {
  expect(spanOf('4h', { now, end: undefined })).toEqual({ type: 'until', to: '2026-11-21T18:00:00.000Z' })
  expect(spanOf('until-resolved', { now, end: undefined })).toEqual({ type: 'until-resolved' })
  expect(spanOf('custom', { now, end: now + 1 })).toEqual({ type: 'until', to: '2026-11-21T14:00:00.001Z' })
  expect(spanOf('custom', { now, end: now })).toBeUndefined()
  expect(spanOf('custom', { now, end: undefined })).toBeUndefined()
})
