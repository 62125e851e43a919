/**
 * Keys of the catalogue that no source asks for.
 *
 * A key counts as asked for where a file that translates within its namespace names it: as a text, as a template with
 * gaps (`spans.${span}`), or through a variable handed to the translator, which asks for every key of the namespace.
 */
export function unusedKeys(keys: readonly string[], sources: readonly string[]): string[] {
  const asked = sources.flatMap(askedFor)
  const exact = new Set(asked.filter((each) => typeof each === 'string'))
  const patterns = asked.filter((each) => typeof each !== 'string')
  return keys.filter((key) => !exact.has(key) && !patterns.some((pattern) => pattern.test(key)))
}

const GAP = /\$\{[^}]*\}/

function askedFor(source: string): (string | RegExp)[] {
  const translators = [...source.matchAll(/const (\w+) = useTranslations\((?:'([^']*)')?\)/g)]
  const typed = [...source.matchAll(/useTranslations<'([^']*)'>/g)].map(([, namespace = '']) => namespace)
  const namespaces = [...new Set([...translators.map(([, , namespace = '']) => namespace), ...typed])]
  const texts = [...source.matchAll(/'([\w.-]+)'/g)].map(([, text = '']) => text)
  const templates = [...source.matchAll(/\(\s*`([^`]*\$\{[^`]*)`/g)].map(([, text = '']) => text)
  const handed = translators.flatMap(([, name, namespace = '']) =>
    new RegExp(`\\b${name}\\(\\s*[a-zA-Z_$][\\w.$]*(\\([^()]*\\))?\\s*[,)]`).test(source) ? [namespace] : [],
  )
  return namespaces.flatMap((namespace) => [
    ...texts.map((text) => within(namespace, text)),
    ...templates.map((template) => patternOf(within(namespace, template).split(GAP))),
    ...(handed.includes(namespace) ? [patternOf([within(namespace, ''), ''])] : []),
  ])
}

function within(namespace: string, key: string): string {
  return namespace === '' ? key : `${namespace}.${key}`
}

/** Between the parts stands one step of a key, whichever. */
function patternOf(parts: readonly string[]): RegExp {
  const literal = parts.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(`^${literal.join('[^.]+')}$`)
}
