import { toTimestamp } from '../../api-server/assigned-identity.ts'
import { type ControllerContext, queueOf, writerOf } from '../controller-context.ts'
import { kinds } from '../objects/kinds.ts'
import type { Gateway, GatewayClass, GatewayCondition, HttpRoute, ListenerStatus } from '../objects/network.ts'
import type { Writer } from '../objects/writer.ts'
import { attachmentOf, resolveBackends } from './route-attachment.ts'

export const GATEWAY_NAME = 'gateway.networking.k8s.io/gateway-name'
const GROUP = 'gateway.networking.k8s.io'
/** Everything is looked at again after each change, once. */
const SYNC = 'all'

/** Accepts what names its GatewayClass and says so in the status, as every Gateway API implementation does. */
export function startGatewayController(context: ControllerContext, controllerName: string): void {
  const controller = new GatewayController(context, controllerName)
  const queue = queueOf(context, () => controller.sync())
  const look = (): void => queue.add(SYNC)
  context.store.subscribe(kinds.gatewayClasses, look)
  context.store.subscribe(kinds.gateways, look)
  context.store.subscribe(kinds.httpRoutes, look)
  context.store.subscribe(kinds.referenceGrants, look)
  context.store.subscribe(kinds.services, look)
}

type Verdict = Pick<GatewayCondition, 'type' | 'status' | 'reason' | 'message'>

class GatewayController {
  readonly #context: ControllerContext
  readonly #controllerName: string
  readonly #writer: Writer

  constructor(context: ControllerContext, controllerName: string) {
    this.#context = context
    this.#controllerName = controllerName
    this.#writer = writerOf(context, 'envoy-gateway')
  }

  sync(): void {
    const { store } = this.#context
    const classes = store.list(kinds.gatewayClasses).filter(({ spec }) => spec.controllerName === this.#controllerName)
    const gateways = store
      .list(kinds.gateways)
      .filter(({ spec }) => classes.some(({ metadata }) => metadata.name === spec.gatewayClassName))
    const routes = store.list(kinds.httpRoutes)
    for (const gatewayClass of classes) this.#acceptClass(gatewayClass)
    for (const gateway of gateways) this.#program(gateway, routes)
    for (const route of routes) this.#attach(route, gateways)
  }

  #acceptClass(gatewayClass: GatewayClass): void {
    this.#writer.updateStatus(kinds.gatewayClasses, gatewayClass, (draft) => {
      draft.status.conditions = this.#since(draft.status.conditions, draft, [
        { type: 'Accepted', status: 'True', reason: 'Accepted', message: 'Valid GatewayClass' },
      ])
    })
  }

  #program(gateway: Gateway, routes: readonly HttpRoute[]): void {
    const addresses = this.#addressesOf(gateway)
    const programmed: Verdict =
      addresses.length > 0
        ? { type: 'Programmed', status: 'True', reason: 'Programmed', message: 'Address assigned to the Gateway' }
        : {
            type: 'Programmed',
            status: 'False',
            reason: 'AddressNotAssigned',
            message: 'No addresses have been assigned to the Gateway',
          }
    this.#writer.updateStatus(kinds.gateways, gateway, (draft) => {
      draft.status = {
        ...(addresses.length === 0
          ? {}
          : { addresses: addresses.map((value) => ({ type: 'IPAddress' as const, value })) }),
        conditions: this.#since(draft.status.conditions, draft, [
          {
            type: 'Accepted',
            status: 'True',
            reason: 'Accepted',
            message: 'The Gateway has been scheduled by Envoy Gateway',
          },
          programmed,
        ]),
        listeners: draft.spec.listeners.map(({ name }) => this.#listenerStatus(draft, name, routes)),
      }
    })
  }

  #listenerStatus(gateway: Gateway, name: string, routes: readonly HttpRoute[]): ListenerStatus {
    const before = gateway.status.listeners?.find((listener) => listener.name === name)
    const verdicts: Verdict[] = [
      {
        type: 'Programmed',
        status: 'True',
        reason: 'Programmed',
        message: 'Sending translated listener configuration to the data plane',
      },
      { type: 'Accepted', status: 'True', reason: 'Accepted', message: 'Listener has been successfully translated' },
      {
        type: 'ResolvedRefs',
        status: 'True',
        reason: 'ResolvedRefs',
        message: 'Listener references have been resolved',
      },
    ]
    return {
      name,
      attachedRoutes: routes.filter((route) =>
        route.spec.parentRefs.some((ref) => attachmentOf(route, ref, gateway).includes(name)),
      ).length,
      supportedKinds: [
        { group: GROUP, kind: 'HTTPRoute' },
        { group: GROUP, kind: 'GRPCRoute' },
      ],
      conditions: this.#since(before?.conditions ?? [], gateway, verdicts),
    }
  }

  #attach(route: HttpRoute, gateways: readonly Gateway[]): void {
    const parents = route.spec.parentRefs.flatMap((parentRef) => {
      const namespace = parentRef.namespace ?? route.metadata.namespace
      const gateway = gateways.find(
        ({ metadata }) => metadata.name === parentRef.name && metadata.namespace === namespace,
      )
      if (gateway === undefined) return []
      const before = route.status?.parents.find(
        (parent) => JSON.stringify(parent.parentRef) === JSON.stringify(parentRef),
      )
      const verdicts: Verdict[] = [
        acceptance(attachmentOf(route, parentRef, gateway)),
        resolveBackends(this.#context.store, route),
      ]
      return [
        {
          parentRef,
          controllerName: this.#controllerName,
          conditions: this.#since(before?.conditions ?? [], route, verdicts),
        },
      ]
    })
    if (parents.length === 0 && route.status === undefined) return
    this.#writer.updateStatus(kinds.httpRoutes, route, (draft) => {
      draft.status = { parents }
    })
  }

  #addressesOf({ metadata }: Gateway): string[] {
    return this.#context.store
      .list(kinds.services, metadata.namespace)
      .filter((service) => service.metadata.labels?.[GATEWAY_NAME] === metadata.name)
      .flatMap(({ status }) => status.loadBalancer.ingress ?? [])
      .flatMap(({ ip }) => (ip === undefined ? [] : [ip]))
  }

  #since(
    before: readonly GatewayCondition[],
    object: { metadata: { generation?: number } },
    verdicts: Verdict[],
  ): GatewayCondition[] {
    const time = toTimestamp(this.#context.timers.now())
    return verdicts.map((verdict) => {
      const known = before.find(({ type }) => type === verdict.type)
      return {
        lastTransitionTime: known?.status === verdict.status ? known.lastTransitionTime : time,
        message: verdict.message,
        observedGeneration: object.metadata.generation ?? 1,
        reason: verdict.reason,
        status: verdict.status,
        type: verdict.type,
      }
    })
  }
}

const acceptance = (listeners: readonly string[]): Verdict =>
  listeners.length > 0
    ? { type: 'Accepted', status: 'True', reason: 'Accepted', message: 'Route is accepted' }
    : { type: 'Accepted', status: 'False', reason: 'NotAllowedByListeners', message: 'No listener allows this route' }
