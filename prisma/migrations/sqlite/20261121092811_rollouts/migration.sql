-- CreateTable
CREATE TABLE "rollout" (
    "requested_seq" INTEGER NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "over_seq" BIGINT NOT NULL,
    "namespace" TEXT NOT NULL,
    "workload" TEXT NOT NULL,
    "requested_at" BIGINT NOT NULL,
    "ended_at" BIGINT NOT NULL,
    "verdict" TEXT NOT NULL,
    "content" BLOB NOT NULL
);

-- Flips of the totals there are: counted where the intervals are kept, else no more than what became ready without coming, and
-- unready without going.
CREATE TABLE "new_service_minute" (
    "service_id" INTEGER NOT NULL,
    "minute" INTEGER NOT NULL,
    "ready" INTEGER NOT NULL,
    "ready_min" INTEGER NOT NULL,
    "added" INTEGER NOT NULL,
    "removed" INTEGER NOT NULL,
    "became_ready" INTEGER NOT NULL,
    "became_unready" INTEGER NOT NULL,
    "flips" INTEGER NOT NULL,
    "zero_ready_ms" BIGINT NOT NULL,
    "zero_ready_from" BIGINT,

    PRIMARY KEY ("service_id", "minute")
) WITHOUT ROWID;
WITH flip(service_id, seq) AS (
    SELECT service_id, from_seq FROM ledger_interval WHERE state = 0 AND opened = 1 AND evidence <> 2
    UNION ALL
    SELECT service_id, to_seq FROM ledger_interval WHERE state = 0 AND closed = 1
), flips_of_minute AS (
    SELECT f.service_id, (c.observed_at + c.behind_ms) / 60000 AS minute, count(*) AS flips
    FROM flip f JOIN "change" c ON c.seq = f.seq GROUP BY 1, 2
), step AS (
    SELECT service_id, minute,
        max(0, became_ready - lag(became_ready, 1, 0) OVER so_far - added + lag(added, 1, 0) OVER so_far)
            + max(0, became_unready - lag(became_unready, 1, 0) OVER so_far - removed + lag(removed, 1, 0) OVER so_far) AS least
    FROM service_minute WINDOW so_far AS (PARTITION BY service_id ORDER BY minute)
), total AS (
    SELECT s.service_id, s.minute,
        sum(max(s.least, coalesce(f.flips, 0))) OVER (PARTITION BY s.service_id ORDER BY s.minute) AS flips
    FROM step s LEFT JOIN flips_of_minute f ON f.service_id = s.service_id AND f.minute = s.minute
)
INSERT INTO "new_service_minute" (service_id, minute, ready, ready_min, added, removed, became_ready, became_unready, flips, zero_ready_ms, zero_ready_from)
SELECT m.service_id, m.minute, ready, ready_min, added, removed, became_ready, became_unready, t.flips, zero_ready_ms, zero_ready_from
FROM service_minute m JOIN total t ON t.service_id = m.service_id AND t.minute = m.minute;
DROP TABLE "service_minute";
ALTER TABLE "new_service_minute" RENAME TO "service_minute";
