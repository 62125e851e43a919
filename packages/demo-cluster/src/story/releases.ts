import { type Application, imageOf } from './landscape/application.ts'

/** Counts the releases of every application up, for ever. */
export class Releases {
  readonly #versions = new Map<string, string>()

  /** The next release: its image, and its version for people. */
  next(application: Application): { image: string; version: string } {
    const key = `${application.namespace}/${application.name}`
    const [major = '1', minor = '0'] = (this.#versions.get(key) ?? application.version).split('.')
    const version = `${major}.${Number.parseInt(minor, 10) + 1}.0`
    this.#versions.set(key, version)
    return { image: imageOf(application, version), version }
  }

  /** The newest release, deployed or not. */
  newest(application: Application): string {
    return this.#versions.get(`${application.namespace}/${application.name}`) ?? application.version
  }
}
