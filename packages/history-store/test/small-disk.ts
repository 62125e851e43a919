import { execFileSync } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

const MEGABYTE = 1024 * 1024

/** A file system of a few megabytes, mounted for a test. */
export class SmallDisk {
  readonly directory: string
  readonly #ballast: string

  private constructor(directory: string) {
    this.directory = directory
    this.#ballast = path.join(directory, 'ballast')
  }

  /** @returns `undefined` where this user may not mount */
  static mount(megabytes: number): SmallDisk | undefined {
    const directory = mkdtempSync(path.join(tmpdir(), 'portolan-disk-'))
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', directory], { stdio: 'ignore' })
      return new SmallDisk(directory)
    } catch {
      rmSync(directory, { recursive: true })
      return undefined
    }
  }

  /** Not one byte is left. */
  fillUp(): void {
    const descriptor = openSync(this.#ballast, 'a')
    try {
      for (let size = MEGABYTE; size >= 1; ) {
        if (!hasRoomFor(descriptor, size)) size = Math.floor(size / 2)
      }
    } finally {
      closeSync(descriptor)
    }
  }

  makeRoom(): void {
    rmSync(this.#ballast, { force: true })
  }

  unmount(): void {
    execFileSync('umount', ['-l', this.directory])
    rmSync(this.directory, { recursive: true })
  }
}

function hasRoomFor(descriptor: number, bytes: number): boolean {
  try {
    return writeSync(descriptor, Buffer.alloc(bytes, 0x5a)) === bytes
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOSPC') return false
    throw error
  }
}
