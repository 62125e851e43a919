import { defineConfig } from 'vitest/config'

export default defineConfig({
  resolve: { conditions: ['@portolan/source'] },
  ssr: { resolve: { conditions: ['@portolan/source'] } },
  test: { include: ['src/product/**/*.test.ts'], testTimeout: 180_000, hookTimeout: 120_000 },
})
