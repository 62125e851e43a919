import { mkdtemp, readFile, stat } from 'node:fs/promises'
import { get, type RequestOptions } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { json } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { aCluster } from '../testing/clusters.ts'
import { selfSignedCertificate } from './self-signed-certificate.ts'

const aFile = async () => join(await mkdtemp(join(tmpdir(), 'kubeconfig-')), 'config')

test('the kubeconfig of a plain server names it and skips the verification of what it has not', async () => {
  await using cluster = await aCluster()
  const file = await aFile()
  await cluster.server.writeKubeconfig(file, { token: 's3cret', namespace: 'shop' })
  expect(await readFile(file, 'utf8')).toBe(`apiVersion: v1
kind: Config
clusters:
  - name: demo
    cluster:
      server: ${cluster.url}
      insecure-skip-tls-verify: true
users:
  - name: demo
    user: { token: "s3cret" }
contexts:
  - name: demo
    context:
      cluster: demo
      user: demo
      namespace: shop
current-context: demo
`)
  expect((await stat(file)).mode & 0o777).toBe(0o600)
})

test('a server with a certificate is trusted by whoever has its authority, and by nobody else', async () => {
  const [tls, other] = [selfSignedCertificate(), selfSignedCertificate()]
  await using cluster = await aCluster({ tls })
  const file = await aFile()
  await cluster.server.writeKubeconfig(file, { certificateAuthority: tls.cert, tokenFile: '/run/token' })
  const text = await readFile(file, 'utf8')
  const authority = Buffer.from(/certificate-authority-data: (\S+)/.exec(text)?.[1] ?? '', 'base64').toString()
  expect([authority, text.includes('user: { tokenFile: "/run/token" }')]).toEqual([tls.cert, true])

  const version = (options: RequestOptions) =>
    new Promise((resolve, reject) => {
      get(`${cluster.url}/version`, { agent: false, ...options }, (response) => resolve(json(response))).on(
        'error',
        reject,
      )
    })
  expect(await version({ ca: authority })).toMatchObject({ gitVersion: 'v1.36.2' })
  await expect(version({ ca: other.cert })).rejects.toThrow()
  await expect(version({})).rejects.toThrow('self-signed')
})
