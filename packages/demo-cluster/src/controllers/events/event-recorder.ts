import { toTimestamp } from '../../api-server/assigned-identity.ts'
import type { NewObject, StoredObject } from '../../api-server/stored-object.ts'
import { type ControllerContext, writerOf } from '../controller-context.ts'
import type { KubernetesEvent, ObjectReference } from '../objects/infrastructure.ts'
import { kinds } from '../objects/kinds.ts'
import type { Writer } from '../objects/writer.ts'
import { type CorrelatedNews, NewsCorrelator } from './news-correlator.ts'

/** What a component has to say about one object. */
export interface News {
  about: StoredObject
  type: 'Normal' | 'Warning'
  reason: string
  message: string
  /** The part it concerns: `spec.containers{web}`. */
  fieldPath?: string
  /** What was done, for the newer API. */
  action?: string
}

export interface EventRecorderOptions {
  /** The controller that speaks: `replicaset-controller`. */
  component: string
  /** The client that writes: `kube-controller-manager`. */
  manager: string
  /** The node it speaks from. */
  host?: string
}

/**
 * Tells the cluster's story in Events as client-go does: equal news raise `count`, many similar ones are combined,
 * and who talks too much about one object is not heard.
 */
export class EventRecorder {
  readonly #context: ControllerContext
  readonly #options: EventRecorderOptions
  readonly #writer: Writer
  readonly #correlator: NewsCorrelator

  constructor(context: ControllerContext, options: EventRecorderOptions) {
    this.#context = context
    this.#options = options
    this.#writer = writerOf(context, options.manager)
    this.#correlator = new NewsCorrelator(() => context.timers.now())
  }

  /** Write or count an Event the older way (`source`, `firstTimestamp`, `count`). */
  record(news: News): void {
    const correlated = this.#correlator.correlate(news)
    if (correlated === undefined) return
    const existing = correlated.eventName === undefined ? undefined : this.#existing(news, correlated.eventName)
    if (existing === undefined) this.#correlator.remember(correlated, this.#create(news, correlated))
    else this.#count(existing, correlated)
  }

  /** Write an Event the newer way (`eventTime`, `action`); what repeats becomes a `series`. */
  recordSeries(news: News): void {
    const correlated = this.#correlator.correlate(news)
    if (correlated === undefined) return
    const existing = correlated.eventName === undefined ? undefined : this.#existing(news, correlated.eventName)
    if (existing !== undefined) {
      this.#extendSeries(existing, correlated.count)
      return
    }
    const created = this.#writer.create(kinds.events, {
      ...this.#heading(news, news.message),
      source: {},
      firstTimestamp: null,
      lastTimestamp: null,
      eventTime: toMicroTime(this.#context.timers.now()),
      action: news.action ?? 'Binding',
      reportingComponent: this.#options.component,
      reportingInstance: `${this.#options.component}-control-1`,
    })
    this.#correlator.remember(correlated, created.metadata.name)
  }

  #create(news: News, { message, isCombined, count }: CorrelatedNews): string {
    const now = toTimestamp(this.#context.timers.now())
    const { component, host } = this.#options
    const created = this.#writer.create(kinds.events, {
      ...this.#heading(news, message),
      source: host === undefined ? { component } : { component, host },
      firstTimestamp: now,
      lastTimestamp: now,
      count,
      eventTime: null,
      reportingComponent: isCombined ? '' : component,
      reportingInstance: isCombined ? '' : (host ?? ''),
    })
    return created.metadata.name
  }

  #count(existing: KubernetesEvent, { message, count }: CorrelatedNews): void {
    this.#writer.update(kinds.events, existing, (draft) => {
      draft.message = message
      draft.count = count
      draft.lastTimestamp = toTimestamp(this.#context.timers.now())
    })
  }

  #extendSeries(existing: KubernetesEvent, count: number): void {
    this.#writer.update(kinds.events, existing, (draft) => {
      draft.series = { count, lastObservedTime: toMicroTime(this.#context.timers.now()) }
    })
  }

  #existing(news: News, name: string): KubernetesEvent | undefined {
    return this.#context.store.get(kinds.events, namespaceOf(news.about), name)
  }

  #heading(news: News, message: string): Pick<NewObject<KubernetesEvent>, 'metadata'> & EventHeading {
    const nanoseconds =
      BigInt(this.#context.timers.now()) * 1_000_000n + BigInt(Math.floor(this.#context.random() * 1e6))
    const name = `${news.about.metadata.name}.${nanoseconds.toString(16)}`
    return {
      metadata: { name, namespace: namespaceOf(news.about) },
      involvedObject: referenceTo(news.about, news.fieldPath),
      reason: news.reason,
      message,
      type: news.type,
    }
  }
}

type EventHeading = Pick<KubernetesEvent, 'involvedObject' | 'reason' | 'message' | 'type'>

/** Events about cluster-scoped objects live in `default`. Source: client-go tools/record. */
const namespaceOf = ({ metadata }: StoredObject): string => metadata.namespace ?? 'default'

function referenceTo(object: StoredObject, fieldPath: string | undefined): ObjectReference {
  const { namespace, name, uid, resourceVersion } = object.metadata
  return {
    kind: object.kind,
    ...(namespace === undefined ? {} : { namespace }),
    name,
    uid,
    apiVersion: object.apiVersion,
    ...(namespace === undefined ? {} : { resourceVersion }),
    ...(fieldPath === undefined ? {} : { fieldPath }),
  }
}

const toMicroTime = (epochMs: number): string => `${new Date(epochMs).toISOString().slice(0, 23)}000Z`
