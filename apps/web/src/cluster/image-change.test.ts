import { expect, test } from 'vitest'
import { imageChanges } from './image-change.ts'

test('of an image only the tag is told where its name stays', () => {
  expect(imageChanges({ web: 'shop/web:v1', log: 'log:1' }, { web: 'shop/web:v2', log: 'log:1' })).toEqual([
    { container: 'web', name: 'shop/web', from: 'v1', to: 'v2' },
  ])
})

test('another image, a container that comes and one that goes are told whole', () => {
  expect(imageChanges({ web: 'web:v1', old: 'old:1' }, { web: 'registry.local:5000/web', added: 'new:1' })).toEqual([
    { container: 'web', name: '', from: 'web:v1', to: 'registry.local:5000/web' },
    { container: 'added', name: '', from: undefined, to: 'new:1' },
    { container: 'old', name: '', from: 'old:1', to: undefined },
  ])
})

test('a digest is a tag, a port is none, and no tag is the newest', () => {
  expect(imageChanges({ a: 'r:5000/a', b: 'b@sha256:12' }, { a: 'r:5000/a:v2', b: 'b@sha256:34' })).toEqual([
    { container: 'a', name: 'r:5000/a', from: 'latest', to: 'v2' },
    { container: 'b', name: 'b', from: 'sha256:12', to: 'sha256:34' },
  ])
})

test('a restart changes no image', () => {
  expect(imageChanges({ web: 'web:v1' }, { web: 'web:v1' })).toEqual([])
})
