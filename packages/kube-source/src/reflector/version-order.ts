import { compareResourceVersions, ResourceVersionError } from '@portolan/domain'

/**
 * Whether a version of one resource type is lower than another: the cluster went back in time.
 * Versions that cannot be compared prove nothing (rule B.2).
 */
export function wentBack(version: string, known: string): boolean {
  try {
    return compareResourceVersions(version, known) < 0
  } catch (error) {
    if (error instanceof ResourceVersionError) return false
    throw error
  }
}
