import { randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { SecretError } from '../errors.ts'
import { createSealer } from './sealer.ts'
import { SecretPlaces } from './secret-places.ts'
import { secretReader } from './secret-reader.ts'

const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'portolan-secrets-')))
const secrets = path.join(folder, 'secrets')
mkdirSync(secrets)
const sealer = createSealer(randomBytes(32))
const variables = {
  PORTOLAN_SECRET_SET: 'from the environment',
  PORTOLAN_SECRET_EMPTY: '',
  AWS_SECRET_ACCESS_KEY: 'no',
}
const places = new SecretPlaces({ directories: [secrets], variables })
const read = secretReader({ sealer, places })

afterAll(() => rmSync(folder, { recursive: true }))

describe('secrets', () => {
  it('sealed: opened with the same key only, never the same text twice, and damage is noticed', () => {
    const sealed = sealer.seal('hunter2 汉字')
    expect(read({ from: 'sealed', sealed })).toBe('hunter2 汉字')
    expect(sealed).not.toContain('hunter2')
    expect(sealer.seal('hunter2 汉字')).not.toBe(sealed)
    expect(() => createSealer(randomBytes(32)).open(sealed)).toThrow(SecretError)
    expect(() => sealer.open(`${sealed.slice(0, -2)}AA`)).toThrow(SecretError)
    expect(() => sealer.open('short')).toThrow(SecretError)
  })

  it('a file: its content without the last line end, read anew each time', () => {
    const file = path.join(secrets, 'token')
    writeFileSync(file, 'first\n')
    expect(read({ from: 'file', path: file })).toBe('first')
    writeFileSync(file, 'rotated')
    expect(read({ from: 'file', path: 'token' })).toBe('rotated')
  })

  it('a file or variable that is missing, empty or no file at all is named', () => {
    const empty = path.join(secrets, 'empty')
    writeFileSync(empty, '\n')
    mkdirSync(path.join(secrets, 'directory'))
    expect(() => read({ from: 'file', path: empty })).toThrow(`${empty} cannot be used: it is empty.`)
    expect(() => read({ from: 'file', path: 'directory' })).toThrow('it is no file')
    expect(() => read({ from: 'file', path: path.join(secrets, 'none') })).toThrow('ENOENT')
    const variable = (name: string) => () => read({ from: 'variable', name })
    expect(variable('PORTOLAN_SECRET_EMPTY')).toThrow('The environment variable PORTOLAN_SECRET_EMPTY is not set')
    expect(variable('PORTOLAN_SECRET_SET')()).toBe('from the environment')
  })

  it('a file outside of the directories for secrets is not read, however it is named, nor any other variable', () => {
    const outside = path.join(folder, 'passwd')
    writeFileSync(outside, 'root')
    symlinkSync(outside, path.join(secrets, 'link'))
    symlinkSync(folder, path.join(secrets, 'up'))
    const names = [
      outside,
      '../passwd',
      'link',
      'up/passwd',
      path.join(secrets, '..', 'passwd'),
      `${secrets}-2/x`,
      secrets,
    ]
    for (const name of names) expect(() => read({ from: 'file', path: name })).toThrow('outside of the directories')
    const closed = new SecretPlaces({ directories: [], variables })
    expect(() => closed.readFile(path.join(secrets, 'token'))).toThrow('(there are none)')
    expect(() => closed.readFile('etc/hostname')).toThrow('--secret-dir')
    for (const name of ['AWS_SECRET_ACCESS_KEY', 'PORTOLAN_SECRET_', 'PORTOLAN_AUTH_TOKEN'])
      expect(() => read({ from: 'variable', name })).toThrow('begin with PORTOLAN_SECRET_')
  })

  it('files as Kubernetes mounts them, links to a directory beside them, are read', () => {
    const mounted = path.join(folder, 'mounted')
    mkdirSync(path.join(mounted, '..2026'), { recursive: true })
    writeFileSync(path.join(mounted, '..2026', 'token'), 'of a Secret')
    symlinkSync('..2026', path.join(mounted, '..data'))
    symlinkSync('..data/token', path.join(mounted, 'token'))
    const link = path.join(folder, 'link-to-mounted')
    symlinkSync(mounted, link)
    expect(new SecretPlaces({ directories: [link], variables }).readFile('token')).toBe('of a Secret')
  })
})
