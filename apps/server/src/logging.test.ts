import { Writable } from 'node:stream'
import { expect, test } from 'vitest'
import { banner } from './banner.ts'
import { logDirectory } from './configuration/log-directory.ts'
import { createLogger, warningsOf } from './logging.ts'
import { VERSION } from './version.ts'

function collecting(isTTY: boolean): { readonly output: NodeJS.WriteStream; readonly text: () => string } {
  const chunks: string[] = []
  const output = new Writable({
    write(chunk, _encoding, done) {
      chunks.push(String(chunk))
      done()
    },
  })
  return { output: Object.assign(output, { isTTY }) as unknown as NodeJS.WriteStream, text: () => chunks.join('') }
}

test('lines are JSON where nobody looks, and never hold headers or tokens', () => {
  const { output, text } = collecting(false)
  const log = createLogger('info', output)
  log.info({ token: 's3cr3t', headers: { authorization: 's3cr3t' }, kind: 'Pod' }, 'something')
  log.warn({ err: Object.assign(new Error('refused'), { headers: { cookie: 's3cr3t' } }) }, 'failed')
  const [first, second] = text()
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>)
  expect(first).toMatchObject({ msg: 'something', kind: 'Pod', token: '[Redacted]', headers: '[Redacted]' })
  expect(second).toMatchObject({ msg: 'failed', err: { message: 'refused', headers: '[Redacted]' } })
  expect(text()).not.toContain('s3cr3t')
})

test('lines are for people on a terminal', () => {
  const { output, text } = collecting(true)
  createLogger('info', output).info('something')
  expect(text()).toMatch(/\[\d\d:\d\d:\d\d\.\d{3}\].*INFO.*something/)
})

test.each([
  ['info', 'warn'],
  ['debug', 'warn'],
  ['error', 'error'],
  ['silent', 'silent'],
] as const)('at level %s a library may say %s', (level, expected) => {
  expect(warningsOf(createLogger(level, collecting(false).output), 'http').level).toBe(expected)
})

test('what is said once names the address, the cluster and why it is this one', () => {
  const cluster = { name: 'harbour', server: 'https://10.0.0.1:6443' }
  const parts = { url: 'http://127.0.0.1:7678', directory: '/log', isDemoAsked: false, isTerminal: false }
  expect(banner({ ...parts, cluster })).toBe(
    `Portolan ${VERSION} listens on http://127.0.0.1:7678 and charts the cluster harbour (https://10.0.0.1:6443). Its log is in /log.\n`,
  )
  expect(banner({ ...parts, cluster: undefined })).toContain('because no cluster is configured')
  expect(banner({ ...parts, cluster: undefined, isDemoAsked: true, isTerminal: true })).toContain(
    '→  http://127.0.0.1:7678',
  )
})

test('in the shared directory each cluster has a place of its own, whatever its name', () => {
  const shared = { dataDirectory: '/data', isDataDirectoryShared: true }
  expect(logDirectory({ ...shared, cluster: undefined })).toBe('/data/demo')
  expect(logDirectory({ ...shared, cluster: 'arn:aws:eks/../prod' })).toBe(
    '/data/clusters/arn%3Aaws%3Aeks%2F%2E%2E%2Fprod',
  )
  expect(logDirectory({ ...shared, isDataDirectoryShared: false, cluster: 'harbour' })).toBe('/data')
})
