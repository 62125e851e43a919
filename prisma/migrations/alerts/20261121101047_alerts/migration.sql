-- CreateTable
CREATE TABLE "setting" (
    "name" TEXT NOT NULL PRIMARY KEY,
    "value" TEXT NOT NULL
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "alert" (
    "place" INTEGER NOT NULL PRIMARY KEY,
    "id" TEXT NOT NULL,
    "incident_id" TEXT NOT NULL,
    "namespace" TEXT NOT NULL,
    "raised_at" BIGINT NOT NULL,
    "resolved_at" BIGINT,
    "acknowledged_by" TEXT,
    "content" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "alert_moment" (
    "id" INTEGER NOT NULL PRIMARY KEY,
    "alert_id" TEXT NOT NULL,
    "content" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "incident" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "opened_at" BIGINT NOT NULL,
    "resolved_at" BIGINT,
    "content" TEXT NOT NULL
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "alert_rule" (
    "place" INTEGER NOT NULL PRIMARY KEY,
    "content" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "silence" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "content" TEXT NOT NULL
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "receiver" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "content" TEXT NOT NULL
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "delivery" (
    "id" INTEGER NOT NULL PRIMARY KEY,
    "idempotency_key" TEXT NOT NULL,
    "receiver_id" TEXT NOT NULL,
    "incident_id" TEXT NOT NULL,
    "state" INTEGER NOT NULL,
    "due_at" BIGINT NOT NULL,
    "created_at" BIGINT NOT NULL,
    "tries" INTEGER NOT NULL,
    "notification" TEXT NOT NULL,
    "firing" TEXT NOT NULL,
    "attempts" TEXT NOT NULL
);

-- CreateIndex
CREATE UNIQUE INDEX "alert_id_key" ON "alert"("id");

-- CreateIndex
CREATE INDEX "alert_resolved_at_idx" ON "alert"("resolved_at");

-- CreateIndex
CREATE INDEX "alert_raised_at_idx" ON "alert"("raised_at");

-- CreateIndex
CREATE INDEX "alert_incident_id_idx" ON "alert"("incident_id");

-- CreateIndex
CREATE INDEX "alert_moment_alert_id_idx" ON "alert_moment"("alert_id");

-- CreateIndex
CREATE INDEX "incident_resolved_at_idx" ON "incident"("resolved_at");

-- CreateIndex
CREATE UNIQUE INDEX "delivery_idempotency_key_key" ON "delivery"("idempotency_key");

-- CreateIndex
CREATE INDEX "delivery_state_due_at_idx" ON "delivery"("state", "due_at");

-- CreateIndex
CREATE INDEX "delivery_receiver_id_incident_id_state_idx" ON "delivery"("receiver_id", "incident_id", "state");
