import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { syncDirectoryOf, syncFile } from './durable-files.ts'

/**
 * A note beside a log, `<file>.is-damaged`: a process met damage while it ran, and says which. The next opening acts on it,
 * without looking through the whole log first.
 *
 * It is about this very file: another one that was put in its place since is not concerned.
 */
export class DamageMark {
  readonly #file: string
  readonly #mark: string

  constructor(file: string) {
    this.#file = file
    this.#mark = `${file}.is-damaged`
  }

  write(reason: string): void {
    writeFileSync(this.#mark, `${this.#inode()}\n${reason}`)
    syncFile(this.#mark)
    syncDirectoryOf(this.#mark)
  }

  /** @returns what is wrong; `undefined` where nothing is known against the file */
  read(): string | undefined {
    if (!existsSync(this.#mark)) return undefined
    const [inode, reason = ''] = readFileSync(this.#mark, 'utf8').split('\n')
    return inode === this.#inode() ? reason : undefined
  }

  remove(): void {
    rmSync(this.#mark, { force: true })
  }

  #inode(): string {
    return String(statSync(this.#file, { bigint: true, throwIfNoEntry: false })?.ino)
  }
}
