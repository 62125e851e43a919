import { stat } from 'node:fs/promises'
import type { Gap, GapReason, WatchedKind } from '@portolan/domain'
import type { HistoryBounds, LedgerRange, StreamBeginning, StreamCursor } from '@portolan/pipeline/ports'
import { PrismaClient } from '../generated/sqlite/client.ts'
import { ReadAdapterFactory } from './read-adapter.ts'

type GapRow = { kind: string; namespace: string; fromAt: bigint; toAt: bigint | null; reason: string }

/** What is small in the log, and read as any other database is: with Prisma, on the caller's thread. */
export class LogFacts {
  readonly #file: string
  readonly #prisma: PrismaClient

  constructor(file: string) {
    this.#file = file
    this.#prisma = new PrismaClient({ adapter: new ReadAdapterFactory(file) })
  }

  /** A fact about the log as a whole; `undefined` where it is not known yet. */
  async setting(
    name: 'installation-key' | 'last-commit-at' | 'kept-from' | 'rollouts-folded',
  ): Promise<string | undefined> {
    return (await this.#prisma.setting.findUnique({ where: { name } }))?.value
  }

  async bounds(): Promise<HistoryBounds> {
    const select = { seq: true, observedAt: true }
    const where = { seq: { gte: Number((await this.setting('kept-from')) ?? 0) } }
    const [oldest, newest, bytes] = await Promise.all([
      this.#prisma.change.findFirst({ select, where, orderBy: { seq: 'asc' } }),
      this.#prisma.change.findFirst({ select, orderBy: { seq: 'desc' } }),
      this.#bytes(),
    ])
    if (oldest === null || newest === null) return { changes: 0, bytes }
    return {
      oldest: { seq: Number(oldest.seq), observedAt: Number(oldest.observedAt) },
      newest: { seq: Number(newest.seq), observedAt: Number(newest.observedAt) },
      changes: Number(newest.seq - oldest.seq) + 1,
      bytes,
    }
  }

  /** Oldest first. One that lasts no time counts where it begins in the range. */
  async gaps({ from, to }: LedgerRange): Promise<Gap[]> {
    const rows = await this.#prisma.gap.findMany({
      where: {
        ...(to !== undefined && { fromAt: { lt: to } }),
        ...(from !== undefined && { OR: [{ toAt: null }, { toAt: { gt: from } }, { fromAt: { gte: from } }] }),
      },
      orderBy: [{ fromAt: 'asc' }, { kind: 'asc' }, { namespace: 'asc' }],
    })
    return rows.map(gapOf)
  }

  async openGaps(): Promise<Gap[]> {
    const rows = await this.#prisma.gap.findMany({ where: { toAt: null }, orderBy: { fromAt: 'asc' } })
    return rows.map(gapOf)
  }

  async cursors(): Promise<StreamCursor[]> {
    const rows = await this.#prisma.streamCursor.findMany()
    return rows.map(({ kind, namespace, resourceVersion, observedAt }) => ({
      stream: scopeOf(kind, namespace),
      resourceVersion,
      observedAt: Number(observedAt),
    }))
  }

  async beginnings(): Promise<StreamBeginning[]> {
    const rows = await this.#prisma.streamBeginning.findMany()
    return rows.map(({ kind, namespace, seq, at }) => ({
      stream: scopeOf(kind, namespace),
      seq: Number(seq),
      at: Number(at),
    }))
  }

  close(): Promise<void> {
    return this.#prisma.$disconnect()
  }

  async #bytes(): Promise<number> {
    const sizes = await Promise.all([this.#file, `${this.#file}-wal`].map(sizeOf))
    return sizes.reduce((sum, size) => sum + size, 0)
  }
}

function gapOf({ kind, namespace, fromAt, toAt, reason }: GapRow): Gap {
  return {
    ...scopeOf(kind, namespace),
    from: Number(fromAt),
    ...(toAt !== null && { to: Number(toAt) }),
    reason: reason as GapReason,
  }
}

function scopeOf(kind: string, namespace: string): { readonly kind: WatchedKind; readonly namespace?: string } {
  return { kind: kind as WatchedKind, ...(namespace !== '' && { namespace }) }
}

/** 0 where there is no file: a write-ahead log comes and goes. */
async function sizeOf(file: string): Promise<number> {
  try {
    return (await stat(file)).size
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return 0
    throw error
  }
}
