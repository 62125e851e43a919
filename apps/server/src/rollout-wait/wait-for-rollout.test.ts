import type { AddressInfo } from 'node:net'
import type { Rollout } from '@portolan/contract'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { StagedWeb } from '../../test/staged-web.ts'
import { StartRefusedError } from '../errors.ts'
import { until } from '../testing/live-client.ts'
import { TestApp, type TestAppOptions } from '../testing/test-app.ts'
import { World } from '../testing/world.ts'
import { waitForRollout } from './wait-for-rollout.ts'
import type { WaitOptions } from './wait-options.ts'

const HOUR_MS = 3_600_000

let world: World
let web: StagedWeb
let app: TestApp
let server: string
const endings: AbortController[] = []
beforeEach(async () => {
  world = new World()
  web = new StagedWeb(world, ['a', 'b'])
  await serve()
})
afterEach(async () => {
  for (const ending of endings.splice(0)) ending.abort()
  await app.close()
})

/** Portolan over the world, always at the same place once it was somewhere. */
async function serve(options: TestAppOptions = {}): Promise<void> {
  const port = server === undefined ? 0 : Number(new URL(server).port)
  app = await TestApp.over({ world, ...options })
  await app.app.server.listen({ host: '127.0.0.1', port })
  server = `http://127.0.0.1:${(app.app.server.server.address() as AddressInfo).port}`
}

/** A wait that runs, and what it says. */
function waiting(options: Partial<WaitOptions> = {}) {
  const said = { stdout: '', stderr: '' }
  const ending = new AbortController()
  endings.push(ending)
  const exited = waitForRollout(
    {
      server,
      workload: { namespace: 'default', name: 'web' },
      timeoutMs: 60_000,
      graceMs: 200,
      failOn: ['outage', 'stalled', 'rolled-back', 'deleted'],
      isJson: false,
      ...options,
    },
    {
      output: {
        write(text: string) {
          said.stdout += text
        },
      },
      progress: {
        write(text: string) {
          said.stderr += text
        },
      },
      signal: ending.signal,
    },
  )
  exited.catch(() => undefined)
  return { said, exited, isFollowing: () => until(() => /requested|progressing/.test(said.stderr), 'it follows') }
}

/** One Pod after the other, and never one too few. */
function rollOver(version: number, names: readonly [string, string, string, string]): void {
  const [a, b, c, d] = names
  web
    .ready(c, version)
    .leaves(a, version - 1)
    .ready(d, version)
    .leaves(b, version - 1)
  web.complete(version, { replicas: 2 }).gone(a).gone(b)
}

describe('portolan rollout wait', () => {
  test('follows the rollout that begins, tells how it goes, and exits with 0 where it was hitless', async () => {
    const wait = waiting({ graceMs: 30_000 })
    await until(() => wait.said.stderr.includes('waiting for a rollout to begin'), 'it waits')
    web.request(2, { replicas: 2 })
    await wait.isFollowing()
    rollOver(2, ['a', 'b', 'c', 'd'])
    expect(await wait.exited).toBe(0)
    expect(wait.said.stdout).toMatch(
      /^Deployment\/default\/web \(update, app:1 → app:2\): drained after \d\.\d s\.\nHitless: never fewer than 2 of 2 endpoints ready; .*\.\n$/,
    )
  })

  test('exits with 1 for what it is to fail on, with the rollout as JSON', async () => {
    web.request(2, { replicas: 2 })
    const wait = waiting({ isJson: true })
    await wait.isFollowing()
    web.leaves('a', 1).leaves('b', 1)
    world.clock.time += 4_000
    rollOver(2, ['a', 'b', 'c', 'd'])
    expect(await wait.exited).toBe(1)
    const { rollout, ...end } = JSON.parse(wait.said.stdout) as { rollout: Rollout }
    expect(end).toEqual({ outcome: 'failed', exitCode: 1, workload: 'default/web', failures: ['outage'] })
    expect([rollout.verdict.kind, rollout.state, rollout.isOver]).toEqual(['outage', 'drained', true])
  })

  test('does not fail on what it was not told to fail on', async () => {
    web.request(2, { replicas: 2 }).leaves('a', 1).leaves('b', 1)
    const wait = waiting({ failOn: ['stalled'] })
    await wait.isFollowing()
    rollOver(2, ['a', 'b', 'c', 'd'])
    expect(await wait.exited).toBe(0)
    expect(wait.said.stdout).toContain('with no endpoint')
  })

  test('does not take an old rollout for the one that is meant', async () => {
    web.request(2, { replicas: 2 })
    rollOver(2, ['a', 'b', 'c', 'd'])
    world.clock.time += HOUR_MS
    const wait = waiting()
    await until(() => wait.said.stderr.includes('waiting for a rollout'), 'it waits')
    world.clock.time += 1_000
    expect(await wait.exited).toBe(4)
    expect(wait.said.stdout).toBe('default/web: no rollout was asked for; none began within 0.2 s.\n')
  })

  test('takes one that was over before anybody could wait, when no other begins', async () => {
    web.request(2, { replicas: 2 })
    rollOver(2, ['a', 'b', 'c', 'd'])
    const wait = waiting()
    await until(() => wait.said.stderr.includes('waiting for a rollout'), 'it waits')
    world.clock.time += 1_000
    expect(await wait.exited).toBe(0)
  })

  test('waits for the rollout of a generation, whatever was over before', async () => {
    web.request(2, { replicas: 2 })
    rollOver(2, ['a', 'b', 'c', 'd'])
    const wait = waiting({ generation: 3 })
    await until(() => wait.said.stderr.includes('waiting for a rollout'), 'it waits')
    world.clock.time += 1_000
    web.request(3, { replicas: 2 })
    await wait.isFollowing()
    rollOver(3, ['c', 'd', 'e', 'f'])
    expect(await wait.exited).toBe(0)
    expect(wait.said.stdout).toContain('app:2 → app:3')
    expect(await waiting({ generation: 3 }).exited).toBe(0)
  })

  test('follows the rollout that takes the place of another', async () => {
    web.request(2, { replicas: 2 })
    const wait = waiting()
    await wait.isFollowing()
    web.request(3, { replicas: 2 }).ready('c', 3).leaves('a', 1).ready('d', 3).leaves('b', 1)
    web.complete(3, { replicas: 2 }).gone('a').gone('b')
    expect(await wait.exited).toBe(0)
    expect(wait.said.stdout).toContain('app:3')
  })

  test('exits with 3 when time is up', async () => {
    web.request(2, { replicas: 2 })
    const wait = waiting({ timeoutMs: 500 })
    expect(await wait.exited).toBe(3)
    expect(wait.said.stdout).toContain('Not over after 0.5 s.')
  })

  test('goes on when the server is started again meanwhile', async () => {
    web.request(2, { replicas: 2 })
    const wait = waiting()
    await wait.isFollowing()
    await app.close()
    web.ready('c', 2).leaves('a', 1)
    await serve()
    web.ready('d', 2).leaves('b', 1).complete(2, { replicas: 2 }).gone('a').gone('b')
    expect(await wait.exited).toBe(0)
  })

  test('refuses to wait for a workload that does not exist, and names the one that may be meant', async () => {
    const workload = { namespace: 'default', name: 'wbe' }
    const other = { namespace: 'default', name: 'else', kind: 'DaemonSet' }
    const meant = new StartRefusedError(
      `There is no Deployment, StatefulSet or DaemonSet default/wbe in the cluster that ${server} watches: did you mean Deployment/default/web?`,
    )
    await expect(waiting({ workload, graceMs: 0 }).exited).rejects.toThrow(meant)
    await expect(waiting({ workload, graceMs: 0, generation: 3 }).exited).rejects.toThrow(meant)
    await expect(waiting({ workload: other, graceMs: 0 }).exited).rejects.toThrow(
      /^There is no DaemonSet default\/else in .*: correct its name, or apply it before waiting for it\.$/,
    )
    const early = waiting({ workload, graceMs: 30_000 })
    await until(() => early.said.stderr.includes('waiting for a rollout to begin'), 'it may still be applied')
  })

  test('cannot tell of a workload that may exist unseen', async () => {
    const workload = { namespace: 'default', name: 'wbe' }
    world.snapshot.setVisibility('DaemonSet', undefined, 'denied')
    expect(await waiting({ workload, graceMs: 0 }).exited).toBe(4)
    world.snapshot.setVisibility('DaemonSet', undefined, 'observed')
    world.tellGap({ kind: 'StatefulSet', from: world.clock.time, reason: 'expired' })
    expect(await waiting({ workload, graceMs: 0 }).exited).toBe(4)
  })

  test('needs the token of a server that has one', async () => {
    await app.close()
    await serve({ auth: { mode: 'token', token: 'f9d1c7f0a2b34c5d8e6f' } })
    web.request(2, { replicas: 2 })
    await expect(waiting().exited).rejects.toThrow(/lets nobody in without its token/)
    const wait = waiting({ token: 'f9d1c7f0a2b34c5d8e6f' })
    await wait.isFollowing()
    rollOver(2, ['a', 'b', 'c', 'd'])
    expect(await wait.exited).toBe(0)
  })

  test('says so where no Portolan answers', async () => {
    await app.close()
    await expect(waiting().exited).rejects.toThrow(StartRefusedError)
    await expect(waiting().exited).rejects.toThrow(
      /^No Portolan answers at http:\/\/127\.0\.0\.1:\d+: start it, or correct --server\.$/,
    )
  })
})
