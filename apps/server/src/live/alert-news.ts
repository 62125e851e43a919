import type { AlertsMessage } from '@portolan/contract'
import type { AlertCenter, ChangedAlert } from '../alerts/alert-center.ts'
import { alertCounts } from '../answers/alert-answers.ts'
import { messageAnswer } from '../answers/resolution-answer.ts'
import type { LiveServer } from './transport.ts'

/** Tells everybody who is connected what became of alerts, after it is committed; about once a second at most. */
export function tellAlerts(io: LiveServer, center: AlertCenter): void {
  center.subscribe((changed) => {
    io.emit('alerts', {
      counts: alertCounts(center.firing(), center.hidden()),
      changed: changed.map(changedAlert),
    })
  })
}

function changedAlert({ alert, isAcknowledged }: ChangedAlert): AlertsMessage['changed'][number] {
  const { id, severity, resolvedAt, sentence } = alert
  const firing = isAcknowledged ? 'acknowledged' : 'firing'
  return { id, state: resolvedAt === undefined ? firing : 'resolved', severity, sentence: messageAnswer(sentence) }
}
