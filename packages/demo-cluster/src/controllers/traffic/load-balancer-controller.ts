import { type ControllerContext, writerOf } from '../controller-context.ts'
import { EventRecorder } from '../events/event-recorder.ts'
import { kinds } from '../objects/kinds.ts'

const PROVISIONING_MS = 4_000

/** Gives each Service of type LoadBalancer an address of its own, as a bare-metal load balancer does. */
export function startLoadBalancerController(context: ControllerContext, addressPrefix = '203.0.113.'): void {
  const { store, timers } = context
  const writer = writerOf(context, 'load-balancer-controller')
  const events = new EventRecorder(context, {
    component: 'load-balancer-controller',
    manager: 'load-balancer-controller',
  })
  let given = 9
  store.subscribe(kinds.services, ({ type, object }) => {
    if (type !== 'ADDED' || object.spec.type !== 'LoadBalancer') return
    timers.after(PROVISIONING_MS, () => {
      const { namespace, name } = object.metadata
      const service = store.get(kinds.services, namespace, name)
      if (service === undefined || service.status.loadBalancer.ingress !== undefined) return
      given += 1
      const ip = `${addressPrefix}${given}`
      writer.updateStatus(kinds.services, service, (draft) => {
        draft.status.loadBalancer = { ingress: [{ ip, ipMode: 'VIP' }] }
      })
      events.record({ about: service, type: 'Normal', reason: 'IPAllocated', message: `Assigned IP ["${ip}"]` })
    })
  })
}
