import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

const PROGRAM = fileURLToPath(new URL('../bin/portolan.mjs', import.meta.url))

describe('npx portolan', () => {
  let directory: string

  beforeEach(() => {
    directory = mkdtempSync(path.join(tmpdir(), 'portolan-'))
    mkdirSync(path.join(directory, 'bin'))
    cpSync(PROGRAM, path.join(directory, 'bin/portolan.mjs'))
  })

  afterEach(() => rmSync(directory, { recursive: true }))

  const run = () =>
    spawnSync(process.execPath, [path.join(directory, 'bin/portolan.mjs'), 'check'], { encoding: 'utf8' })

  test('says what to do where nothing is built yet', () => {
    expect(run()).toMatchObject({
      status: 2,
      stderr: 'Portolan is not built yet: run npm start once, which builds it.\n',
    })
  })

  test('is the program that was built', () => {
    mkdirSync(path.join(directory, 'dist'))
    writeFileSync(path.join(directory, 'dist/main.js'), 'console.log(process.argv[2])')
    expect(run()).toMatchObject({ status: 0, stdout: 'check\n' })
  })
})
