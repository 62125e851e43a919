import type { RecordedChange } from '@portolan/contract'
import { shortValue } from '../../../cluster/difference-line.ts'
import { imageChanges } from '../../../cluster/image-change.ts'

/** One thing that was changed: its words are `overview.words.<id>`. */
export interface ChangePhrase {
  readonly id:
    | 'created'
    | 'deleted'
    | 'image'
    | 'restarted'
    | 'paused'
    | 'resumed'
    | 'scaled'
    | 'wanted'
    | 'template'
    | 'selector'
    | 'ports'
    | 'weights'
    | 'rules'
    | 'spec'
    | 'ready'
    | 'pods'
    | 'leaving'
    | 'condition'
    | 'address'
    | 'labels'
    | 'annotations'
    | 'seen'
    | 'joined'
    | 'left'
    | 'becameReady'
    | 'becameUnready'
    | 'draining'
    | 'fields'
  readonly values: Readonly<Record<string, string | number>>
}

/** More would not fit on a line, and says less. */
const MOST = 3

/** One field over all changes told together: as it was before the first, and after the last. */
interface FieldChange {
  readonly path: string
  readonly before: unknown
  readonly after: unknown
}

/**
 * What changes of one object did, what was asked of it before what became of it.
 *
 * @param changes newest first, of one object
 * @returns one to three phrases
 */
export function changeWords(changes: readonly RecordedChange[]): readonly ChangePhrase[] {
  const [newest] = changes
  if (newest?.change === 'deleted') return [phrase('deleted')]
  const isNew = changes.some(({ change }) => change === 'added')
  const told = newest?.kind === 'EndpointSlice' ? endpointPhrases(changes) : fieldPhrases(fieldChanges(changes))
  const all = [...(isNew ? [phrase('created')] : []), ...told].slice(0, MOST)
  if (all.length > 0) return all
  return [
    phrase('fields', {
      count: new Set(changes.flatMap(({ differences }) => differences.map(({ path }) => path))).size,
    }),
  ]
}

function phrase(id: ChangePhrase['id'], values: ChangePhrase['values'] = {}): ChangePhrase {
  return { id, values }
}

/** Fields that are another in the end, in the order they were first told. */
function fieldChanges(changes: readonly RecordedChange[]): FieldChange[] {
  const fields = new Map<string, FieldChange>()
  for (const { differences } of changes.toReversed()) {
    for (const { path, before, after } of differences) {
      if (path !== '') fields.set(path, { path, before: fields.has(path) ? fields.get(path)?.before : before, after })
    }
  }
  return [...fields.values()].filter(({ before, after }) => JSON.stringify(before) !== JSON.stringify(after))
}

interface Wording {
  readonly path: RegExp
  readonly words: (field: FieldChange, match: readonly string[]) => ChangePhrase | undefined
}

const count = (value: unknown): number => (typeof value === 'number' ? value : 0)
const fromTo =
  (id: ChangePhrase['id']): Wording['words'] =>
  ({ before, after }) =>
    phrase(id, { from: count(before), to: count(after) })
const plain =
  (id: ChangePhrase['id']): Wording['words'] =>
  () =>
    phrase(id)

/** What matters most comes first; of equal phrases the first is told. */
const WORDINGS: readonly Wording[] = [
  {
    path: /^derived\.images\.(.+)$/,
    words: ({ before, after }, [, container = '']) => imagePhrase(container, before, after),
  },
  { path: /^derived\.restartedAt$/, words: plain('restarted') },
  { path: /^spec\.paused$/, words: ({ after }) => phrase(after === true ? 'paused' : 'resumed') },
  { path: /^spec\.replicas$/, words: fromTo('scaled') },
  { path: /^spec\.selector/, words: plain('selector') },
  { path: /^spec\.ports/, words: plain('ports') },
  { path: /^spec\.rules.*\.weight$/, words: plain('weights') },
  { path: /^spec\.(rules|defaultBackend)/, words: plain('rules') },
  { path: /^spec\.([^.[]+)/, words: ({ after }, [, field = '']) => phrase('spec', { field, value: scalar(after) }) },
  { path: /^derived\.templateFingerprint$/, words: plain('template') },
  { path: /^status\.desiredReplicas$/, words: fromTo('wanted') },
  { path: /^status\.readyReplicas$/, words: fromTo('ready') },
  { path: /^status\.(numberReady)$/, words: fromTo('ready') },
  { path: /^status\.(replicas|currentReplicas|currentNumberScheduled)$/, words: fromTo('pods') },
  { path: /^status\.terminatingReplicas$/, words: fromTo('leaving') },
  { path: /^status\.(loadBalancer|addresses)/, words: plain('address') },
  {
    path: /^status\.(?:.*\.)?conditions\[([^\]]+)\]\.status$/,
    words: ({ after }, [, type = '']) => phrase('condition', { type, status: scalar(after) }),
  },
  { path: /^metadata\.labels/, words: plain('labels') },
  { path: /^metadata\.annotations/, words: plain('annotations') },
  { path: /observedGeneration$/, words: plain('seen') },
]

/** Said by another phrase already: a template that is another because its image is. */
const IMPLIED: Partial<Record<ChangePhrase['id'], readonly ChangePhrase['id'][]>> = {
  template: ['image', 'restarted'],
  rules: ['weights'],
  pods: ['scaled', 'wanted', 'ready'],
  leaving: ['ready', 'pods'],
  condition: ['scaled', 'image', 'ready', 'pods', 'template', 'restarted', 'paused', 'resumed'],
  annotations: ['image', 'scaled', 'restarted', 'ready', 'pods', 'template', 'rules', 'weights', 'selector'],
  seen: ['image', 'scaled', 'restarted', 'ready', 'pods', 'template', 'rules', 'weights', 'selector', 'condition'],
}

function fieldPhrases(fields: readonly FieldChange[]): ChangePhrase[] {
  const said: ChangePhrase[] = []
  for (const { path, words } of WORDINGS) {
    for (const field of fields) {
      const match = path.exec(field.path)
      const found = match ? words(field, match) : undefined
      if (found && !isSaid(found, said)) said.push(found)
    }
  }
  return said
}

function isSaid({ id, values }: ChangePhrase, said: readonly ChangePhrase[]): boolean {
  return said.some(
    (known) =>
      IMPLIED[id]?.includes(known.id) ||
      (known.id === id &&
        (known.values.container ?? known.values.type ?? known.values.field) ===
          (values.container ?? values.type ?? values.field)),
  )
}

function imagePhrase(container: string, before: unknown, after: unknown): ChangePhrase | undefined {
  const images = (value: unknown) => (typeof value === 'string' ? { [container]: value } : {})
  const [change] = imageChanges(images(before), images(after))
  return change && phrase('image', { container, from: change.from ?? '–', to: change.to ?? '–' })
}

/** Objects and lists have no short form that says anything. */
function scalar(value: unknown): string {
  return value !== null && typeof value === 'object' ? '' : shortValue(value ?? '')
}

/** Who joined, left, and became ready, counted over all changes. */
function endpointPhrases(changes: readonly RecordedChange[]): ChangePhrase[] {
  const differences = changes.flatMap((change) => change.differences)
  const whole = differences.filter(({ path }) => /^endpoints\[[^\]]*\]$/.test(path))
  const became = (condition: string, value: boolean) =>
    differences.filter(({ path, after }) => path.endsWith(`.conditions.${condition}`) && after === value).length
  const draining = became('terminating', true)
  const counts = {
    joined: whole.filter(({ before }) => before === undefined).length,
    left: whole.filter(({ after }) => after === undefined).length,
    becameReady: became('ready', true),
    draining,
    becameUnready: Math.max(0, became('ready', false) - draining),
  } as const
  return Object.entries(counts).flatMap(([id, counted]) =>
    counted > 0 ? [phrase(id as keyof typeof counts, { count: counted })] : [],
  )
}
