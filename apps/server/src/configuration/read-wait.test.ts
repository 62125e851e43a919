import { describe, expect, test } from 'vitest'
import { readConfig } from '../config.ts'
import { StartRefusedError } from '../errors.ts'

const TOKEN = 'f9d1c7f0a2b34c5d8e6f'
const read = (argv: readonly string[], env: Record<string, string> = {}) =>
  readConfig({ argv: ['rollout', ...argv], env })

describe('portolan rollout wait', () => {
  test('waits ten minutes, and fails on what nobody wants, unless told otherwise', () => {
    expect(read(['wait', 'shop/web'])).toEqual({
      action: 'rollout',
      config: {
        server: 'http://127.0.0.1:7678',
        workload: { namespace: 'shop', name: 'web' },
        timeoutMs: 600_000,
        graceMs: 10_000,
        failOn: ['outage', 'stalled', 'rolled-back', 'deleted'],
        isJson: false,
      },
    })
  })

  test('is told everything by flags, and server and token by variables', () => {
    const flags = ['--timeout', '90s', '--fail-on', 'outage,reduced', '--grace', '2m', '--generation', '7', '--json']
    const env = { PORTOLAN_SERVER: 'https://portolan.example.com', PORTOLAN_AUTH_TOKEN: TOKEN }
    expect(read(['wait', 'shop/deploy/web', ...flags], env)).toEqual({
      action: 'rollout',
      config: {
        server: 'https://portolan.example.com',
        token: TOKEN,
        workload: { namespace: 'shop', name: 'web', kind: 'Deployment' },
        timeoutMs: 90_000,
        graceMs: 120_000,
        generation: 7,
        failOn: ['outage', 'reduced'],
        isJson: true,
      },
    })
    expect(read(['wait', 'StatefulSet/shop/db', '--fail-on', 'none', '--token', 't'])).toMatchObject({
      config: { token: 't', workload: { namespace: 'shop', name: 'db', kind: 'StatefulSet' }, failOn: [] },
    })
  })

  test.each([
    [[], 'portolan rollout does one thing: write portolan rollout wait <namespace/workload>.'],
    [['undo', 'shop/web'], 'portolan rollout does one thing: write portolan rollout wait <namespace/workload>.'],
    [['wait'], 'portolan rollout wait needs a <namespace/workload>: shop/web, or with its kind shop/Deployment/web.'],
    [
      ['wait', 'web'],
      'portolan rollout wait needs NAMESPACE/WORKLOAD, such as shop/web or shop/Deployment/web, not "web".',
    ],
    [
      ['wait', 'a/b/c'],
      'portolan rollout wait needs NAMESPACE/WORKLOAD, such as shop/web or shop/Deployment/web, not "a/b/c".',
    ],
    [['wait', 'shop/web', 'shop/api'], 'portolan rollout wait takes one <namespace/workload>: leave out shop/api.'],
    [
      ['wait', 'shop/web', '--timeout', '10'],
      '--timeout needs a length of time with its unit, such as 90s or 10m, not "10".',
    ],
    [
      ['wait', 'shop/web', '--fail-on', 'outage,panic'],
      '--fail-on needs one of outage, stalled, reduced, unknown, rolled-back, superseded, deleted, not "panic".',
    ],
    [
      ['wait', 'shop/web', '--server', 'portolan:80'],
      '--server needs an origin such as http://localhost:3000, not "portolan:80".',
    ],
  ])('%j is refused with one sentence', (argv, sentence) => {
    expect(() => read(argv)).toThrow(new StartRefusedError(sentence))
  })
})
