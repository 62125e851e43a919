import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { AlertsPage, Status } from '@portolan/contract'
import { openAlerts } from '@portolan/history-store'
import type { AlertStore } from '@portolan/pipeline/ports'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { AlertingStage } from '../testing/alerting-stage.ts'
import { World } from '../testing/world.ts'

let directory = ''
let stage: AlertingStage | undefined
beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'portolan-center-'))
})
afterEach(async () => {
  await stage?.close()
  rmSync(directory, { recursive: true, force: true })
})

/** Fails at one thing as long as it is told to. */
class FailingStore {
  isFailing = true
  readonly store: AlertStore

  constructor(inner: AlertStore, at: keyof AlertStore) {
    this.store = new Proxy(inner, {
      get: (target, member: keyof AlertStore) => {
        if (member !== at) return target[member].bind(target)
        return (...given: unknown[]) => {
          if (this.isFailing) return Promise.reject(new Error('The disk is full.'))
          return Reflect.apply(target[member], target, given)
        }
      },
    })
  }
}

describe('a store that fails', () => {
  test('at the start: nothing is judged, the status says so, and it is tried until it opens', async () => {
    const failing = new FailingStore(openAlerts({ directory, clock: new World().clock }).store, 'restore')
    stage = await AlertingStage.open({ store: failing.store }, { isReady: false })
    const { app } = stage
    const alerting = async () => (await app.read<Status>('/api/v1/status')).alerting
    await stage.until(async () => (await alerting())?.state === 'failing')
    expect(await alerting()).toEqual({
      state: 'failing',
      detail: 'Nothing is judged: The disk is full. It is tried again.',
      seq: 0,
    })
    failing.isFailing = false
    await stage.until(async () => (await alerting())?.state === 'running')
    await stage.losesEverything()
    const { items } = await app.read<AlertsPage>('/api/v1/alerts?state=firing')
    expect(items.map(({ detector }) => detector)).toContain('zero-endpoints')
  })

  test('later: what fires is kept and told when it works again, and until then the status says what fails', async () => {
    const failing = new FailingStore(openAlerts({ directory, clock: new World().clock }).store, 'commit')
    failing.isFailing = false
    stage = await AlertingStage.open({ store: failing.store })
    const { app } = stage
    const alerting = async () => (await app.read<Status>('/api/v1/status')).alerting
    expect((await alerting())?.state).toBe('running')
    failing.isFailing = true
    await stage.losesEverything()
    await stage.until(async () => (await alerting())?.state === 'failing')
    expect((await alerting())?.detail).toBe('What is judged cannot be kept: The disk is full. It is tried again.')
    failing.isFailing = false
    await stage.pass(5)
    await stage.until(async () => (await app.read<AlertsPage>('/api/v1/alerts')).items.length > 0)
    expect((await alerting())?.state).toBe('running')
  })
})

test('while a silence of a time zone that this machine does not know is in the way nobody is told, the status says so, and nothing is lost', async () => {
  stage = await AlertingStage.open()
  const { app, parts } = stage
  const alerting = async () => (await app.read<Status>('/api/v1/status')).alerting
  const span = { type: 'recurring', weekdays: [6], start: '02:00', durationMs: 1, timeZone: 'Nowhere/Here' } as const
  const silence = { id: 's', span, matcher: {}, reason: 'r', createdBy: 'c', createdAt: stage.world.clock.time }
  await parts.store.putSilence(silence)
  await app.app.logbook.log.alerts?.settingsChanged()
  await stage.until(async () => (await alerting())?.state === 'failing')
  expect((await alerting())?.detail).toMatch(/^Nobody can be told: .*Nowhere\/Here/)
  stage.put({ 'web-1': 'unready', 'web-2': 'unready' })
  await stage.pass(60)
  await parts.store.removeSilences(['s'])
  await app.app.logbook.log.alerts?.settingsChanged()
  await stage.until(async () => (await alerting())?.state === 'running')
  const raised = async () => (await app.read<AlertsPage>('/api/v1/alerts')).items.map(({ detector }) => detector)
  await stage.until(async () => (await raised()).includes('zero-endpoints'))
})

describe('what people decide while the log is still judged up to its end', () => {
  /** A log that is judged up to its end only when somebody has silenced everything, and `decided` was called. */
  async function silencedMeanwhile(failing: FailingStore, decided: () => void): Promise<AlertingStage> {
    let isJudging = false
    let isDecided = false
    const restore = async () => {
      isJudging = true
      await vi.waitUntil(() => isDecided, { timeout: 60_000 })
      return failing.store.restore()
    }
    const held = new Proxy(failing.store, {
      get: (target, member: keyof AlertStore) => (member === 'restore' ? restore : target[member]),
    })
    const opened = await AlertingStage.open({ store: held }, { isReady: false })
    await opened.until(() => isJudging)
    const span = { type: 'until', to: '2027-01-01T00:00:00.000Z' }
    await opened.app.send('POST', '/api/v1/silences', { matcher: {}, span, reason: 'known', createdBy: 'on call' })
    decided()
    isDecided = true
    return opened
  }

  async function expectSilence({ app }: AlertingStage): Promise<void> {
    const { items } = await app.read<AlertsPage>('/api/v1/alerts?state=firing')
    expect(items).not.toEqual([])
    expect(items.map(({ silencedBy }) => silencedBy.length)).toEqual(items.map(() => 1))
  }

  const failingAt = (member: keyof AlertStore) => {
    const failing = new FailingStore(openAlerts({ directory, clock: new World().clock }).store, member)
    failing.isFailing = false
    return failing
  }

  test('holds from then on', async () => {
    stage = await silencedMeanwhile(failingAt('silences'), () => undefined)
    await stage.losesEverything()
    await expectSilence(stage)
  })

  test('holds as soon as the store that kept it can be read again, and until then the status says what fails', async () => {
    const failing = failingAt('silences')
    stage = await silencedMeanwhile(failing, () => {
      failing.isFailing = true
    })
    const { app } = stage
    const alerting = async () => (await app.read<Status>('/api/v1/status')).alerting
    await stage.until(async () => (await alerting())?.state === 'failing')
    expect((await alerting())?.detail).toBe(
      'What people decided last does not hold yet: The disk is full. It is tried again.',
    )
    failing.isFailing = false
    await stage.until(async () => (await alerting())?.state === 'running')
    await stage.losesEverything()
    await expectSilence(stage)
  })
})

test('a fold at fault ends the judging, never what tells it of changes: the status says so and what helps', async () => {
  stage = await AlertingStage.open()
  const { app, world } = stage
  const fault = {
    change: {
      kind: 'Deployment',
      get namespace() {
        throw new Error('A rule is at fault.')
      },
    },
    ledger: [],
  } as never
  expect(() => world.feed.step(fault)).not.toThrow()
  stage.put({ 'web-1': 'unready', 'web-2': 'unready' })
  await stage.pass(60)
  expect((await app.read<Status>('/api/v1/status')).alerting).toMatchObject({
    state: 'failing',
    detail: 'Nothing is judged any more: A rule is at fault. Restart Portolan: what happened since is judged then.',
  })
  expect((await app.read<AlertsPage>('/api/v1/alerts')).items).toEqual([])
})
