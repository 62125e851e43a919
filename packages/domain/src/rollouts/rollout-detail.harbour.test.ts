import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { nothingYet, RECORDING_START, replayRecording } from '../../test/recorded-changes.ts'
import { describeVerdict } from './describe-verdict.ts'
import type { RolloutDetail } from './rollout-detail.ts'
import { RolloutDetailFold } from './rollout-detail-fold.ts'
import { RolloutFold } from './rollout-fold.ts'
import type { Rollout } from './rollout-types.ts'
import { rolloutUrls } from './rollout-urls.ts'

interface Truth {
  readonly services: Readonly<Record<string, { readonly zeroReady: readonly (readonly [number, number | null])[] }>>
}

const TRUTH: Truth = JSON.parse(
  readFileSync(new URL('../../../../fixtures/recordings/harbour.truth.json', import.meta.url), 'utf8'),
)

const nameOf = ({ requested, workload }: Rollout) =>
  `${workload.name}@${Math.floor((requested.at - RECORDING_START) / 1000)}`

/** Every rollout of the recording in detail, and the rules that lead to it when it was requested; told apart by name and second. */
function details(): ReadonlyMap<string, RolloutDetail & { readonly urls: readonly string[] }> {
  const known = nothingYet()
  const fold = new RolloutFold(known)
  const rollouts = new Map<string, Rollout>()
  for (const { applied, change } of replayRecording(known)) {
    for (const rollout of fold.apply(change, applied)) rollouts.set(rollout.id, rollout)
  }
  const snapshot = nothingYet()
  const folds: { readonly fold: RolloutDetailFold; readonly urls: readonly string[] }[] = []
  for (const { applied, change } of replayRecording(snapshot)) {
    for (const open of folds) open.fold.apply(change, applied)
    for (const rollout of rollouts.values()) {
      if (rollout.requested.seq !== change.seq) continue
      const urls = rolloutUrls(rollout, snapshot).map(
        ({ host = '*', path = '', service }) => `${host}${path} → ${service}`,
      )
      folds.push({ fold: new RolloutDetailFold(rollout, snapshot), urls })
    }
  }
  return new Map(
    folds.map(({ fold: open, urls }) => {
      const detail = open.detail()
      return [nameOf(detail.rollout), { ...detail, urls }]
    }),
  )
}

const found = details()

function detailOf(name: string) {
  const detail = found.get(name)
  expect(detail, `${name} is one of ${[...found.keys()].join(', ')}`).toBeDefined()
  return detail as RolloutDetail & { readonly urls: readonly string[] }
}

test('the verdict of each rollout can be read aloud', () => {
  expect([...found].map(([name, { rollout }]) => `${name}: ${describeVerdict(rollout).text}`)).toEqual([
    'web@24: Hitless: never fewer than 3 of 4 endpoints ready; old Pods drained 1.4 s after the new ones took over',
    'web@49: Stalled: no progress within the deadline; never fewer than 3 of 4 endpoints ready',
    'web@84: Hitless: never fewer than 3 of 4 endpoints ready; old Pods drained 450 ms after the new ones took over',
    'nginx-app@125: Hitless: never fewer than 2 of 2 endpoints ready; old Pods drained 1.6 s after the new ones took over',
    'api@140: 20 ms with no endpoint, 01:02:34.026–01:02:34.046 UTC, because endpoints were lost that the strategy promises to keep',
    'api@175: Reduced: only 1 of 2 endpoints ready at times; fewer than the 2 that are promised for 591 ms',
    'db@205: Never fewer than 2 of 3 endpoints listed, but shop/db publishes Pods that are not ready',
    'nginx-ingress-controller@225: 2.9 s with no endpoint, 01:03:54.241–01:03:57.122 UTC, because maxUnavailable let the only Pod go before its successor was ready',
    'api@243: 26.3 s with no endpoint, 01:04:12.507–01:04:38.767 UTC, because maxUnavailable let every Pod go before a successor was ready',
    'api@268: 1.3 s with no endpoint, 01:04:37.506–01:04:38.767 UTC, because none was ready when the rollout was requested',
  ])
})

test('every window without an endpoint that a rollout did not inherit is one of the recorded slices, to the millisecond', () => {
  for (const { rollout } of found.values()) {
    for (const { service, zeroReady } of rollout.services) {
      for (const { from, reason, to } of zeroReady) {
        if (reason === 'inherited') continue
        const window = [from, to].map((moment) => moment && moment.at - RECORDING_START)
        expect(TRUTH.services[service]?.zeroReady).toContainEqual(window)
      }
    }
  }
})

test('a step function begins at the request and ends with the new revision alone', () => {
  const [edge] = detailOf('web@24').series.filter(({ service }) => service === 'shop/web')
  const steps = edge?.steps.map(({ from, ready, servingTerminating }) => [
    from.at - RECORDING_START,
    ready.join('+'),
    servingTerminating,
  ])
  expect([steps?.[0], steps?.[1], steps?.at(-1)]).toEqual([
    [24_106, '4+0', 0],
    [24_155, '3+0', 1],
    [28_239, '0+4', 0],
  ])
  expect(edge?.revisions).toEqual(['9985b8f76', '5f8bdc9669'])
})

test('the measures of the hitless rollout', () => {
  const { completeToDrained, drainOverlap, endpointLag, graceUsed, pods, podsLeftOut, requestedToComplete } =
    detailOf('web@24')
  expect(pods.map(({ role }) => role)).toEqual(['old', 'old', 'old', 'old', 'new', 'new', 'new', 'new'])
  expect({ completeToDrained, drainOverlap, endpointLag, podsLeftOut, requestedToComplete }).toEqual({
    completeToDrained: { least: 1398, most: 1398 },
    drainOverlap: { count: 12, min: 1077, median: 1193, p90: 1691, max: 1691, discarded: 0 },
    endpointLag: { count: 12, min: 5, median: 20, p90: 23, max: 24, discarded: 0, skewMs: 0 },
    podsLeftOut: 0,
    requestedToComplete: { least: 2755, most: 2755 },
  })
  expect(graceUsed).toMatchObject({ count: 4, max: 2 / 30 })
})

test('Pods that crash tell how they exited and what they wait for, and were never ready', () => {
  const { endpointLag, pods } = detailOf('api@243')
  const crashing = pods.filter(({ role }) => role === 'new')
  expect(endpointLag).toBeUndefined()
  expect(crashing).toHaveLength(2)
  for (const { incidents, phases } of crashing) {
    expect(incidents.map(({ kind, reason }) => `${kind} ${reason}`)).toContain('waiting CrashLoopBackOff')
    expect(phases.some(({ phase }) => phase === 'endpoint-ready')).toBe(false)
  }
})

test('the Pods of a StatefulSet are replaced one after the other, from the highest ordinal down', () => {
  const fresh = detailOf('db@205').pods.filter(({ role }) => role === 'new')
  expect(fresh.map(({ name }) => name)).toEqual(['db-2', 'db-1', 'db-0'])
})

test('the rules that lead to the Services of a rollout are told, wherever they are written', () => {
  expect(detailOf('nginx-app@125').urls).toEqual([
    'www.china.com/ → Service/default/in-ng-svc',
    'www.kgc.com/ → Service/default/nginx-app-svc',
  ])
  expect(detailOf('nginx-ingress-controller@225').urls).toEqual([])
})
