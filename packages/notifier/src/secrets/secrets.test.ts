import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { SecretError } from '../errors.ts'
import { createSealer } from './sealer.ts'
import { secretReader } from './secret-reader.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'portolan-secrets-'))
const sealer = createSealer(randomBytes(32))
const read = secretReader({ sealer, variables: { SET: 'from the environment', EMPTY: '' } })

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
    const file = path.join(folder, 'token')
    writeFileSync(file, 'first\n')
    expect(read({ from: 'file', path: file })).toBe('first')
    writeFileSync(file, 'rotated')
    expect(read({ from: 'file', path: file })).toBe('rotated')
  })

  it('a file or variable that is missing or empty is named', () => {
    const empty = path.join(folder, 'empty')
    writeFileSync(empty, '\n')
    expect(() => read({ from: 'file', path: empty })).toThrow(`${empty} cannot be used: it is empty.`)
    expect(() => read({ from: 'file', path: path.join(folder, 'none') })).toThrow('ENOENT')
    expect(() => read({ from: 'variable', name: 'EMPTY' })).toThrow('The environment variable EMPTY is not set')
    expect(read({ from: 'variable', name: 'SET' })).toBe('from the environment')
  })
})
