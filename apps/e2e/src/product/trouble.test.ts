import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Status, Topology } from '@portolan/contract'
import { playRecording, type RecordingServer } from '@portolan/demo-cluster'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { PortolanProcess } from './portolan-process.ts'

const recording = new URL('../../../../fixtures/recordings/harbour.jsonl.gz', import.meta.url)

let directory = ''
let cluster: RecordingServer | undefined
let portolan: PortolanProcess | undefined

beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'portolan-trouble-'))
})
afterEach(async () => {
  await portolan?.stop()
  await cluster?.close()
  portolan = undefined
  cluster = undefined
  rmSync(directory, { recursive: true, force: true })
})

const inDirectory = (name: string) => path.join(directory, name)

async function refusedWith(args: readonly string[]): Promise<{ exit: number | string; said: string }> {
  const started = PortolanProcess.spawn({
    args: ['--port', '0', '--data-dir', inDirectory('data'), ...args],
    env: { HOME: directory },
  })
  const exit = await started.exited
  return { exit, said: started.stderr.trim() }
}

async function startOn(server: RecordingServer, token?: string): Promise<PortolanProcess> {
  await server.writeKubeconfig(inDirectory('kubeconfig'), token === undefined ? {} : { token })
  portolan = await PortolanProcess.start({
    args: ['--kubeconfig', inDirectory('kubeconfig'), '--data-dir', inDirectory('data')],
  })
  return portolan
}

const status = (of: PortolanProcess) => of.get<Status>('/api/v1/status')
const stream = async (of: PortolanProcess, kind: string) =>
  (await status(of)).resources.find((resource) => resource.kind === kind)

describe('a start that cannot succeed says why in one sentence and ends with exit code 2', () => {
  test.each([
    ['an unknown flag', ['--nonsense'], /--nonsense/],
    ['a kubeconfig that is not there', ['--kubeconfig', '/nowhere/kubeconfig'], /\/nowhere\/kubeconfig/],
    ['a host for everybody without authentication', ['--host', '0.0.0.0'], /--auth/],
    ['a data directory below a file', ['--demo', '--data-dir', '/dev/null/portolan'], /\/dev\/null\/portolan/],
  ])('%s', async (_, args, words) => {
    const { exit, said } = await refusedWith(args)
    expect(said).toMatch(words)
    expect(said.split('\n')).toHaveLength(1)
    expect(exit).toBe(2)
  })

  test('a kubeconfig that is no YAML', async () => {
    writeFileSync(inDirectory('broken'), '{ this: is: not')
    const { exit, said } = await refusedWith(['--kubeconfig', inDirectory('broken')])
    expect(said).toContain(inDirectory('broken'))
    expect(exit).toBe(2)
  })

  test('a port that is taken', async () => {
    const other = createServer()
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
    const { port } = other.address() as { port: number }
    const { exit, said } = await refusedWith(['--demo', '--port', `${port}`])
    other.close()
    expect(said).toContain(`${port}`)
    expect(exit).toBe(2)
  })
})

describe('a cluster in trouble is a running server that says what is missing', () => {
  test('a server that cannot be reached', async () => {
    cluster = await playRecording({ file: recording })
    await cluster.refuseConnections()
    const running = await startOn(cluster)
    await running.waitFor(async () => /refused/.test((await stream(running, 'Pod'))?.detail ?? ''))
    expect((await stream(running, 'Pod'))?.state).toBe('waiting')
    expect((await fetch(`${running.url}/readyz`)).status).toBe(503)
    await cluster.stopRefusing()
    await running.waitFor(async () => (await fetch(`${running.url}/readyz`)).status === 200)
  })

  test('401: the credentials are not accepted', async () => {
    cluster = await playRecording({ file: recording, access: { right: { user: 'reader', rules: [] } } })
    const running = await startOn(cluster, 'wrong')
    await running.waitFor(async () => /401|credentials/i.test((await stream(running, 'Pod'))?.detail ?? ''))
    expect((await stream(running, 'Pod'))?.state).toBe('waiting')
    expect(running.stdout + running.stderr).not.toContain('wrong')
  })

  test('403 on Pods: they are denied, and what names them is unknown, never missing', async () => {
    const everythingBut = ['services', 'endpointslices', 'endpoints', 'ingresses', 'namespaces', 'nodes', 'replicasets']
    cluster = await playRecording({
      file: recording,
      speed: Number.POSITIVE_INFINITY,
      access: {
        reader: { user: 'reader', rules: [{ verbs: ['*'], apiGroups: ['*'], resources: everythingBut }] },
      },
    })
    cluster.start()
    await cluster.done
    const running = await startOn(cluster, 'reader')
    await running.waitFor(async () => (await stream(running, 'Pod'))?.state === 'denied')
    await running.waitFor(async () => (await fetch(`${running.url}/readyz`)).status === 200)
    const { nodes, edges, coverage } = await running.get<Topology>('/api/v1/topology?namespace=shop')
    const pods = nodes.filter(({ kind }) => kind === 'Pod')
    expect(pods.length).toBeGreaterThan(0)
    expect(new Set(pods.map(({ presence }) => presence))).toEqual(new Set(['unknown']))
    const toPods = edges.filter(({ relation, to }) => relation === 'endpoint' && to.startsWith('Pod/'))
    expect(new Set(toPods.map(({ state }) => state))).toEqual(new Set(['unknown']))
    expect(coverage.kinds.Pod).toBe('denied')
  })
})
