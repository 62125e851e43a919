import type { Connection } from '../sqlite/connection.ts'
import type { Findings } from './findings.ts'

type Row = [service: string, minute: number]

/** What ledgers tell of each Service and minute behind the one in which the log begins, the columns in the order of `SUMS`. */
const TOLD = `happening(service_id, seq, ready, added, removed, became_ready, became_unready, flips, zero_ready_ms) AS (
    SELECT service_id, from_seq, state = 0, opened = 0 AND evidence <> 2, 0, state = 0 AND evidence <> 2, 0,
      state = 0 AND evidence <> 2 AND opened = 1, 0 FROM ledger_interval WHERE from_seq >= :from
    UNION ALL
    SELECT service_id, to_seq, -(state = 0), 0, closed = 0, 0, state = 0, state = 0 AND closed = 1, 0
      FROM ledger_interval WHERE to_seq >= :from
    UNION ALL
    SELECT service_id, to_seq, 0, 0, 0, 0, 0, 0, max(to_at - from_at, 0) FROM zero_ready_window WHERE to_seq >= :from
  ), told AS (
    SELECT h.service_id, (c.observed_at + c.behind_ms) / 60000 AS minute, sum(ready) AS ready, sum(added) AS added,
      sum(removed) AS removed, sum(became_ready) AS became_ready, sum(became_unready) AS became_unready, sum(flips) AS flips,
      sum(zero_ready_ms) AS zero_ready_ms
    FROM happening h JOIN change c ON c.seq = h.seq GROUP BY 1, 2
  )`

/** What ledgers tell of how many endpoints each change made ready, less those that it made unready. */
const TOLD_BY_CHANGE = `happening(service_id, seq, ready) AS (
    SELECT service_id, from_seq, state = 0 FROM ledger_interval WHERE from_seq >= :from
    UNION ALL
    SELECT service_id, to_seq, -(state = 0) FROM ledger_interval WHERE to_seq >= :from
  ), moves AS (
    SELECT h.service_id, h.seq, (c.observed_at + c.behind_ms) / 60000 AS minute, sum(h.ready) AS ready
    FROM happening h JOIN change c ON c.seq = h.seq GROUP BY 1, 2
  )`

const SUMS = ['ready', 'added', 'removed', 'became_ready', 'became_unready', 'flips', 'zero_ready_ms']

/** The same as the totals have it: what a minute has more than the one before. */
const STORED = `stored AS (
    SELECT service_id, minute, ${SUMS.map((sum) => `${sum} - lag(${sum}, 1, 0) OVER earlier AS ${sum}`).join(', ')}
    FROM service_minute WINDOW earlier AS (PARTITION BY service_id ORDER BY minute)
  )`

/** A minute in which a window began that was withdrawn has a total, and nothing to tell. */
const DIFFERENCES = `WITH ${TOLD}, ${STORED}
  SELECT coalesce(v.key, 'no. ' || coalesce(t.service_id, s.service_id)), coalesce(t.minute, s.minute)
  FROM told t FULL JOIN stored s ON s.service_id = t.service_id AND s.minute = t.minute
  LEFT JOIN service v ON v.id = coalesce(t.service_id, s.service_id)
  WHERE coalesce(t.minute, s.minute) > :minute
    AND (${SUMS.map((sum) => `coalesce(t.${sum}, 0) IS NOT s.${sum}`).join(' OR ')})
  ORDER BY 1, 2`

const MINUTE_OF = (seq: string) => `(SELECT (observed_at + behind_ms) / 60000 FROM change WHERE seq = ${seq})`

/**
 * Minutes of which the fewest ready endpoints, or the window that was open at the end, are not what ledgers tell. A window that was
 * withdrawn may have been counted as a change that moved nothing: then the fewest are those before, if there were fewer.
 */
const STANDINGS = `WITH ${TOLD_BY_CHANGE}, running AS (
    SELECT service_id, minute, sum(ready) OVER (PARTITION BY service_id, minute ORDER BY seq) AS moved FROM moves
  ), least AS (
    SELECT service_id, minute, min(moved) AS moved FROM running GROUP BY 1, 2
  ), stored AS (
    SELECT service_id, minute, ready_min, zero_ready_from, lag(ready, 1, 0) OVER earlier AS ready_before
    FROM service_minute WINDOW earlier AS (PARTITION BY service_id ORDER BY minute)
  )
  SELECT coalesce(v.key, 'no. ' || s.service_id), s.minute
  FROM stored s LEFT JOIN least l ON l.service_id = s.service_id AND l.minute = s.minute
  LEFT JOIN service v ON v.id = s.service_id
  WHERE s.minute > :minute AND (
    s.ready_min NOT IN (s.ready_before + coalesce(l.moved, 0), s.ready_before + min(coalesce(l.moved, 0), 0))
    OR s.zero_ready_from IS NOT (
      SELECT w.from_at FROM zero_ready_window w WHERE w.service_id = s.service_id
        AND (w.from_seq < :from OR ${MINUTE_OF('w.from_seq')} <= s.minute)
        AND (w.to_seq IS NULL OR ${MINUTE_OF('w.to_seq')} > s.minute)
      ORDER BY w.from_seq DESC LIMIT 1))
  ORDER BY 1, 2`

/** Totals of Services by the minute that are not what their ledgers tell. Those of a minute of which a part is forgotten are not known. */
export function checkMinutes(connection: Connection, findings: Findings, from: number): void {
  if (connection.query("SELECT 1 FROM setting WHERE name = 'is-excerpt'").first() !== undefined) return
  const clock = connection.query<[number]>('SELECT (observed_at + behind_ms) / 60000 FROM change WHERE seq = ?')
  const minute = from === 1 ? -1 : (clock.first(from)?.[0] ?? Number.MAX_SAFE_INTEGER)
  const rows = [DIFFERENCES, STANDINGS].flatMap((sql) => connection.query<Row>(sql).all({ from, minute }))
  for (const message of new Set(rows.map(sentenceOf))) findings.add('broken-minute', message)
}

function sentenceOf([service, minute]: Row): string {
  const time = new Date(minute * 60_000).toISOString().slice(0, 16)
  return `The totals of Service ${service} in the minute of ${time}Z are not what its ledger tells of it.`
}
