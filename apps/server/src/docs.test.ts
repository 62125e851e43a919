import { readFileSync } from 'node:fs'
import { PROBLEM_CODES } from '@portolan/contract'
import { afterEach, describe, expect, test } from 'vitest'
import { COMMANDS, EXPORT_FLAGS, REPLAY_FLAGS, WAIT_FLAGS } from './configuration/commands.ts'
import { SETTINGS, type Setting } from './configuration/settings.ts'
import { PROBLEM_KINDS } from './plugins/problem-status.ts'
import { TestApp } from './testing/test-app.ts'

const reference = (name: string) => readFileSync(new URL(`../../../docs/reference/${name}`, import.meta.url), 'utf8')

let app: TestApp | undefined
afterEach(() => app?.close())

describe('docs/reference', () => {
  test('errors.md describes every problem code and no other, with its status', () => {
    const described = [...reference('errors.md').matchAll(/^## `([a-z-]+)`\n\n(\d{3})\./gm)]
    const statuses = Object.fromEntries(described.map(([, code, status]) => [code, Number(status)]))
    const expected = PROBLEM_CODES.map((code) => [code, PROBLEM_KINDS[code].status])
    expect(statuses).toEqual(Object.fromEntries(expected))
  })

  test('rest.md describes every path of the OpenAPI document and no other', async () => {
    app = await TestApp.over()
    const { paths = {} } = app.app.server.swagger()
    const described = [...reference('rest.md').matchAll(/^### `([A-Z, ]+) (\S+)`$/gm)].map(
      ([, methods = '', path = '']) => [path, methods.toLowerCase().split(', ')] as const,
    )
    const offered = Object.entries(paths).map(([path, item = {}]) => [
      path,
      Object.keys(item).filter((m) => m !== 'head'),
    ])
    expect(Object.fromEntries(described)).toEqual(Object.fromEntries(offered))
  })

  test('rest.md names every query parameter of each path', async () => {
    app = await TestApp.over()
    const { paths = {} } = app.app.server.swagger() as {
      paths?: Record<string, Record<string, { parameters?: { name: string; in: string }[] }>>
    }
    for (const section of reference('rest.md').split(/^### /m).slice(1)) {
      const [, path = ''] = /^`[A-Z, ]+ (\S+)`/.exec(section) ?? []
      const operations = Object.values(paths[path] ?? {})
      const parameters = operations.flatMap(({ parameters = [] }) => parameters.filter((each) => each.in === 'query'))
      for (const { name } of parameters)
        expect([path, name, section.includes(`\`${name}\``)]).toEqual([path, name, true])
    }
  })

  test('command-line.md tells of every command, and has a row for every flag of an export and of a wait', () => {
    const text = reference('command-line.md')
    const told = [...text.matchAll(/^## ([a-z]+)$/gm)].map(([, command]) => command)
    expect(told).toEqual(Object.keys(COMMANDS))
    const rows = [...text.matchAll(/^\| `(--[a-z-]+)` \| (?!`PORTOLAN)/gm)].map(([, flag]) => flag)
    const flags = [...Object.values(EXPORT_FLAGS), ...Object.values(WAIT_FLAGS), ...Object.values(REPLAY_FLAGS)]
    expect(rows).toEqual(flags.map(({ flag }) => flag.split(' ', 1).join()))
  })

  test('command-line.md has a row for every setting and no other', () => {
    const rows = [...reference('command-line.md').matchAll(/^\| `(--[a-z-]+)` \| `(PORTOLAN_[A-Z_]+)` \|/gm)]
    const settings = Object.values<Setting>(SETTINGS).map(({ flag, variable }) => [flag.split(' ')[0], variable])
    expect(rows.map(([, flag, variable]) => [flag, variable]).sort()).toEqual(settings.sort())
  })
})
