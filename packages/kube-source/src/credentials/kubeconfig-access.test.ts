import { writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { CredentialsError } from '../errors.ts'
import { createAuthority } from '../testing/certificates.ts'
import { aScriptedServer, type ScriptedServer } from '../testing/scripted-server.ts'
import { systemClock } from '../testing/system-clock.ts'
import { aTemporaryDirectory } from '../testing/temporary-directory.ts'
import { KubeTransport } from '../transport/kube-transport.ts'
import { DEFAULT_TUNING } from '../tuning.ts'
import type { ClusterAccess } from './cluster-access.ts'
import { loadCluster } from './load-cluster.ts'

const { signal } = new AbortController()
const open: ClusterAccess[] = []

afterEach(async () => {
  for (const access of open.splice(0)) await access.disconnect()
})

interface Written {
  readonly cluster?: object
  readonly user: object
}

/** Write a kubeconfig for `server`, load it, and talk to the server through it. */
async function talkTo(server: string, kubeconfig: string, { cluster, user }: Written) {
  const entry = { name: 'a' }
  await writeFile(
    kubeconfig,
    JSON.stringify({
      clusters: [{ ...entry, cluster: { server, ...cluster } }],
      users: [{ ...entry, user }],
      contexts: [{ ...entry, context: { cluster: 'a', user: 'a' } }],
      'current-context': 'a',
    }),
  )
  const loaded = await loadCluster({ kubeconfig, environment: {} })
  if (loaded === undefined) throw new Error('the kubeconfig was not found')
  open.push(loaded.access)
  const transport = new KubeTransport({ ...loaded, clock: systemClock, tuning: DEFAULT_TUNING })
  return { get: () => transport.json({ path: '/version', signal }), access: loaded.access, transport }
}

const aServer = (accepted: () => string = () => ''): Promise<ScriptedServer> =>
  aScriptedServer(({ headers }, response) => {
    response.statusCode = accepted() === '' || headers.authorization === accepted() ? 200 : 401
    response.end('{}')
  })

describe('KubeconfigAccess', () => {
  test('[B.9] a token file is read again for every request', async () => {
    await using directory = await aTemporaryDirectory()
    await using server = await aServer()
    await writeFile(directory.file('token'), 'first\n')
    const { get } = await talkTo(server.url, directory.file('config'), { user: { tokenFile: 'token' } })
    await get()
    await writeFile(directory.file('token'), 'second\n')
    await get()
    expect(server.credentials).toEqual(['Bearer first', 'Bearer second'])
  })

  test('[B.6] a 401 reads the kubeconfig again and tries once more', async () => {
    await using directory = await aTemporaryDirectory()
    let accepted = 'Bearer old'
    await using server = await aServer(() => accepted)
    const kubeconfig = directory.file('config')
    const { get } = await talkTo(server.url, kubeconfig, { user: { token: 'old' } })
    await get()
    accepted = 'Bearer new'
    await talkTo(server.url, kubeconfig, { user: { token: 'new' } })
    await get()
    accepted = 'Bearer newest'
    await expect(get()).rejects.toThrow('does not accept these credentials (401 Unauthorized)')
    expect(server.credentials).toEqual(['old', 'old', 'new', 'new', 'new'].map((token) => `Bearer ${token}`))
  })

  test('many requests that are refused at the same time renew the credentials once', async () => {
    await using directory = await aTemporaryDirectory()
    let accepted = 'Bearer 1'
    await using server = await aServer(() => accepted)
    const { get } = await talkTo(server.url, directory.file('config'), { user: await aPlugin(directory) })
    await get()
    accepted = 'Bearer 2'
    await Promise.all([get(), get(), get(), get()])
    expect(new Set(server.credentials)).toEqual(new Set(['Bearer 1', 'Bearer 2']))
  })

  test('[B.9] an exec credential is kept until it expires, and asked for anew after a 401', async () => {
    await using directory = await aTemporaryDirectory()
    await using server = await aServer()
    const expired = { expirationTimestamp: '2020-01-01T00:00:00Z' }
    const lasting = { expirationTimestamp: '2099-01-01T00:00:00Z' }
    const kept = await talkTo(server.url, directory.file('config'), { user: await aPlugin(directory, lasting) })
    await Promise.all([kept.get(), kept.get()])
    await kept.get()
    const renewed = await kept.access.authenticate()
    await kept.access.renew(renewed)
    await kept.access.renew(renewed)
    await kept.get()
    expect(server.credentials).toEqual(['Bearer 1', 'Bearer 1', 'Bearer 1', 'Bearer 2'])
    const fleeting = await talkTo(server.url, directory.file('config'), { user: await aPlugin(directory, expired) })
    await fleeting.get()
    await fleeting.get()
    expect(server.credentials.slice(4)).toEqual(['Bearer 1', 'Bearer 2'])
  })

  test('an exec plugin learns that nobody can answer questions', async () => {
    await using directory = await aTemporaryDirectory()
    await using server = await aServer()
    const print = `console.log(JSON.stringify({ status: { token: process.env.KUBERNETES_EXEC_INFO } }))`
    const { get } = await talkTo(server.url, directory.file('config'), { user: aCommand(['-e', print]) })
    await get()
    expect(JSON.parse(server.credentials[0]?.slice('Bearer '.length) ?? '')).toEqual({
      apiVersion: 'client.authentication.k8s.io/v1',
      kind: 'ExecCredential',
      spec: { interactive: false },
    })
  })

  test('a plugin that fails is told with its reason, and never with what it printed', async () => {
    await using directory = await aTemporaryDirectory()
    const secret = 'eyJhbGciOiJSUzI1NiIsImtpZCI6IjEyMyJ9.c2VjcmV0.c2lnbmF0dXJl'
    const fault = async (user: object) => {
      const { access } = await talkTo('http://127.0.0.1:9', directory.file('config'), { user })
      return await access.authenticate().then(
        () => 'accepted',
        (error: unknown) => (error instanceof CredentialsError ? error.message : error),
      )
    }
    expect(await fault({ exec: { command: 'no-such-plugin', installHint: 'Install it.' } })).toBe(
      'the credential plugin no-such-plugin could not be started (ENOENT); Install it.',
    )
    expect(await fault(aCommand(['-e', `console.log("${secret}")`]))).toBe(
      `the credential plugin ${process.execPath} answered no ExecCredential`,
    )
    expect(await fault(aCommand(['-e', 'console.log("{}")']))).toBe(
      `the credential plugin ${process.execPath} answered no ExecCredential`,
    )
    expect(await fault(aCommand(['-e', `console.error("session expired, was ${secret}");process.exit(1)`]))).toBe(
      `the credential plugin ${process.execPath} failed: session expired, was …`,
    )
  })

  test('a plugin that never answers does not hold up whoever stops following', async () => {
    await using directory = await aTemporaryDirectory()
    const plugin = aCommand(['-e', 'setTimeout(() => undefined, 3_000)'])
    const { transport } = await talkTo('http://127.0.0.1:9', directory.file('config'), { user: plugin })
    const stopping = new AbortController()
    const asking = transport.json({ path: '/version', signal: stopping.signal })
    setTimeout(() => stopping.abort(new Error('stopped')), 20)
    await expect(asking).rejects.toThrow('stopped')
  })

  test('a token file that vanished is told, and is no reason to give up', async () => {
    await using directory = await aTemporaryDirectory()
    await using server = await aServer()
    await writeFile(directory.file('token'), 'one')
    const { get } = await talkTo(server.url, directory.file('config'), { user: { tokenFile: 'token' } })
    await writeFile(directory.file('token'), '')
    await expect(get()).rejects.toThrow(`the token file ${directory.file('token')} is empty`)
    await writeFile(directory.file('token'), 'two')
    await get()
    expect(server.credentials).toEqual(['Bearer two'])
  })

  test('[B.9] a certificate authority that changes makes new connections', async () => {
    await using directory = await aTemporaryDirectory()
    const [old, fresh] = [createAuthority('old'), createAuthority('fresh')]
    await using server = await aScriptedServer((_, response) => response.end('{}'), fresh.issueFor('127.0.0.1'))
    await writeFile(directory.file('ca.crt'), old.cert)
    const cluster = { 'certificate-authority': 'ca.crt' }
    const { get, access } = await talkTo(server.url, directory.file('config'), { cluster, user: { token: 't' } })
    await expect(get()).rejects.toThrow('shows a certificate that the configured authority did not sign')
    const before = await access.authenticate()
    await writeFile(directory.file('ca.crt'), fresh.cert)
    expect(await get()).toEqual({})
    const after = await access.authenticate()
    expect(after.dispatcher).not.toBe(before.dispatcher)
    expect((await access.authenticate()).dispatcher).toBe(after.dispatcher)
  })

  test('a client certificate is shown, and a password sent', async () => {
    await using directory = await aTemporaryDirectory()
    const authority = createAuthority('cluster')
    const tls = { ...authority.issueFor('127.0.0.1'), ca: authority.cert, requestCert: true }
    await using server = await aScriptedServer((_, response) => response.end('{}'), tls)
    const client = authority.issueFor('10.0.0.9')
    await writeFile(directory.file('client.crt'), client.cert)
    await writeFile(directory.file('client.key'), client.key)
    const { get } = await talkTo(server.url, directory.file('config'), {
      cluster: { 'certificate-authority-data': Buffer.from(authority.cert).toString('base64') },
      user: { 'client-certificate': 'client.crt', 'client-key': 'client.key', username: 'ada', password: 'pw' },
    })
    await get()
    expect(server.credentials).toEqual([`Basic ${Buffer.from('ada:pw').toString('base64')}`])
  })

  test('a proxy named by the kubeconfig is used', async () => {
    await using directory = await aTemporaryDirectory()
    await using server = await aServer()
    await using proxy = await aTunnel()
    const { get } = await talkTo(server.url, directory.file('config'), {
      cluster: { 'proxy-url': proxy.url },
      user: { token: 't' },
    })
    await get()
    expect(proxy.targets).toEqual([new URL(server.url).host])
    expect(server.asked).toEqual(['GET /version'])
  })
})

/** A proxy that understands CONNECT, and remembers where to. */
async function aTunnel() {
  const targets: string[] = []
  const proxy = createServer()
  proxy.on('connect', ({ url = '' }, client) => {
    targets.push(url)
    const { hostname, port } = new URL(`http://${url}`)
    const server = connect(Number(port), hostname, () => client.write('HTTP/1.1 200 Connection established\r\n\r\n'))
    server.on('error', () => client.destroy())
    client.on('error', () => server.destroy())
    client.pipe(server).pipe(client)
  })
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
  const { port } = proxy.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    targets,
    [Symbol.asyncDispose]: async () => {
      proxy.close()
      proxy.closeAllConnections()
    },
  }
}

function aCommand(args: readonly string[]): object {
  return { exec: { apiVersion: 'client.authentication.k8s.io/v1', command: process.execPath, args } }
}

/** A plugin whose tokens are numbered. */
async function aPlugin(directory: { file(name: string): string }, status: object = {}): Promise<object> {
  const counter = directory.file('count')
  await writeFile(counter, '0')
  const script = `
    const fs = require('node:fs')
    const count = Number(fs.readFileSync(${JSON.stringify(counter)}, 'utf8')) + 1
    fs.writeFileSync(${JSON.stringify(counter)}, String(count))
    console.log(JSON.stringify({ status: { ...${JSON.stringify(status)}, token: String(count) } }))`
  return aCommand(['-e', script])
}
