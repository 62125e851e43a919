-- CreateTable
CREATE TABLE "setting" (
    "name" TEXT NOT NULL PRIMARY KEY,
    "value" TEXT NOT NULL
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "shelf" (
    "id" INTEGER NOT NULL PRIMARY KEY,
    "kind" TEXT NOT NULL,
    "namespace" TEXT NOT NULL,
    "first_seq" BIGINT NOT NULL
);

-- CreateTable
CREATE TABLE "object" (
    "id" INTEGER NOT NULL PRIMARY KEY,
    "shelf_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "uid" BLOB NOT NULL,
    "added_seq" BIGINT NOT NULL,
    "deleted_seq" BIGINT
);

-- CreateTable
CREATE TABLE "change" (
    "seq" INTEGER NOT NULL PRIMARY KEY,
    "object_id" INTEGER NOT NULL,
    "shelf_id" INTEGER NOT NULL,
    "observed_at" BIGINT NOT NULL,
    "behind_ms" BIGINT NOT NULL,
    "uncertain_ms" BIGINT NOT NULL,
    "type" INTEGER NOT NULL,
    "evidence" INTEGER NOT NULL,
    "resource_version" BIGINT,
    "resource_version_text" TEXT,
    "manager_id" INTEGER,
    "managed_ms" BIGINT
);

-- CreateTable
CREATE TABLE "block" (
    "first_seq" INTEGER NOT NULL PRIMARY KEY,
    "last_seq" BIGINT NOT NULL,
    "content" BLOB NOT NULL
);

-- CreateTable
CREATE TABLE "shelf_block" (
    "shelf_id" INTEGER NOT NULL,
    "first_seq" BIGINT NOT NULL,
    "weight" INTEGER NOT NULL,

    PRIMARY KEY ("shelf_id", "first_seq")
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "checkpoint" (
    "id" INTEGER NOT NULL PRIMARY KEY,
    "shelf_id" INTEGER NOT NULL,
    "seq" BIGINT NOT NULL,
    "weight" INTEGER NOT NULL,
    "content" BLOB NOT NULL
);

-- CreateTable
CREATE TABLE "manager" (
    "id" INTEGER NOT NULL PRIMARY KEY,
    "manager" TEXT NOT NULL,
    "operation" TEXT NOT NULL,
    "subresource" TEXT,
    "time" TEXT
);

-- CreateTable
CREATE TABLE "service" (
    "key" TEXT NOT NULL PRIMARY KEY,
    "id" INTEGER NOT NULL,
    "was_ready" BOOLEAN NOT NULL
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "endpoint" (
    "id" INTEGER NOT NULL PRIMARY KEY,
    "service_id" INTEGER NOT NULL,
    "identity" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "pod" TEXT,
    "node" TEXT,
    "revision" TEXT
);

-- CreateTable
CREATE TABLE "ledger_interval" (
    "id" INTEGER NOT NULL PRIMARY KEY,
    "service_id" INTEGER NOT NULL,
    "endpoint_id" INTEGER NOT NULL,
    "state" INTEGER NOT NULL,
    "evidence" INTEGER NOT NULL,
    "opened" INTEGER NOT NULL,
    "from_at" BIGINT NOT NULL,
    "from_seq" BIGINT NOT NULL,
    "to_at" BIGINT,
    "to_seq" BIGINT,
    "closed" INTEGER
);

-- CreateTable
CREATE TABLE "zero_ready_window" (
    "service_id" INTEGER NOT NULL,
    "from_seq" BIGINT NOT NULL,
    "from_at" BIGINT NOT NULL,
    "opened" INTEGER NOT NULL,
    "to_seq" BIGINT,
    "to_at" BIGINT,

    PRIMARY KEY ("service_id", "from_seq")
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "gap" (
    "kind" TEXT NOT NULL,
    "namespace" TEXT NOT NULL,
    "from_at" BIGINT NOT NULL,
    "to_at" BIGINT,
    "reason" TEXT NOT NULL,

    PRIMARY KEY ("kind", "namespace", "from_at")
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "stream_cursor" (
    "kind" TEXT NOT NULL,
    "namespace" TEXT NOT NULL,
    "resource_version" TEXT NOT NULL,
    "observed_at" BIGINT NOT NULL,

    PRIMARY KEY ("kind", "namespace")
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "event_recurrence" (
    "object_id" INTEGER NOT NULL PRIMARY KEY,
    "count" BIGINT NOT NULL,
    "last_at" BIGINT NOT NULL
);

-- CreateIndex
CREATE INDEX "object_name_idx" ON "object"("name");

-- CreateIndex
CREATE INDEX "object_uid_idx" ON "object"("uid");

-- CreateIndex
CREATE INDEX "change_object_id_seq_idx" ON "change"("object_id");

-- CreateIndex
CREATE UNIQUE INDEX "checkpoint_shelf_id_seq_key" ON "checkpoint"("shelf_id", "seq");

-- CreateIndex
CREATE INDEX "endpoint_service_id_identity_idx" ON "endpoint"("service_id", "identity");

-- CreateIndex
CREATE INDEX "ledger_interval_service_id_to_seq_idx" ON "ledger_interval"("service_id", "to_seq");

-- Objects that live, by shelf.
CREATE INDEX "object_living" ON "object"("shelf_id") WHERE "deleted_seq" IS NULL;

-- Changes observed while the clock stood behind an earlier one: few or none.
CREATE INDEX "change_set_back" ON "change"("observed_at") WHERE "behind_ms" > 0;
