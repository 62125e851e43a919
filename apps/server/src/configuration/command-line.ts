import { Command, CommanderError, Option } from 'commander'
import { StartRefusedError } from '../errors.ts'
import { closestName } from '../plugins/closest-name.ts'
import {
  COMMANDS,
  type CommandDescription,
  type CommandName,
  EXPORT_FLAGS,
  type ExportFlagName,
  type Flag,
  WAIT_FLAGS,
  type WaitFlagName,
} from './commands.ts'
import type { GivenValue } from './setting-values.ts'
import { SETTINGS, type Setting, type SettingName } from './settings.ts'

/** What was asked for: text to print (`--help`, `--version`), or a command with values as they were given. */
export type CommandLine =
  | { readonly action: 'print'; readonly text: string }
  | { readonly action: CommandName; readonly given: Given; readonly operand: string | undefined }

/**
 * Values by setting or flag, in the order given; none where neither the flag nor the variable is there, and none of what the
 * command does not take.
 */
export type Given = Readonly<Record<SettingName | ExportFlagName | WaitFlagName, readonly GivenValue[]>>

type Environment = Readonly<Record<string, string | undefined>>

export interface CommandLineInput {
  /** Without the program and the script. */
  readonly argv: readonly string[]
  readonly env: Environment
  readonly version: string
}

interface Parsed {
  readonly name: CommandName
  readonly flags: Readonly<Record<string, unknown>>
  readonly operands: readonly string[]
}

/**
 * Reads flags, then variables where there is no flag.
 * @throws {StartRefusedError} an unknown command or flag, a flag without its value, or an unexpected argument
 */
export function readCommandLine({ argv, env, version }: CommandLineInput): CommandLine {
  let printed = ''
  let parsed: Parsed | undefined
  const program = programOf({
    version,
    print: (text) => {
      printed += text
    },
    chosen: (command) => {
      parsed = command
    },
  })
  try {
    program.parse([...argv], { from: 'user' })
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return { action: 'print', text: printed }
    throw refusalOf(error, argv)
  }
  if (parsed === undefined) return { action: 'print', text: program.helpInformation() }
  return { action: parsed.name, given: givenBy(parsed, env), operand: operandOf(parsed) }
}

interface ProgramParts {
  readonly version: string
  readonly print: (text: string) => void
  readonly chosen: (parsed: Parsed) => void
}

function programOf({ version, print, chosen }: ProgramParts): Command {
  const program = new Command('portolan')
    .description("The chart and the logbook of a Kubernetes cluster's traffic.")
    .usage('[command] [flags]')
    .version(version, '--version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand(false)
    .exitOverride()
    .configureOutput({ writeOut: print, writeErr: () => undefined })
    .configureHelp({ subcommandTerm: (command) => `${command.name()} ${command.usage()}` })
  for (const [name, description] of Object.entries<CommandDescription>(COMMANDS)) {
    const command = program
      .command(name, { isDefault: name === 'start' })
      .description(description.about)
      .version(version, '--version', 'print the version')
      .helpOption('-h, --help', 'print this help')
      .usage([description.verb, description.argument, '[flags]'].filter((part) => part !== undefined).join(' '))
      // How many there may be is our own to say: commander would not name the command that may be meant.
      .allowExcessArguments(true)
      .action(() => chosen({ name: name as CommandName, flags: command.opts(), operands: command.args }))
    for (const setting of description.settings) command.addOption(settingOption(SETTINGS[setting]))
    for (const flag of Object.values(description.flags ?? {})) command.addOption(optionOf(flag))
  }
  program.addHelpText('after', () => flagsOfStart(program))
  return program
}

/** What `portolan` takes without a command: whoever asks for help should not have to ask twice. */
function flagsOfStart(program: Command): string {
  const help = program.commands.find((command) => command.name() === 'start')?.helpInformation() ?? ''
  return `\nFlags of start:\n${help.slice(help.indexOf('Options:') + 'Options:\n'.length).trimEnd()}`
}

function settingOption(setting: Setting): Option {
  const option = optionOf({ ...setting, about: `${setting.about} [${setting.variable}]` })
  return setting.isHidden ? option.hideHelp() : option
}

function optionOf({ flag, about, isRepeatable }: Pick<Setting, 'flag' | 'about' | 'isRepeatable'>): Option {
  const option = new Option(flag, about)
  if (isRepeatable) option.argParser((value: string, before: string[] | undefined) => [...(before ?? []), value])
  return option
}

function givenBy({ name, flags }: Parsed, env: Environment): Given {
  const own: CommandDescription = COMMANDS[name]
  const settings = Object.entries<Setting>(SETTINGS).map(([setting, description]) => [
    setting,
    own.settings.includes(setting as SettingName) ? givenSetting(description, flags, env) : [],
  ])
  const ofCommands = Object.entries<Flag>({ ...EXPORT_FLAGS, ...WAIT_FLAGS }).map(([flag, { flag: spelling }]) => [
    flag,
    own.flags?.[flag] === undefined ? [] : (fromFlag(spelling, flags) ?? []),
  ])
  return Object.fromEntries([...settings, ...ofCommands]) as Given
}

function givenSetting(setting: Setting, flags: Parsed['flags'], env: Environment): GivenValue[] {
  return fromFlag(setting.flag, flags) ?? fromVariable(setting, env[setting.variable]) ?? []
}

/**
 * A flag with nothing is a variable that somebody forgot to set, and no wish for the default.
 *
 * @param spelling `--data-dir <directory>`, which commander keeps as `dataDir`
 * @throws {StartRefusedError} it was given nothing
 */
function fromFlag(spelling: string, flags: Parsed['flags']): GivenValue[] | undefined {
  const from = spelling.split(' ', 1).join()
  const value = flags[new Option(spelling).attributeName()]
  if ([value].flat().includes(''))
    throw new StartRefusedError(`${from} was given nothing: give it a value, or leave it out.`)
  return value === undefined ? undefined : [value].flat().map((text) => ({ text: String(text), from }))
}

/** An empty variable counts as not set: that is how compose files and shells leave one out. */
function fromVariable(setting: Setting, value: string | undefined): GivenValue[] | undefined {
  if (value === undefined || value === '') return undefined
  const texts = setting.isRepeatable ? value.split(',').map((text) => text.trim()) : [value]
  return texts.filter((text) => text !== '').map((text) => ({ text, from: setting.variable }))
}

function operandOf({ name, operands }: Parsed): string | undefined {
  const { argument, argumentAbout, verb }: CommandDescription = COMMANDS[name]
  if (verb !== undefined && operands[0] !== verb) {
    const words = ['portolan', name, verb, argument].filter((word) => word !== undefined)
    throw new StartRefusedError(`portolan ${name} does one thing: write ${words.join(' ')}.`)
  }
  const [first, second] = verb === undefined ? operands : operands.slice(1)
  const what = verb === undefined ? name : `${name} ${verb}`
  if (argument === undefined && first !== undefined) throw unknownCommand(first)
  if (argument !== undefined && first === undefined) {
    throw new StartRefusedError(`portolan ${what} needs a ${argument}: ${argumentAbout}.`)
  }
  if (second !== undefined) throw new StartRefusedError(`portolan ${what} takes one ${argument}: leave out ${second}.`)
  return first
}

function unknownCommand(typed: string): StartRefusedError {
  const closest = closestName(typed, Object.keys(COMMANDS))
  const remedy = closest === undefined ? 'portolan --help lists what there is.' : `did you mean portolan ${closest}?`
  return new StartRefusedError(`Portolan has no command ${typed}: ${remedy}`)
}

function refusalOf(error: unknown, [first = '']: readonly string[]): unknown {
  if (!(error instanceof CommanderError)) return error
  const command = first !== 'start' && Object.hasOwn(COMMANDS, first) ? `${first} ` : ''
  const [what = '', ...hints] = error.message.replace(/^error: /, '').split('\n')
  const hint = hints.map((line) => ` ${line.replace('Did you', 'did you')}`).join('')
  const sentence = `${what.charAt(0).toUpperCase()}${what.slice(1)}${hint}`
  return new StartRefusedError(`${sentence}: portolan ${command}--help lists what there is.`, { cause: error })
}
