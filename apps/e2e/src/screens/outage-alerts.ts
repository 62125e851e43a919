import type { Alert, Incident } from '@portolan/contract'

/** The outage of `shop/api` in the harbour recording as alerts would tell it; nobody is alerted of a recording. */
export const OUTAGE_INCIDENTS: readonly Incident[] = [
  incident('outage', [
    alert('shop/api', {
      detector: 'zero-endpoints',
      severity: 'critical',
      since: '2026-11-21T01:04:12.507Z',
      routes: ['http://shop.example.com/api', 'http://api.shop.example.com/'],
      sentence: {
        id: 'alert.zero-endpoints',
        args: { service: 'shop/api' },
        text: 'Service shop/api has no ready endpoint',
      },
    }),
    lowEndpoints('shop/web', { ready: 1, desired: 4, since: '2026-11-21T01:04:13.000Z' }),
  ]),
  incident('drain', [
    {
      ...lowEndpoints('default/nginx-app-svc', { ready: 1, desired: 2, since: '2026-11-21T01:03:17.100Z' }),
      state: 'acknowledged',
      acknowledged: { at: '2026-11-21T01:03:40.000Z', by: 'on call' },
    },
  ]),
]

function lowEndpoints(service: string, told: { ready: number; desired: number; since: string }): Alert {
  const { since, ...counts } = told
  const text = `Service ${service} has ${counts.ready} ready endpoints of ${counts.desired}`
  return alert(service, {
    detector: 'low-endpoints',
    severity: 'warning',
    since,
    sentence: { id: 'alert.low-endpoints', args: { service, ...counts }, text },
  })
}

function alert(
  service: string,
  told: Pick<Alert, 'detector' | 'severity' | 'since' | 'sentence'> & Partial<Alert>,
): Alert {
  return {
    id: `${told.detector} ${service}`,
    ruleId: `default-${told.detector}`,
    state: 'firing',
    subject: `Service/${service}`,
    incident: '',
    sinceSeq: 1,
    raisedAt: told.since,
    resolvedAt: null,
    facts: {},
    evidence: [],
    silencedBy: [],
    routes: [],
    ...told,
  }
}

function incident(id: string, alerts: readonly [Alert, ...Alert[]]): Incident {
  const [{ severity, state, since }] = alerts
  const own = alerts.map((each) => ({ ...each, incident: id }))
  return { id, severity, state, openedAt: since, resolvedAt: null, isMaintenance: false, alerts: own, timeline: [] }
}
