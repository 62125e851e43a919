import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { readConfig, type ServerConfig } from './config.ts'
import { COMMANDS, type CommandDescription } from './configuration/commands.ts'
import { SETTINGS, type Setting } from './configuration/settings.ts'
import { StartRefusedError } from './errors.ts'
import { VERSION } from './version.ts'

const directory = mkdtempSync(path.join(tmpdir(), 'portolan-config-'))
afterAll(() => rmSync(directory, { recursive: true, force: true }))

const TOKEN = 'f9d1c7f0a2b34c5d8e6f'

function started(argv: string[], env: Record<string, string> = {}): ServerConfig {
  const invocation = readConfig({ argv, env })
  if (invocation.action !== 'start') throw new Error('expected a start')
  return invocation.config
}

function refusal(argv: string[], env: Record<string, string> = {}): string {
  try {
    readConfig({ argv, env })
  } catch (error) {
    if (error instanceof StartRefusedError) return error.message
    throw error
  }
  throw new Error(`expected ${argv.join(' ')} to be refused`)
}

describe('readConfig', () => {
  test('without flags and variables the documented defaults hold', () => {
    expect(started([])).toEqual({
      cluster: { demo: false, namespaces: [] },
      host: '127.0.0.1',
      port: 7678,
      dataDirectory: path.join(homedir(), '.local/share/portolan'),
      isDataDirectoryShared: true,
      retentionMs: 14 * 86_400_000,
      maxBytes: 5 * 1024 ** 3,
      auth: { mode: 'none' },
      logLevel: 'info',
      alerting: {
        fileRules: [],
        secretDirectories: [path.join(homedir(), '.local/share/portolan/secrets')],
        allowedHosts: [],
        variables: {},
      },
    })
  })

  test('every setting is read from its flag', () => {
    const rules = path.join(directory, 'rules.yaml')
    writeFileSync(rules, 'rules: [{ id: quiet, name: Quiet, detector: churn-rate, enabled: false }]')
    const argv = ['--kubeconfig', 'k', '--context', 'c', '--namespace', 'shop', '--namespace', 'ops', '--port', '0']
    const more = [
      '--host',
      '::1',
      '--data-dir',
      '/d',
      '--retention',
      '36h',
      '--max-size',
      '800MB',
      '--log-level',
      'warn',
      '--alert-rules',
      rules,
      '--public-url',
      'https://portolan.example/',
      '--secret-dir',
      '/run/secrets',
      '--secret-dir',
      '/etc/more',
      '--allow-receiver-host',
      'hooks.internal',
    ]
    expect(started(['start', ...argv, ...more, '--dev-origin', 'http://localhost:3000'])).toEqual({
      cluster: { kubeconfig: 'k', context: 'c', demo: false, namespaces: ['shop', 'ops'] },
      host: '::1',
      port: 0,
      dataDirectory: '/d',
      isDataDirectoryShared: false,
      retentionMs: 36 * 3_600_000,
      maxBytes: 800 * 1024 ** 2,
      auth: { mode: 'none' },
      logLevel: 'warn',
      devOrigin: 'http://localhost:3000',
      alerting: {
        fileRules: [expect.objectContaining({ id: 'quiet', detector: 'churn-rate', enabled: false, origin: 'file' })],
        publicUrl: 'https://portolan.example',
        secretDirectories: ['/run/secrets', '/etc/more'],
        allowedHosts: ['hooks.internal'],
        variables: {},
      },
    })
  })

  test('every setting is read from its variable, and an empty variable is none', () => {
    const env = {
      PORTOLAN_DEMO: 'true',
      PORTOLAN_CONTEXT: '',
      PORTOLAN_NAMESPACE: 'shop, ops',
      PORTOLAN_HOST: '0.0.0.0',
      PORTOLAN_PORT: '80',
      PORTOLAN_DATA_DIR: '/d',
      PORTOLAN_RETENTION: '1w',
      PORTOLAN_MAX_SIZE: '1.5gb',
      PORTOLAN_AUTH: 'token',
      PORTOLAN_AUTH_TOKEN: TOKEN,
      PORTOLAN_LOG_LEVEL: 'silent',
      PORTOLAN_PUBLIC_URL: 'http://ops.example:8080/chart',
      PORTOLAN_SECRET_DIR: '/run/secrets,',
      PORTOLAN_ALLOW_RECEIVER_HOST: 'a,b',
    }
    expect(started([], env)).toEqual({
      cluster: { demo: true, namespaces: ['shop', 'ops'] },
      host: '0.0.0.0',
      port: 80,
      dataDirectory: '/d',
      isDataDirectoryShared: false,
      retentionMs: 7 * 86_400_000,
      maxBytes: 1.5 * 1024 ** 3,
      auth: { mode: 'token', token: TOKEN },
      logLevel: 'silent',
      alerting: {
        fileRules: [],
        publicUrl: 'http://ops.example:8080/chart',
        secretDirectories: ['/run/secrets'],
        allowedHosts: ['a', 'b'],
        variables: env,
      },
    })
  })

  test('a flag is stronger than its variable, and the last of two flags counts', () => {
    expect(started(['--port', '1', '--port', '2'], { PORTOLAN_PORT: '3' }).port).toBe(2)
  })

  test('the data directory follows XDG_DATA_HOME where it is absolute', () => {
    expect(started([], { XDG_DATA_HOME: '/x' }).dataDirectory).toBe('/x/portolan')
    expect(started([], { XDG_DATA_HOME: 'x' }).dataDirectory).toBe(path.join(homedir(), '.local/share/portolan'))
  })

  test('the token comes from a file, without the line end', () => {
    const file = path.join(directory, 'token')
    writeFileSync(file, `${TOKEN}\n`)
    expect(started(['--auth', 'token', '--auth-token-file', file]).auth).toEqual({ mode: 'token', token: TOKEN })
    expect(started([], { PORTOLAN_AUTH: 'token', PORTOLAN_AUTH_TOKEN_FILE: file }).auth).toEqual({
      mode: 'token',
      token: TOKEN,
    })
  })

  test('a token that cannot be read, is short or holds spaces is refused without being shown', () => {
    const file = path.join(directory, 'bad')
    for (const token of ['hunter2hunter2', 'correct horse battery staple']) {
      writeFileSync(file, token)
      const message = refusal(['--auth', 'token', '--auth-token-file', file])
      expect(message).toBe(
        'The token of --auth-token-file needs at least 16 characters, without spaces: make one with openssl rand -hex 24.',
      )
    }
    chmodSync(file, 0o000)
    expect(refusal(['--auth', 'token', '--auth-token-file', path.join(directory, 'none')])).toMatch(/cannot be read/)
  })

  test.each([
    [['--prot', '1'], `Unknown option '--prot' (did you mean --port?): portolan --help lists what there is.`],
    [['--port'], `Option '--port <number>' argument missing: portolan --help lists what there is.`],
    [['--data-dir', ''], '--data-dir was given nothing: give it a value, or leave it out.'],
    [['--secret-dir='], '--secret-dir was given nothing: give it a value, or leave it out.'],
    [['export', '--from', '-5m', '--output', ''], '--output was given nothing: give it a value, or leave it out.'],
    [['expotr'], 'Portolan has no command expotr: did you mean portolan export?'],
    [['start', 'somewhere'], 'Portolan has no command somewhere: portolan --help lists what there is.'],
    [['export'], 'portolan export needs a begin: add --from, such as --from -15m.'],
    [
      ['export', '--from', 'yesterday'],
      '--from needs a time as 2026-11-21T01:00:08.974Z, epoch milliseconds, a place in the log as seq:1234, or -15m, not "yesterday".',
    ],
    [['export', '--port', '1'], "Unknown option '--port': portolan export --help lists what there is."],
    [['open'], 'portolan open needs a <file>: what portolan export has written.'],
    [['open', 'a', 'b'], 'portolan open takes one <file>: leave out b.'],
    [
      ['open', 'a', '--host', '0.0.0.0'],
      'Listening on 0.0.0.0 would show the cluster to everybody who can reach it: add --auth token, or listen on 127.0.0.1.',
    ],
    [['check', '--demo', '--context', 'c'], '--demo shows no cluster of yours: leave out either it or --context.'],
    [['--port', '65536'], '--port needs a port between 0 and 65535 (0 picks a free one), not "65536".'],
    [['--port', '8e3'], '--port needs a port between 0 and 65535 (0 picks a free one), not "8e3".'],
    [
      ['--retention', '14x'],
      '--retention needs a length of time with its unit, such as 14d or 36h, of at least 1m, not "14x".',
    ],
    [
      ['--retention', '14'],
      '--retention needs a length of time with its unit, such as 14d or 36h, of at least 1m, not "14".',
    ],
    [
      ['--max-size', '5XB'],
      '--max-size needs a size with its unit, such as 5GB or 800MB, of at least 16MB, not "5XB".',
    ],
    [
      ['--max-size', '1MB'],
      '--max-size needs a size with its unit, such as 5GB or 800MB, of at least 16MB, not "1MB".',
    ],
    [
      ['--host', 'http://me'],
      '--host needs a host name or an address without port, such as 127.0.0.1, not "http://me".',
    ],
    [['--namespace', 'Shop'], '--namespace needs the name of a namespace, not "Shop".'],
    [['--log-level', 'loud'], '--log-level needs one of fatal, error, warn, info, debug, trace, silent, not "loud".'],
    [['--auth', 'magic'], '--auth needs one of none, token, kubernetes, proxy, not "magic".'],
    [['--auth', 'kubernetes'], '--auth kubernetes comes with a later version: use --auth token for now.'],
    [['--auth', 'proxy'], '--auth proxy comes with a later version: use --auth token for now.'],
    [
      ['--database-url', 'postgres://db'],
      '--database-url comes with a later version: leave it out to keep the log in SQLite.',
    ],
    [
      ['--host', '0.0.0.0'],
      'Listening on 0.0.0.0 would show the cluster to everybody who can reach it: add --auth token, or listen on 127.0.0.1.',
    ],
    [['--demo', '--context', 'c'], '--demo shows no cluster of yours: leave out either it or --context.'],
    [
      ['--auth', 'token'],
      '--auth token needs a token: name a file with --auth-token-file, or set PORTOLAN_AUTH_TOKEN.',
    ],
    [
      ['--auth-token-file', 'f'],
      '--auth-token-file gives a token that nothing asks for: add --auth token, or leave it out.',
    ],
  ])('%j is refused with one sentence', (argv, sentence) => {
    expect(refusal(argv)).toBe(sentence)
  })

  test('a bad variable is refused by its own name', () => {
    expect(refusal([], { PORTOLAN_PORT: 'x' })).toMatch(/^PORTOLAN_PORT needs a port/)
    expect(refusal([], { PORTOLAN_DEMO: 'maybe' })).toBe('PORTOLAN_DEMO needs true or false, not "maybe".')
    expect(refusal([], { PORTOLAN_AUTH_TOKEN: TOKEN })).toMatch(/^PORTOLAN_AUTH_TOKEN gives a token that nothing asks/)
  })

  test('--help tells of every flag and variable but the hidden ones; --version is the version', () => {
    const help = readConfig({ argv: ['--help'], env: {} })
    if (help.action !== 'print') throw new Error('expected a text')
    for (const { flag, variable, isHidden } of Object.values<Setting>(SETTINGS)) {
      const name = flag.split(' ')[0] ?? flag
      expect([name, help.text.includes(name), help.text.includes(variable)]).toEqual([name, !isHidden, !isHidden])
    }
    for (const argv of [['--version'], ['open', '--version']]) {
      expect(readConfig({ argv, env: {} })).toEqual({ action: 'print', text: `${VERSION}\n` })
    }
  })

  test('--help of a command tells of its own flags alone', () => {
    for (const [command, { settings, ...more }] of Object.entries<CommandDescription>(COMMANDS)) {
      const help = readConfig({ argv: [command, '--help'], env: {} })
      if (help.action !== 'print') throw new Error('expected a text')
      const own = settings.map((name): Setting => SETTINGS[name]).filter(({ isHidden }) => !isHidden)
      const flags = [...own, ...Object.values(more.flags ?? {})].map(({ flag }) => flag.split(' ', 1).join())
      const told = [...help.text.matchAll(/^ {2}(?:-h, )?(--[a-z-]+)/gm)].map(([, flag]) => flag)
      expect([command, told.sort()]).toEqual([command, [...flags, '--help', '--version'].sort()])
    }
  })

  test('an export is told which log, from when to when, of what and where to', () => {
    const which = ['--data-dir', '/d', '--from', '-15m', '--to', 'seq:7']
    const what = ['--namespace', 'shop', '--namespace', 'ops', '--redact-names', '--output', 'f']
    const env = { PORTOLAN_NAMESPACE: 'other', PORTOLAN_CONTEXT: 'c' }
    expect(readConfig({ argv: ['export', ...which, ...what], env })).toEqual({
      action: 'export',
      config: {
        cluster: { context: 'c', demo: false },
        dataDirectory: '/d',
        isDataDirectoryShared: false,
        from: { agoMs: 900_000 },
        to: { seq: 7 },
        namespaces: ['shop', 'ops'],
        redactNames: true,
        output: 'f',
      },
    })
  })

  test('a bundle is opened where and for whom a start would listen', () => {
    const argv = ['open', 'f', '--port', '0', '--auth', 'token']
    expect(readConfig({ argv, env: { PORTOLAN_AUTH_TOKEN: TOKEN, PORTOLAN_LOG_LEVEL: 'warn' } })).toEqual({
      action: 'open',
      config: { file: 'f', host: '127.0.0.1', port: 0, auth: { mode: 'token', token: TOKEN }, logLevel: 'warn' },
    })
  })
})
