import { differences, type LedgerInterval, type RecordedChange } from '@portolan/domain'
import type { StoredObject } from '@portolan/pipeline/ports'
import type { BundleHeader, BundleLedger, BundleLine } from '../bundle-format.ts'
import { BundleObjects } from '../bundle-objects.ts'
import { Pseudonyms } from './pseudonyms.ts'
import { redactObject, redactWriter } from './redact-object.ts'
import { redactText, redactUid } from './redact-text.ts'

/**
 * Replaces names, addresses and label values in a bundle by pseudonyms that agree within it, so that whatever selects, owns or
 * refers to something still does. In memory are the objects as they are.
 */
export class Redaction {
  readonly #pseudonyms: Pseudonyms
  readonly #objects = new BundleObjects()

  constructor(pseudonyms = new Pseudonyms()) {
    this.#pseudonyms = pseudonyms
  }

  header(header: BundleHeader): BundleHeader {
    const { name, version } = header.cluster
    return {
      ...header,
      cluster: { name: this.#pseudonyms.word(name), server: 'redacted', version },
      namespaces: header.namespaces?.map((namespace) => this.#text(namespace)) ?? null,
    }
  }

  async *lines(lines: AsyncIterable<BundleLine>): AsyncGenerator<BundleLine> {
    for await (const line of lines) yield this.#line(line)
  }

  #line(line: BundleLine): BundleLine {
    if ('object' in line) return { object: this.#stored(line.object) }
    if ('ledger' in line) return { ledger: this.#ledger(line.ledger) }
    if ('change' in line) return { change: this.#change(line.change) }
    if ('gap' in line) return { gap: this.#scope(line.gap) }
    if ('visibility' in line) return { visibility: this.#scope(line.visibility) }
    return { beginning: { ...line.beginning, stream: this.#scope(line.beginning.stream) } }
  }

  #stored({ object, ...stored }: StoredObject): StoredObject {
    this.#objects.add(object)
    return { ...stored, object: redactObject(object, this.#pseudonyms) }
  }

  /** Its differences are found anew: their paths may hold names as well. */
  #change(change: RecordedChange): RecordedChange {
    const { kind, name, uid, writer } = change
    const { before, after } = this.#objects.apply(change)
    return {
      ...this.#scope(change),
      name: this.#text(name),
      uid: redactUid(uid, this.#pseudonyms),
      ...(writer !== undefined && { writer: redactWriter(writer, this.#pseudonyms) }),
      differences:
        after === undefined ? [] : differences(kind, this.#object(before), redactObject(after, this.#pseudonyms)),
    }
  }

  #object(object: StoredObject['object'] | undefined): StoredObject['object'] | undefined {
    return object && redactObject(object, this.#pseudonyms)
  }

  #ledger({ service, intervals, windows }: BundleLedger): BundleLedger {
    return { service: this.#text(service), intervals: intervals.map((interval) => this.#interval(interval)), windows }
  }

  #interval(interval: LedgerInterval): LedgerInterval {
    const { identity, address, pod, node, revision } = interval
    return {
      ...interval,
      identity: this.#identity(identity),
      address: this.#text(address),
      ...(pod !== undefined && { pod: this.#text(pod) }),
      ...(node !== undefined && { node: this.#text(node) }),
      ...(revision !== undefined && { revision: this.#text(revision) }),
    }
  }

  /** A uid, or `addressType|address`, whose first part is a word of the API's own (rule H.1). */
  #identity(identity: string): string {
    const [type, address] = identity.split('|', 2)
    return address === undefined ? redactUid(identity, this.#pseudonyms) : `${type}|${this.#text(address)}`
  }

  #scope<Scope extends { readonly namespace?: string }>(scope: Scope): Scope {
    return scope.namespace === undefined ? scope : { ...scope, namespace: this.#text(scope.namespace) }
  }

  #text(text: string): string {
    return redactText(text, this.#pseudonyms)
  }
}
