import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/**
 * Tests of the whole product go first: they mostly wait, for a recording that is played as slowly as it was made, and what
 * they leave of the machine is enough for two more.
 */
class ProductFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isOfProduct = ({ moduleId }: TestSpecification) => moduleId.includes('/apps/e2e/')
    const sorted = await super.sort(files)
    return [...sorted.filter(isOfProduct), ...sorted.filter((file) => !isOfProduct(file))]
  }
}

export default defineConfig({
  test: {
    projects: [
      'packages/*/vitest.config.ts',
      'apps/server/vitest.config.ts',
      'apps/web/vitest.config.ts',
      'apps/e2e/vitest.config.ts',
    ],
    maxWorkers: 3,
    sequence: { sequencer: ProductFirst },
  },
})
