/**
 * Sentences of one language by id, with `{places}`; also titles and hints of rules, as `SVC-001:title`, `SVC-001:hint`, what
 * codes among the values of a rule say, as `COV-002:reason:expired`, and the units of durations, as `unit:min`.
 */
export type Sentences = Readonly<Record<string, string>>

/** What a sentence of the API is made of: its id, and what fills its places. */
interface Translatable {
  readonly id: string
  readonly args: Readonly<Record<string, string | number>>
}

/** The sentence by a catalogue; `undefined` where that lacks it, or where one of its places cannot be filled. */
export function translated({ id, args }: Translatable, sentences: Sentences): string | undefined {
  const said = (key: string) => (Object.hasOwn(sentences, key) ? sentences[key] : undefined)
  const template = said(id)
  if (template === undefined || placesOf(template).some((place) => args[place] === undefined)) return undefined
  const [rule = ''] = id.split('.')
  return template.replace(PLACE, (_, place: string) => {
    const value = String(args[place])
    if (DURATION.test(value)) return value.replace(UNIT, (unit) => said(`unit:${unit}`) ?? unit)
    return said(`${rule}:${place}:${value}`) ?? value
  })
}

const PLACE = /\{(\w+)\}/g
const UNIT = /ms|s|min|h/g

/** `20 ms`, `≥ 4.2 s`, `1.2 s–1.4 s`, `2 min 3 s` */
const DURATION = /^≥? ?[\d.]+ (?:ms|s|min|h)(?:[ –][\d.]+ (?:ms|s|min|h))*$/

/** `['host', 'count']` of `{host} has {count} rules`. */
export function placesOf(template: string): string[] {
  return [...template.matchAll(PLACE)].map(([, place = '']) => place)
}
