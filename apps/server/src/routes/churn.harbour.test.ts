import { readFileSync } from 'node:fs'
import type { ChangeCauses, ChangesPage, Churn, Ledger, Markers, ServicesChurn } from '@portolan/contract'
import { describe, expect, test } from 'vitest'
import { appOverHarbour } from '../../test/app-over-harbour.ts'
import { harbour } from '../../test/recorded-harbour.ts'

interface Truth {
  readonly services: Readonly<
    Record<string, { adds: number; removes: number; zeroReady: readonly (readonly [number, number | null])[] }>
  >
}

const truth: Truth = JSON.parse(
  readFileSync(new URL('../../../../fixtures/recordings/harbour.truth.json', import.meta.url), 'utf8'),
)
const range = `from=${harbour.startedAt}&to=${harbour.startedAt + 330_000}`

const app = appOverHarbour()

const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0)

/** Every window of the recording but that of the Service that was deleted, as epoch ms. */
function windowsOf(service: string): number[][] {
  const { zeroReady = [] } = truth.services[service] ?? {}
  const closed = zeroReady.filter(([, to]) => service !== 'shop/legacy' || to !== null)
  return closed.map(([from, to]) => [from, to ?? 330_000].map((ms) => harbour.startedAt + ms))
}

describe('the churn of a real cluster', () => {
  test.each(Object.keys(truth.services))('of %s adds up to what was recorded, whatever the step', async (service) => {
    const { adds = 0, removes = 0 } = truth.services[service] ?? {}
    const zeroMs = sum(windowsOf(service).map(([from = 0, to = 0]) => to - from))
    for (const step of ['330s', '10s', '997ms']) {
      const { steps } = await app().read<Churn>(`/api/v1/churn?service=${service}&${range}&step=${step}`)
      const told = [steps.map(({ added }) => added), steps.map(({ removed }) => removed)].map(sum)
      expect([step, ...told, sum(steps.map(({ zeroReadyMs }) => zeroReadyMs))]).toEqual([step, adds, removes, zeroMs])
    }
  })

  test('of each Service, most first, is what the Service alone is told to have', async () => {
    const { services, total } = await app().read<ServicesChurn>(`/api/v1/churn/services?${range}&step=10s`)
    for (const { namespace, name, churn, churnBySteps, zeroReadyMsBySteps, ...counts } of services) {
      const { steps } = await app().read<Churn>(`/api/v1/churn?service=${namespace}/${name}&${range}&step=10s`)
      const told = steps.map(({ added, removed, flips }) => added + removed + flips)
      expect([churn, churnBySteps, zeroReadyMsBySteps]).toEqual([
        sum(told),
        told,
        steps.map(({ zeroReadyMs }) => zeroReadyMs),
      ])
      const ledger = await app().read<Ledger>(`/api/v1/services/${namespace}/${name}/ledger?${range}`)
      const { added, removed, becameReady, becameUnready } = counts
      expect({ added, removed, becameReady, becameUnready }).toEqual(ledger.counts)
    }
    const churns = services.map(({ churn }) => churn)
    expect([total, churns]).toEqual([services.length, churns.toSorted((a, b) => b - a)])
    expect(services.map(({ namespace, name }) => `${namespace}/${name}`)).toContain('shop/api')
  })

  test.each(Object.keys(truth.services))('the ready endpoints of %s are those of its ledger', async (service) => {
    const { steps } = await app().read<Churn>(`/api/v1/churn?service=${service}&${range}&step=7s`)
    const { intervals } = await app().read<Ledger>(`/api/v1/services/${service}/ledger`)
    const readyAt = (time: number) =>
      intervals.filter(({ state, from, to }) => state === 'ready' && Date.parse(from) <= time && !isOver(to, time))
        .length
    for (const { at, ready } of steps) {
      const end = Math.min(Date.parse(at) + 7_000, harbour.startedAt + 330_000)
      expect([at, ready]).toEqual([at, readyAt(end - 1)])
    }
  })
})

function isOver(to: string | null, time: number): boolean {
  return to !== null && Date.parse(to) <= time
}

describe('the markers of a real cluster', () => {
  test('hold every change once, every join and leave, and every window', async () => {
    const markers = await app().read<Markers>(`/api/v1/markers?${range}&step=1s`)
    const { services } = truth
    expect([sum(markers.changes), markers.changes.length]).toEqual([app().app.logbook.log.recording.feed.seq, 330])
    expect(sum(markers.joins)).toBe(sum(Object.values(services).map(({ adds }) => adds)))
    expect(sum(markers.leaves)).toBe(sum(Object.values(services).map(({ removes }) => removes)))
    const told = markers.zeroReady.map(({ namespace, name, from }) => [`${namespace}/${name}`, Date.parse(from)])
    const recorded = Object.keys(services).flatMap((service) => windowsOf(service).map(([from]) => [service, from]))
    expect(told.sort()).toEqual(recorded.sort())
  })

  test('of a namespace are those of its Services and objects', async () => {
    const { changes, joins } = await app().read<Markers>(`/api/v1/markers?${range}&step=30s&namespace=shop`)
    const lines = await app().get('/api/v1/changes?namespace=shop', { accept: 'application/x-ndjson' })
    expect(sum(changes)).toBe(lines.body.trimEnd().split('\n').length)
    const ofShop = Object.entries(truth.services).filter(([service]) => service.startsWith('shop/'))
    expect(sum(joins)).toBe(sum(ofShop.map(([, { adds }]) => adds)))
  })
})

describe('causes in a real cluster', () => {
  test.each(Object.keys(truth.services))(
    'are as many as joins, leaves and flips of %s, step by step',
    async (service) => {
      const { steps, causesFrom } = await app().read<Churn>(
        `/api/v1/churn?service=${service}&${range}&step=7s&causes=true`,
      )
      expect(causesFrom).toBe(steps[0]?.at)
      for (const { at, added, removed, flips, causes = {} } of steps) {
        const told = Object.values(causes).reduce((sum, count) => sum + count, 0)
        expect([at, told]).toEqual([at, added + removed + flips])
      }
    },
  )

  test('of one change of a slice are those that the ledger has', async () => {
    const { intervals } = await app().read<Ledger>(`/api/v1/services/shop/web/ledger?causes=true`)
    const window = `from=${harbour.startedAt + 23_000}&to=${harbour.startedAt + 30_000}`
    const { items: changes } = await app().read<ChangesPage>(
      `/api/v1/changes?kind=EndpointSlice&namespace=shop&${window}`,
    )
    const ofWeb = changes.filter(({ name }) => name.startsWith('web-'))
    expect(ofWeb.length).toBeGreaterThan(5)
    const told: unknown[] = []
    for (const { seq, observedAt } of ofWeb) {
      const causes = await app().read<ChangeCauses>(`/api/v1/changes/${seq}/causes`)
      expect([causes.seq, causes.observedAt, causes.isSettled, causes.isComplete]).toEqual([
        seq,
        observedAt,
        true,
        true,
      ])
      for (const { identity, from, to, cause } of causes.items) {
        const before = intervals.find((each) => each.identity === identity && each.toSeq === seq)
        const after = intervals.find((each) => each.identity === identity && each.fromSeq === seq)
        expect([from, to]).toEqual([before?.state ?? null, after?.state ?? null])
        expect([before?.endedBy ?? cause, after?.beganBy ?? cause]).toEqual([cause, cause])
        told.push(`${from} to ${to}: ${cause.kind}`)
      }
    }
    const known = intervals.filter(({ fromSeq, beganBy }) => beganBy && ofWeb.some(({ seq }) => seq === fromSeq))
    const left = intervals.filter(({ toSeq, endedBy }) => endedBy && ofWeb.some(({ seq }) => seq === toSeq))
    const moved = known.filter(({ identity, fromSeq }) =>
      left.every((each) => each.identity !== identity || each.toSeq !== fromSeq),
    )
    expect(told).toHaveLength(moved.length + left.length)
    expect(told).toContain('ready to terminating-serving: rollout')
  })

  test('of a change of anything else are none; of one that is not in the log, nothing is told', async () => {
    const { items } = await app().read<ChangesPage>('/api/v1/changes?kind=Pod&limit=1')
    const causes = await app().read<ChangeCauses>(`/api/v1/changes/${items[0]?.seq}/causes`)
    expect(causes.items).toEqual([])
    const absent = await app().get('/api/v1/changes/999999999/causes')
    expect([absent.statusCode, absent.json().code]).toEqual([404, 'not-observed'])
  })

  test('are on both ends of the intervals of a ledger', async () => {
    const { intervals, causesFrom } = await app().read<Ledger>(`/api/v1/services/shop/web/ledger?causes=true`)
    expect(Date.parse(causesFrom ?? '')).toBeLessThanOrEqual(Date.parse(intervals[0]?.from ?? ''))
    const lost = intervals.filter(({ state, to }) => state === 'ready' && to !== null)
    const kinds = new Set(lost.map(({ endedBy }) => `${endedBy?.kind} ${endedBy?.confidence}`))
    expect([...kinds].sort()).toEqual(['pod-deleted proven', 'rollout proven'])
    const gained = intervals.filter(({ state, evidence }) => state === 'ready' && evidence !== 'initial')
    expect(gained.map(({ beganBy }) => beganBy?.kind)).toEqual(gained.map(() => 'new-pod'))
    const rolled = lost.find(({ endedBy }) => endedBy?.kind === 'rollout')?.endedBy
    expect([rolled?.row, rolled?.object, rolled?.sentence.text]).toEqual([
      16,
      'Deployment/shop/web',
      'Deployment/shop/web rolls out another revision',
    ])
    expect(rolled?.proof.length).toBeGreaterThan(1)
  })

  test('are told of one namespace at a time', async () => {
    const answer = await app().get(`/api/v1/churn?${range}&causes=true`)
    expect([answer.statusCode, answer.json().code]).toEqual([400, 'bad-request'])
  })
})
