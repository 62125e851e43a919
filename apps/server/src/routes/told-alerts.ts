import type { Alert as AlertAnswer } from '@portolan/contract'
import { type Alert, parseObjectKey, urlsOf } from '@portolan/domain'
import type { StoredAlert } from '@portolan/pipeline/ports'
import type { AlertCenter } from '../alerts/alert-center.ts'
import { type AlertSurroundings, alertAnswer } from '../answers/alert-answers.ts'
import { urlAnswer } from '../answers/routes-to-answer.ts'
import type { OpenLog } from '../reading/logbook.ts'
import { boundedRegexes } from '../resolution/match-regex.ts'

const MAX_ROUTES = 5
/** Routes are looked up for so many Services of one answer; a list is no place to read more. */
const MAX_SERVICES = 50

/** Answers about alerts as things are now: which silences hide them, and which URLs lead to their Services. */
export class ToldAlerts {
  readonly #log: OpenLog
  readonly #hidden: ReadonlyMap<string, readonly string[]>
  readonly #routes = new Map<string, readonly string[]>()

  constructor(log: OpenLog, center: AlertCenter) {
    this.#log = log
    this.#hidden = center.hidden()
  }

  answer(stored: StoredAlert): AlertAnswer {
    return alertAnswer(stored, this.around(stored.alert))
  }

  around({ id, subject }: Alert): AlertSurroundings {
    return { silencedBy: this.#hidden.get(id) ?? [], routes: this.#routesTo(subject) }
  }

  #routesTo(subject: Alert['subject']): readonly string[] {
    if (parseObjectKey(subject)?.kind !== 'Service') return []
    const known = this.#routes.get(subject)
    if (known !== undefined || this.#routes.size >= MAX_SERVICES) return known ?? []
    const { snapshot } = this.#log.recording
    const options = { index: this.#log.indexes.of(snapshot), matchRegex: boundedRegexes() }
    const urls = urlsOf(snapshot, subject, options).map((pattern) => urlAnswer(pattern).url)
    const routes = [...new Set(urls)].slice(0, MAX_ROUTES)
    this.#routes.set(subject, routes)
    return routes
  }
}
