import { mkdir, writeFile } from 'node:fs/promises'
import { delimiter } from 'node:path'
import { describe, expect, test } from 'vitest'
import { ClusterConfigurationError } from '../errors.ts'
import { createAuthority } from '../testing/certificates.ts'
import { aTemporaryDirectory } from '../testing/temporary-directory.ts'
import { type LoadClusterOptions, loadCluster } from './load-cluster.ts'

const TOKEN = 'eyJhbGciOiJSUzI1NiIsImtpZCI6IjEyMyJ9.c2VjcmV0.c2lnbmF0dXJl'

interface Entry {
  readonly name: string
  readonly cluster?: object
  readonly user?: object
}

function aKubeconfig(entries: readonly Entry[], currentContext?: string): string {
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: entries.map(({ name, cluster }) => ({
      name,
      cluster: { server: `https://${name}.example:6443`, ...cluster },
    })),
    users: entries.map(({ name, user }) => ({ name, user: { token: TOKEN, ...user } })),
    contexts: entries.map(({ name }) => ({ name, context: { cluster: name, user: name } })),
    ...(currentContext !== undefined && { 'current-context': currentContext }),
  })
}

async function faultOf(options: LoadClusterOptions): Promise<{ code: string; message: string }> {
  try {
    await loadCluster(options)
  } catch (error) {
    if (error instanceof ClusterConfigurationError) return { code: error.code, message: error.message }
    throw error
  }
  throw new Error('it was accepted')
}

describe('loadCluster', () => {
  test('without any configuration there is no cluster, and that is no error', async () => {
    await using home = await aTemporaryDirectory()
    expect(await loadCluster({ environment: { HOME: home.path } })).toBeUndefined()
  })

  test('an empty kubeconfig at home is no cluster either', async () => {
    await using home = await aTemporaryDirectory()
    await mkdir(home.file('.kube'))
    await writeFile(home.file('.kube/config'), '')
    expect(await loadCluster({ environment: { HOME: home.path } })).toBeUndefined()
  })

  test('the current context of ~/.kube/config is used', async () => {
    await using home = await aTemporaryDirectory()
    await mkdir(home.file('.kube'))
    await writeFile(home.file('.kube/config'), aKubeconfig([{ name: 'staging' }, { name: 'production' }], 'production'))
    expect(await loadCluster({ environment: { HOME: home.path } })).toMatchObject({
      name: 'production',
      server: 'https://production.example:6443',
      origin: `the kubeconfig ${home.file('.kube/config')}`,
    })
  })

  test('the given path counts more than $KUBECONFIG, and that more than home', async () => {
    await using directory = await aTemporaryDirectory()
    await mkdir(directory.file('.kube'))
    for (const name of ['given', 'variable', '.kube/config']) {
      await writeFile(directory.file(name), aKubeconfig([{ name: name.slice(-5) }], name.slice(-5)))
    }
    const environment = { HOME: directory.path, KUBECONFIG: directory.file('variable') }
    expect((await loadCluster({ kubeconfig: directory.file('given'), environment }))?.name).toBe('given')
    expect((await loadCluster({ environment }))?.name).toBe('iable')
    expect((await loadCluster({ environment: { HOME: directory.path } }))?.name).toBe('onfig')
  })

  test('the files of $KUBECONFIG are merged as kubectl does: the earlier one counts, a missing one is passed over', async () => {
    await using directory = await aTemporaryDirectory()
    const [first, second] = [directory.file('first'), directory.file('second')]
    await writeFile(first, aKubeconfig([{ name: 'both', cluster: { server: 'https://first:1' } }], 'both'))
    await writeFile(
      second,
      aKubeconfig([{ name: 'both', cluster: { server: 'https://second:2' } }, { name: 'other' }], 'other'),
    )
    const environment = { KUBECONFIG: [directory.file('missing'), first, second].join(delimiter) }
    expect((await loadCluster({ environment }))?.server).toBe('https://first:1')
    expect((await loadCluster({ environment, context: 'other' }))?.server).toBe('https://other.example:6443')
  })

  test('in a pod the service account is used, also over IPv6', async () => {
    await using root = await aTemporaryDirectory()
    const directory = root.file('var/run/secrets/kubernetes.io/serviceaccount')
    await mkdir(directory, { recursive: true })
    await writeFile(`${directory}/token`, TOKEN)
    await writeFile(`${directory}/ca.crt`, createAuthority('cluster').cert)
    const environment = { HOME: root.path, KUBERNETES_SERVICE_HOST: 'fd00::1', KUBERNETES_SERVICE_PORT: '443' }
    expect(await loadCluster({ environment, serviceAccountRoot: root.path })).toMatchObject({
      name: 'in-cluster',
      server: 'https://[fd00::1]:443',
      origin: `the service account in ${directory}`,
    })
  })

  test('a file that does not exist or cannot be read is an error with its remedy', async () => {
    await using directory = await aTemporaryDirectory()
    const kubeconfig = directory.file('absent')
    expect(await faultOf({ kubeconfig, environment: {} })).toEqual({
      code: 'kubeconfig-unreadable',
      message: `The kubeconfig ${kubeconfig} cannot be read (ENOENT). Check the path and its permissions, or start with --demo.`,
    })
    expect(await faultOf({ kubeconfig: directory.path, environment: {} })).toMatchObject({
      code: 'kubeconfig-unreadable',
    })
    expect(await faultOf({ environment: { KUBECONFIG: kubeconfig } })).toEqual({
      code: 'kubeconfig-unreadable',
      message: `$KUBECONFIG names ${kubeconfig}, which does not exist. Correct the variable, unset it, or start with --demo.`,
    })
  })

  test('a kubeconfig at home that cannot be read is an error, not an absence', async () => {
    await using home = await aTemporaryDirectory()
    await mkdir(home.file('.kube/config'), { recursive: true })
    expect(await faultOf({ environment: { HOME: home.path } })).toMatchObject({ code: 'kubeconfig-unreadable' })
  })

  test('bad YAML is told by its line, and its tokens are not', async () => {
    await using directory = await aTemporaryDirectory()
    const kubeconfig = directory.file('config')
    await writeFile(kubeconfig, `apiVersion: v1\nusers:\n- name: a\n  user: { token: ${TOKEN}\n`)
    const { code, message } = await faultOf({ kubeconfig, environment: {} })
    expect(code).toBe('kubeconfig-invalid')
    expect(message).toMatch(/^The kubeconfig .*config is not valid: .* in line \d+\. Correct it, or name another/)
    expect(message).not.toContain(TOKEN)
  })

  test('an unknown context is told with those there are', async () => {
    await using directory = await aTemporaryDirectory()
    const kubeconfig = directory.file('config')
    await writeFile(kubeconfig, aKubeconfig([{ name: 'staging' }, { name: 'production' }]))
    const origin = `The kubeconfig ${kubeconfig}`
    expect(await faultOf({ kubeconfig, context: 'prod', environment: {} })).toEqual({
      code: 'kubeconfig-context-unknown',
      message: `${origin} has no context "prod". Choose one of "staging", "production" with --context.`,
    })
    expect(await faultOf({ kubeconfig, environment: {} })).toEqual({
      code: 'kubeconfig-context-unknown',
      message: `${origin} selects no context. Choose one of "staging", "production" with --context.`,
    })
  })

  test('a context without any kubeconfig to take it from is an error', async () => {
    await using home = await aTemporaryDirectory()
    expect(await faultOf({ context: 'prod', environment: { HOME: home.path } })).toMatchObject({
      code: 'kubeconfig-context-unknown',
    })
  })

  test.each([
    ['the certificate authority', { cluster: { 'certificate-authority': 'lost.pem' } }],
    ['the client certificate', { user: { 'client-certificate': 'lost.pem' } }],
    ['the client key', { user: { 'client-key': 'lost.pem' } }],
    ['the token file', { user: { tokenFile: 'lost.pem' } }],
  ])('a kubeconfig that names %s, which is missing, is an error', async (what, entry) => {
    await using directory = await aTemporaryDirectory()
    const kubeconfig = directory.file('config')
    await writeFile(kubeconfig, aKubeconfig([{ name: 'a', ...entry }], 'a'))
    expect(await faultOf({ kubeconfig, environment: {} })).toEqual({
      code: 'kubeconfig-file-missing',
      message:
        `T${what.slice(1)} ${directory.file('lost.pem')}, which the kubeconfig ${kubeconfig} needs, ` +
        'cannot be read (ENOENT). Restore it or correct its path.',
    })
  })

  test('certificates that are none are an error', async () => {
    await using directory = await aTemporaryDirectory()
    const kubeconfig = directory.file('config')
    const user = { 'client-certificate-data': Buffer.from('nonsense').toString('base64') }
    await writeFile(kubeconfig, aKubeconfig([{ name: 'a', user }], 'a'))
    expect(await faultOf({ kubeconfig, environment: {} })).toMatchObject({ code: 'kubeconfig-invalid' })
  })

  test.each([
    ['10.0.0.1:6443', '"10.0.0.1:6443"'],
    ['ftp://10.0.0.1', '"ftp://10.0.0.1"'],
    ['https://ada:secret@10.0.0.1', 'a URL with a user or password in it'],
  ])('the server %s is refused', async (server, found) => {
    await using directory = await aTemporaryDirectory()
    const kubeconfig = directory.file('config')
    await writeFile(kubeconfig, aKubeconfig([{ name: 'a', cluster: { server } }], 'a'))
    const { code, message } = await faultOf({ kubeconfig, environment: {} })
    expect(code).toBe('kubeconfig-invalid')
    expect(message).toContain(`as its server ${found}; expected http://host or https://host.`)
    expect(message).not.toContain('secret')
  })
})
