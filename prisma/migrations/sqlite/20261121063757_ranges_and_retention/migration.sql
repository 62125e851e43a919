-- CreateTable
CREATE TABLE "service_minute" (
    "service_id" INTEGER NOT NULL,
    "minute" INTEGER NOT NULL,
    "ready" INTEGER NOT NULL,
    "ready_min" INTEGER NOT NULL,
    "added" INTEGER NOT NULL,
    "removed" INTEGER NOT NULL,
    "became_ready" INTEGER NOT NULL,
    "became_unready" INTEGER NOT NULL,
    "zero_ready_ms" BIGINT NOT NULL,
    "zero_ready_from" BIGINT,

    PRIMARY KEY ("service_id", "minute")
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "stream_beginning" (
    "kind" TEXT NOT NULL,
    "namespace" TEXT NOT NULL,
    "seq" BIGINT NOT NULL,
    "at" BIGINT NOT NULL,

    PRIMARY KEY ("kind", "namespace")
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "forgotten_version" (
    "object_id" INTEGER NOT NULL PRIMARY KEY,
    "seq" BIGINT NOT NULL,
    "resource_version" BIGINT,
    "resource_version_text" TEXT
);

-- Changes of a shelf in a block, counted for what is there already.
CREATE TABLE "new_shelf_block" (
    "shelf_id" INTEGER NOT NULL,
    "first_seq" BIGINT NOT NULL,
    "weight" INTEGER NOT NULL,
    "changes" INTEGER NOT NULL,

    PRIMARY KEY ("shelf_id", "first_seq")
) WITHOUT ROWID;
INSERT INTO "new_shelf_block" ("shelf_id", "first_seq", "weight", "changes")
SELECT s."shelf_id", s."first_seq", s."weight",
    (SELECT count(*) FROM "change" c WHERE c."seq" BETWEEN b."first_seq" AND b."last_seq" AND c."shelf_id" = s."shelf_id")
FROM "shelf_block" s JOIN "block" b ON b."first_seq" = s."first_seq";
DROP TABLE "shelf_block";
ALTER TABLE "new_shelf_block" RENAME TO "shelf_block";

-- CreateIndex
CREATE INDEX "ledger_interval_endpoint_id_idx" ON "ledger_interval"("endpoint_id");

-- CreateIndex
CREATE INDEX "zero_ready_window_from_seq_idx" ON "zero_ready_window"("from_seq");

-- The totals of the ledgers there are: what happened at each seq, summed up along it, the last of each minute.
WITH happening(service_id, seq, ready, added, removed, became_ready, became_unready) AS (
    SELECT service_id, from_seq, state = 0, opened = 0 AND evidence <> 2, 0, state = 0 AND evidence <> 2, 0 FROM ledger_interval
    UNION ALL
    SELECT service_id, to_seq, -(state = 0), 0, closed = 0, 0, state = 0 FROM ledger_interval WHERE to_seq IS NOT NULL
    UNION ALL
    SELECT service_id, from_seq, 0, 0, 0, 0, 0 FROM zero_ready_window
    UNION ALL
    SELECT service_id, to_seq, 0, 0, 0, 0, 0 FROM zero_ready_window WHERE to_seq IS NOT NULL
), change_of_service AS (
    SELECT h.service_id, h.seq, (c.observed_at + c.behind_ms) / 60000 AS minute, sum(h.ready) AS ready, sum(h.added) AS added,
        sum(h.removed) AS removed, sum(h.became_ready) AS became_ready, sum(h.became_unready) AS became_unready
    FROM happening h JOIN "change" c ON c.seq = h.seq GROUP BY h.service_id, h.seq
), total AS (
    SELECT service_id, seq, minute, sum(ready) OVER so_far AS ready, sum(added) OVER so_far AS added,
        sum(removed) OVER so_far AS removed, sum(became_ready) OVER so_far AS became_ready,
        sum(became_unready) OVER so_far AS became_unready
    FROM change_of_service WINDOW so_far AS (PARTITION BY service_id ORDER BY seq)
), total_of_minute AS (
    SELECT *, min(ready) OVER (PARTITION BY service_id, minute) AS ready_min,
        row_number() OVER (PARTITION BY service_id, minute ORDER BY seq DESC) AS place FROM total
)
INSERT INTO service_minute (service_id, minute, ready, ready_min, added, removed, became_ready, became_unready, zero_ready_ms, zero_ready_from)
SELECT service_id, minute, ready, ready_min, added, removed, became_ready, became_unready,
    (SELECT coalesce(sum(max(w.to_at - w.from_at, 0)), 0) FROM zero_ready_window w WHERE w.service_id = t.service_id AND w.to_seq <= t.seq),
    (SELECT w.from_at FROM zero_ready_window w WHERE w.service_id = t.service_id AND w.from_seq <= t.seq
        AND (w.to_seq IS NULL OR w.to_seq > t.seq) ORDER BY w.from_seq DESC LIMIT 1)
FROM total_of_minute t WHERE place = 1;

-- When a list was complete was not written down before: at the last object it found first, else at the oldest change of the
-- kind, else no later than where the stream goes on from.
INSERT INTO stream_beginning (kind, namespace, seq, at)
SELECT kind, namespace, coalesce(found, newest), coalesce((SELECT observed_at FROM "change" WHERE seq = found), observed_at)
FROM (
    SELECT r.kind, r.namespace, r.observed_at, (SELECT coalesce(max(seq), 0) FROM "change") AS newest,
        (SELECT coalesce(max(CASE WHEN c.evidence = 2 THEN c.seq END), min(c.seq)) FROM shelf s JOIN "change" c ON c.shelf_id = s.id
         WHERE s.kind = r.kind AND (r.namespace = '' OR s.namespace = r.namespace)) AS found
    FROM stream_cursor r
);
