import { expect, test } from 'vitest'
import { aModification, anAddition, anEndpointSlice, anIngress, aPod, aService } from '../testing/index.ts'
import { nginxReload } from './nginx-reload.ts'

test('[A03] endpoints are no reason to reload, rules, annotations and Services are, and a status is none', () => {
  const slice = (ready: boolean) => anEndpointSlice('web-1', { service: 'web', endpoints: [{ ready }] })
  const status = { loadBalancer: { ingress: [{ ip: '203.0.113.7' }] } }
  const rewritten = { annotations: { 'nginx.ingress.kubernetes.io/rewrite-target': '/' } }
  const modified = (before: Parameters<typeof aModification>[1][0], after: typeof before) =>
    nginxReload(aModification(2, [before, after]))
  expect(modified(slice(true), slice(false))).toBe('not-expected')
  expect(modified(anIngress('a', { path: '/' }), anIngress('a', { service: 'web' }))).toBe('expected')
  expect(modified(anIngress('a'), anIngress('a', rewritten))).toBe('expected')
  expect(modified(anIngress('a'), anIngress('a', { status }))).toBe('not-expected')
  expect(modified(aService('web'), aService('web', { ports: [{ port: 81 }] }))).toBe('expected')
  expect(nginxReload(anAddition(1, anIngress('a')))).toBe('expected')
  expect(nginxReload(anAddition(1, aPod('a')))).toBeUndefined()
})
