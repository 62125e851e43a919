import { isIPv4, isIPv6 } from 'node:net'
import type { Pseudonyms } from './pseudonyms.ts'

/** What a text is made of, as far as it matters here: times, addresses with or without a prefix length, words. */
const PARTS = new RegExp(
  [
    String.raw`(?<time>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d))`,
    String.raw`(?<address>[0-9a-fA-F]*:[0-9a-fA-F.:]*:[0-9a-fA-F.:]*|(?<![\w.-])\d{1,3}(?:\.\d{1,3}){3}(?![\w-]))(?:\/(?<prefix>\d{1,3})(?!\w))?`,
    String.raw`\$\d+`,
    String.raw`(?<word>[\p{L}\p{N}](?:[\p{L}\p{N}_-]*[\p{L}\p{N}])?)`,
  ].join('|'),
  'gu',
)
/** What these mean everywhere names nobody. */
const KEPT_WORDS: ReadonlySet<string> = new Set(['true', 'false', 'None', 'cpu', 'memory'])
/** How names within a cluster end. */
const CLUSTER_SUFFIX = /\.svc(?:\.cluster\.local)?\.?$/
/** As an API server makes them; some writers put names where a uid belongs. */
const UID = /^[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}$/
/** Keys of labels that Kubernetes or custom give a meaning; all others are somebody's own. */
const KEPT_KEYS: ReadonlySet<string> = new Set([
  'app',
  'component',
  'controller-revision-hash',
  'k8s-app',
  'pod-template-generation',
  'pod-template-hash',
  'tier',
  'version',
])
const KUBERNETES_KEY = /^(?:[a-z0-9.-]+\.)?(?:kubernetes|k8s)\.io\//

/**
 * Every word and address of a text replaced, everything between them kept. So hosts keep their suffixes in common, paths
 * their prefixes, images their registry, and `namespace/name` its parts.
 */
export function redactText(text: string, pseudonyms: Pseudonyms): string {
  const [suffix = ''] = CLUSTER_SUFFIX.exec(text) ?? []
  const rest = suffix === '' ? text : text.slice(0, -suffix.length)
  return rest.replace(PARTS, (part, ...match) => partOf(part, match.at(-1) as Parts, pseudonyms)) + suffix
}

interface Parts {
  readonly time?: string
  readonly address?: string
  readonly prefix?: string
  readonly word?: string
}

function partOf(part: string, { time, address, prefix, word }: Parts, pseudonyms: Pseudonyms): string {
  if (time !== undefined) return part
  if (word !== undefined) return KEPT_WORDS.has(word) ? word : pseudonyms.word(word)
  if (address === undefined) return part
  if (!isIPv4(address) && !isIPv6(address)) return part.replace(/[\p{L}\p{N}]+/gu, (piece) => pseudonyms.word(piece))
  if (prefix === undefined) return pseudonyms.address(address)
  return `${pseudonyms.address(address, Number(prefix))}/${prefix}`
}

/** A uid tells nothing; what stands in its place may. */
export function redactUid(uid: string, pseudonyms: Pseudonyms): string {
  return UID.test(uid) ? uid : redactText(uid, pseudonyms)
}

/** The key of a label, an annotation or a taint. */
export function redactKey(key: string, pseudonyms: Pseudonyms): string {
  return KEPT_KEYS.has(key) || KUBERNETES_KEY.test(key) ? key : redactText(key, pseudonyms)
}
