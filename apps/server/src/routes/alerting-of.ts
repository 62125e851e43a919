import type { AlertCenter } from '../alerts/alert-center.ts'
import { NoAlertingError } from '../errors.ts'
import type { Logbook } from '../reading/logbook.ts'

/** @throws {NoAlertingError} what is shown is not recorded @throws {NotReadyError} */
export function alertingOf({ log }: Logbook): AlertCenter {
  if (log.alerts !== undefined) return log.alerts
  throw new NoAlertingError(
    'What is shown here is not recorded, so nobody is alerted of it: alerts, silences and receivers are kept where the cluster is watched.',
  )
}
