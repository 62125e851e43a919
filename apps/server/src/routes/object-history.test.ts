import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { ChangesPage } from '@portolan/contract'
import { projectObject, type WatchedKind, watchedResource } from '@portolan/domain'
import { testFingerprint } from '@portolan/domain/testing'
import { type History, openHistory } from '@portolan/history-store'
import { Recorder } from '@portolan/pipeline'
import type { SourceMessage } from '@portolan/pipeline/ports'
import { ManualClock, ScriptedSource } from '@portolan/pipeline/testing'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { TestApp } from '../testing/test-app.ts'

let directory: string
let history: History
let app: TestApp
const clock = new ManualClock()

beforeEach(async () => {
  directory = mkdtempSync(path.join(tmpdir(), 'portolan-object-'))
  history = await openHistory({ directory, clock })
  app = await TestApp.over({ isClosed: true })
})
afterEach(async () => {
  await app.close()
  await history.close()
  rmSync(directory, { recursive: true, force: true })
})

type Spec = Readonly<Record<string, unknown>>

/** One object that is listed, then written by `kubectl-edit` once for each further spec; its history as people read it. */
async function historyOf(kind: WatchedKind, first: Spec, ...later: readonly Spec[]): Promise<readonly string[][]> {
  const source = new ScriptedSource(messages(kind, [first, ...later]))
  source.end()
  const recorder = new Recorder({ source, writer: history.writer, clock, restored: await history.writer.restore() })
  await recorder.run(new AbortController().signal)
  app.app.logbook.open({ recording: recorder, reader: history.reader, archive: history.rollouts })
  const { items } = await app.read<ChangesPage>(`/api/v1/objects/${kind}/shop/web/changes?from=seq:1`)
  return items.map(({ differences, writer }) => [
    `${writer?.manager} ${writer?.operation}`,
    ...differences.map(({ path: at, before, after }) => `${at}: ${text(before)} → ${text(after)}`),
  ])
}

const text = (value: unknown) => (typeof value === 'string' ? value : (JSON.stringify(value) ?? '–'))

function messages(kind: WatchedKind, specs: readonly Spec[]): SourceMessage[] {
  const stream = { kind }
  const versions = specs.map((spec, index) => projected(kind, spec, index))
  return versions.flatMap((object, index): SourceMessage[] => {
    const observedAt = clock.now() + index
    if (index > 0) return [{ type: 'watched', stream, changes: [{ type: 'modified', projected: object }], observedAt }]
    return [
      { type: 'list-begin', stream, cause: 'first' },
      { type: 'list-page', stream, objects: [object] },
      { type: 'list-end', stream, resourceVersion: '1', observedAt },
    ]
  })
}

function projected(kind: WatchedKind, spec: Spec, index: number) {
  const managedFields = [
    { manager: 'helm', operation: 'Apply', time: '2026-11-21T00:00:00Z', fieldsType: 'FieldsV1', fieldsV1: {} },
    ...(index === 0
      ? []
      : [{ manager: 'kubectl-edit', operation: 'Update', time: '2026-11-21T00:30:00Z', fieldsType: 'FieldsV1' }]),
  ]
  const resource = watchedResource(kind)
  const identity = { name: 'web', namespace: 'shop', uid: 'uid-of-web', creationTimestamp: '2026-11-20T12:00:00Z' }
  const raw = { kind, spec, metadata: { ...identity, resourceVersion: String(index + 1), managedFields } }
  const found = resource && projectObject(resource, raw, { fingerprint: testFingerprint })
  if (found === undefined) throw new Error(`${kind} is not kept`)
  return found
}

const backend = (service: string) => ({ service: { name: service, port: { number: 80 } } })
const rule = (...services: readonly string[]) => ({
  host: 'shop.example.com',
  http: {
    paths: services.map((service, index) => ({ path: `/${index}`, pathType: 'Prefix', backend: backend(service) })),
  },
})

describe('GET /objects/{kind}/{namespace}/{name}/changes', () => {
  test("a path's backend that was swapped is one line that names it, and who wrote it", async () => {
    expect(await historyOf('Ingress', { rules: [rule('api', 'web')] }, { rules: [rule('api', 'web2')] })).toEqual([
      ['kubectl-edit Update', 'spec.rules[0].http.paths[1].backend.service.name: web → web2'],
    ])
  })

  test('a path put before others moves them, and that is told as it is: another list', async () => {
    const [[writer, line] = []] = await historyOf(
      'Ingress',
      { rules: [rule('api', 'web')] },
      { rules: [{ ...rule(), http: { paths: [...rule('new').http.paths, ...rule('api', 'web').http.paths] } }] },
    )
    expect([writer, line?.split(': ')[0]]).toEqual(['kubectl-edit Update', 'spec.rules[0].http.paths'])
  })

  test('a value and a key of a selector that changed', async () => {
    const port = { port: 80, targetPort: 8080 }
    expect(
      await historyOf(
        'Service',
        { ports: [port], selector: { app: 'web' } },
        { ports: [port], selector: { app: 'web2' } },
        { ports: [port], selector: { 'app.kubernetes.io/name': 'web2' } },
      ),
    ).toEqual([
      ['kubectl-edit Update', 'spec.selector.app: web → web2'],
      ['kubectl-edit Update', 'spec.selector.app: web2 → –', 'spec.selector["app.kubernetes.io/name"]: – → web2'],
    ])
  })

  test('a port that was renamed, one that got another number, and one that came', async () => {
    const [http, admin] = [
      { name: 'http', port: 80, targetPort: 8080, protocol: 'TCP' },
      { name: 'admin', port: 9000, targetPort: 9000, protocol: 'TCP' },
    ]
    const renamed = { ...http, name: 'web' }
    const told = await historyOf(
      'Service',
      { ports: [http, admin] },
      { ports: [renamed, admin] },
      { ports: [{ ...renamed, targetPort: 'web' }, admin] },
      { ports: [admin, { ...renamed, targetPort: 'web' }] },
    )
    expect(told.slice(0, 2)).toEqual([
      ['kubectl-edit Update', 'spec.ports[0].name: http → web'],
      ['kubectl-edit Update', 'spec.ports[web].targetPort: 8080 → web'],
    ])
    expect(told[2]?.map((line) => line.split(': ')[0])).toEqual(['kubectl-edit Update', 'spec.ports'])
  })
})
