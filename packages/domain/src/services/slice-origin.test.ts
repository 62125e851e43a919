import { expect, test } from 'vitest'
import { anEndpointSlice, aProjected, aRawEndpointSlice } from '../testing/index.ts'
import { sliceOrigin } from './slice-origin.ts'

test('[D.4.2] [D.4.3] a slice says by its labels who fills it', () => {
  const managed = (managedBy: string) => sliceOrigin(anEndpointSlice('web-1', { service: 'web', managedBy }))
  expect(managed('endpointslice-controller.k8s.io')).toBe('selector')
  expect(managed('endpointslicemirroring-controller.k8s.io')).toBe('mirrored')
  expect(managed('somebody.example.com')).toBe('by-hand')
  const bare = aRawEndpointSlice('kubernetes')
  expect(
    sliceOrigin(aProjected('EndpointSlice', { ...bare, metadata: { ...(bare.metadata as object), labels: {} } })),
  ).toBe('by-hand')
  const imported = anEndpointSlice('web-2', { labels: { 'multicluster.kubernetes.io/service-name': 'web' } })
  expect(sliceOrigin(imported)).toBe('imported')
})
