-- AlterTable
ALTER TABLE "checkpoint" ADD COLUMN "base_seq" BIGINT;
