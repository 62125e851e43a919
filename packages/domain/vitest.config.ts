import { defineConfig } from 'vitest/config'

export default defineConfig({
  resolve: { conditions: ['@portolan/source'] },
  ssr: { resolve: { conditions: ['@portolan/source'] } },
  test: { include: ['src/**/*.test.ts'], testTimeout: 120_000, hookTimeout: 120_000, isolate: false },
})
