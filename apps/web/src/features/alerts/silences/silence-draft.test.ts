import { expect, test } from 'vitest'
import { anAlert } from '../../../testing/an-alert.ts'
import { matcherFrom, spanOf } from './silence-draft.ts'

const alert = anAlert({ subject: 'Service/pay/ledger', detector: 'low-endpoints' })
const now = Date.parse('2026-11-21T14:00:00.000Z')

test('a silence begins as narrow as the alert it is made from, and is widened step by step', () => {
  expect(matcherFrom([alert], { subject: 'this', detector: 'this' })).toEqual({
    namespaces: ['pay'],
    services: ['ledger'],
    detectors: ['low-endpoints'],
  })
  expect(matcherFrom([alert], { subject: 'namespace', detector: 'all' })).toEqual({ namespaces: ['pay'] })
  expect(matcherFrom([alert], { subject: 'all', detector: 'this' })).toEqual({ detectors: ['low-endpoints'] })
})

test('what has no namespace is silenced by its name', () => {
  const matcher = matcherFrom([{ subject: 'Node/-/n7', detector: 'node-drain' }], { subject: 'this', detector: 'this' })
  expect(matcher).toEqual({ services: ['n7'], detectors: ['node-drain'] })
})

test('of an incident everything in it is named, as far as a matcher can', () => {
  const audit = anAlert({ subject: 'Service/bank/audit', detector: 'zero-endpoints' })
  expect(matcherFrom([alert, audit, alert], { subject: 'incident', detector: 'this' })).toEqual({
    namespaces: ['pay', 'bank'],
    services: ['ledger', 'audit'],
    detectors: ['low-endpoints', 'zero-endpoints'],
  })
  const storm = Array.from({ length: 201 }, (_, index) => anAlert({ subject: `Service/pay/s${index}` }))
  expect(matcherFrom([alert, ...storm], { subject: 'incident', detector: 'all' })).toEqual({ namespaces: ['pay'] })
})

test('a length is told as an end', () => {
  expect(spanOf('4h', { now, hours: 0 })).toEqual({ type: 'until', to: '2026-11-21T18:00:00.000Z' })
  expect(spanOf('until-resolved', { now, hours: 0 })).toEqual({ type: 'until-resolved' })
  expect(spanOf('hours', { now, hours: 1.5 })).toEqual({ type: 'until', to: '2026-11-21T15:30:00.000Z' })
  expect([0, -1, Number.NaN, 9_000].map((hours) => spanOf('hours', { now, hours }))).toEqual(Array(4).fill(undefined))
})
