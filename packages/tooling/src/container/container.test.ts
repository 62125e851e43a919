import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { validate } from 'dockerfile-utils'
import { describe, expect, test } from 'vitest'

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '../../../..')
const dockerfile = readFileSync(path.join(root, 'Dockerfile'), 'utf8')

/** Instructions of the last stage: what the image that runs is made of. */
const lastStage = dockerfile.slice(dockerfile.lastIndexOf('\nFROM '))

describe('Dockerfile', () => {
  test('the linter finds nothing in it', () => {
    expect(validate(dockerfile)).toEqual([])
  })

  test('the linter would find something', () => {
    expect(validate('FROM node:20\nRUNN npm ci\n')).not.toEqual([])
  })

  test('it is built in stages and runs as a user without rights', () => {
    expect(dockerfile.match(/^FROM /gm)?.length).toBeGreaterThan(1)
    expect(lastStage).toMatch(/^USER 10001:10001$/m)
    expect(lastStage).not.toMatch(/npm ci/)
  })
})

describe('docker-compose.yml', () => {
  test('the linter finds no error in it', () => {
    const { status, stdout } = spawnSync(path.join(root, 'node_modules/.bin/dclint'), ['docker-compose.yml'], {
      cwd: root,
      encoding: 'utf8',
    })
    expect(stdout).not.toMatch(/ error /)
    expect(status).toBe(0)
  })

  test('the root file system is read-only and the port stays on this machine', () => {
    const compose = readFileSync(path.join(root, 'docker-compose.yml'), 'utf8')
    expect(compose).toMatch(/^ {4}read_only: true$/m)
    expect(compose).toMatch(/- "127\.0\.0\.1:7678:7678"/)
    expect(compose).toMatch(/cap_drop:\n {6}- ALL/)
  })
})
