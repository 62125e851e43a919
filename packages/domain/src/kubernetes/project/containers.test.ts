import { describe, expect, test } from 'vitest'
import { projectContainers } from './containers.ts'

const lifecycleOf = (lifecycle: unknown) => projectContainers([{ name: 'main', lifecycle }])[0]?.lifecycle

describe('[C.4] projectContainers', () => {
  test('of hooks keeps that there is one, and the ports they dial by name', () => {
    const postStart = { tcpSocket: { port: 'admin' } }
    const preStop = { httpGet: { path: '/stop?token=x', port: 'http', httpHeaders: [{ name: 'a', value: 'b' }] } }
    expect(lifecycleOf({ postStart, preStop })).toEqual({
      portNames: ['admin', 'http'],
      postStart: true,
      preStop: true,
    })
  })

  test('of a hook that runs a command, or dials a number, keeps that there is one', () => {
    const hooks = { postStart: { exec: { command: ['x'] } }, preStop: { httpGet: { port: 80 } } }
    expect(lifecycleOf(hooks)).toEqual({ postStart: true, preStop: true })
    expect(lifecycleOf({})).toBeUndefined()
  })
})
