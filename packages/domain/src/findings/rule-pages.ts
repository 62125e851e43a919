import { RULES } from './registry.ts'
import { RULE_GROUPS, type Rule, type RuleGroup, SETTLED_MS } from './rule.ts'

const GROUP_TITLES: Readonly<Record<RuleGroup, string>> = {
  ingress: 'Ingress',
  service: 'Service',
  'endpoint-slice': 'EndpointSlice',
  pod: 'Pod and node',
  rollout: 'Rollout and scaling',
  gateway: 'Gateway API',
  'network-policy': 'NetworkPolicy',
  coverage: 'Coverage',
}

const HOW_TO_CHANGE =
  '<!-- Written by `npm run rule-pages -w @portolan/domain` from the rules themselves: change those. -->'

const INTRODUCTION = `A rule is a pure function of the objects at one instant; a finding is a rule that holds for one object, with the fields
that say so, and a \`kubectl\` line that shows them. It is raised once it has held for 30 s, unless its section says otherwise,
and cleared once it has not held for 30 s. Where Portolan may not read what a rule needs, the rule says nothing, and is listed
as suppressed: what is not granted is never reported as missing.

To switch rules off for one object, annotate it with their ids: \`portolan.dev/ignore: SVC-010, SVC-016\`.`

/** The documentation of all rules: file name in `docs/rules` → text. Groups without a rule have no page. */
export function rulePages(): ReadonlyMap<string, string> {
  const groups = RULE_GROUPS.filter((group) => rulesOf(group).length > 0)
  const pages = groups.map((group) => [`${group}.md`, groupPage(group)] as const)
  return new Map([['README.md', overview(groups)], ...pages])
}

const rulesOf = (group: RuleGroup): readonly Rule[] => RULES.filter((rule) => rule.group === group)

function overview(groups: readonly RuleGroup[]): string {
  const tables = groups.map((group) => {
    const rows = rulesOf(group).map(
      ({ id, severity, title }) => `| [${id}](${group}.md#${id.toLowerCase()}) | ${severity} | ${title} |`,
    )
    return [`## ${GROUP_TITLES[group]}`, ['| rule | severity | |', '|---|---|---|', ...rows].join('\n')].join('\n\n')
  })
  return `${[HOW_TO_CHANGE, '# Rules', INTRODUCTION, ...tables].join('\n\n')}\n`
}

function groupPage(group: RuleGroup): string {
  const sections = rulesOf(group).map(section)
  return `${[HOW_TO_CHANGE, `# Rules: ${GROUP_TITLES[group]}`, ...sections].join('\n\n')}\n`
}

function section(rule: Rule): string {
  const needed = [...new Set([...rule.subjects, ...rule.inputs])]
  const consulted = [...new Set(rule.consults)].filter((kind) => !needed.includes(kind))
  const facts = [
    `- Severity: ${rule.severity}`,
    `- About: ${rule.subjects.join(', ')}`,
    `- Needs to read: ${needed.join(', ')}`,
    ...(consulted.length > 0 ? [`- Says more with: ${consulted.join(', ')}`] : []),
    ...(rule.history ? [`- Needs to know of the past: ${rule.history.join(', ')}`] : []),
    ...(rule.holdsForMs === undefined
      ? []
      : [`- Raised after: ${seconds(rule.holdsForMs)} instead of ${seconds(SETTLED_MS)}`]),
  ]
  const sentences = Object.values(rule.messages).map((message) => `> ${message}`)
  return [
    `## ${rule.id}`,
    `**${rule.title}.**`,
    rule.description,
    facts.join('\n'),
    sentences.join('\n>\n'),
    `What to do: ${rule.hint}`,
  ].join('\n\n')
}

const seconds = (ms: number): string => `${ms / 1_000} s`
