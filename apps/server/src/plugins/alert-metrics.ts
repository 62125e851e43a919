import { Counter, Gauge, type Registry } from 'prom-client'
import { alertTotals } from '../answers/alert-answers.ts'
import type { Logbook } from '../reading/logbook.ts'
import { NAMED_SERVICES, type ServiceMeter, ServiceMeters } from './service-meters.ts'

const ENDPOINT_STATES = ['ready', 'unready', 'terminating'] as const
const DELIVERY_STATES = ['waiting', 'delivered', 'dead'] as const
const BOUND = `of the first ${NAMED_SERVICES.toLocaleString('en')} Services; the rest is summed as service="other" without namespace`

/** What those need who alert with Prometheus: endpoints, churn and losses of every Service, and how alerting itself goes. */
export function measureAlerting(registry: Registry, logbook: Logbook): void {
  measureServices(registry, logbook)
  measureAlerts(registry, logbook)
}

function measureServices(registry: Registry, logbook: Logbook): void {
  let meters: ServiceMeters | undefined
  logbook.whenOpen(({ recording }) => {
    meters = new ServiceMeters(recording)
  })
  const registers = [registry]
  const labelNames = ['namespace', 'service'] as const
  new Gauge({
    name: 'portolan_endpoints',
    help: `Endpoints of a Service by state, ${BOUND}`,
    labelNames: [...labelNames, 'state'] as const,
    registers,
    collect() {
      this.reset()
      for (const meter of meters?.read() ?? [])
        for (const state of ENDPOINT_STATES) this.set({ ...labelsOf(meter), state }, meter[state])
    },
  })
  new Counter({
    name: 'portolan_endpoint_churn_total',
    help: `Endpoints of a Service that joined, left or changed their readiness since the start, ${BOUND}`,
    labelNames,
    registers,
    collect() {
      this.reset()
      for (const meter of meters?.read() ?? []) this.inc(labelsOf(meter), meter.churn)
    },
  })
  new Counter({
    name: 'portolan_zero_ready_total',
    help: `Times a Service lost its last ready endpoint since the start, ${BOUND}`,
    labelNames,
    registers,
    collect() {
      this.reset()
      for (const meter of meters?.read() ?? []) this.inc(labelsOf(meter), meter.zeroReady)
    },
  })
}

function labelsOf({ service }: ServiceMeter): { namespace: string; service: string } {
  const [namespace = '', name = 'other'] = service?.split('/') ?? []
  return { namespace, service: name }
}

function measureAlerts(registry: Registry, logbook: Logbook): void {
  const registers = [registry]
  new Gauge({
    name: 'portolan_alerts_firing',
    help: 'Alerts that fire now by severity; silenced: those that a silence hides, of any severity',
    labelNames: ['severity'] as const,
    registers,
    collect() {
      this.reset()
      const alerts = logbook.isOpen ? logbook.log.alerts : undefined
      if (alerts === undefined) return
      for (const [severity, count] of Object.entries(alertTotals(alerts).counts)) this.set({ severity }, count)
    },
  })
  new Gauge({
    name: 'portolan_deliveries',
    help: 'Messages about alerts that are kept, by what became of them; dead: given up',
    labelNames: ['state'] as const,
    registers,
    async collect() {
      this.reset()
      const alerts = logbook.isOpen ? logbook.log.alerts : undefined
      if (alerts === undefined) return
      for (const state of DELIVERY_STATES) this.set({ state }, 0)
      for (const { state, count } of await alerts.store.deliveryCounts()) this.inc({ state }, count)
    },
  })
}
