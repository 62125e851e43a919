import type { NextConfig } from 'next'

const isDevelopment = process.env.NODE_ENV === 'development'
const apiOrigin = process.env.PORTOLAN_API_ORIGIN ?? 'http://127.0.0.1:7678'

/** `rewrites` and `output: 'export'` exclude each other: the built product is one origin, the dev server borrows the API. */
const config: NextConfig = {
  ...(isDevelopment
    ? {
        rewrites: async () => [
          { source: '/api/:path*', destination: `${apiOrigin}/api/:path*` },
          { source: '/socket.io/:path*', destination: `${apiOrigin}/socket.io/:path*` },
        ],
        skipTrailingSlashRedirect: true,
      }
    : { output: 'export' as const }),
  trailingSlash: true,
  images: { unoptimized: true },
  reactStrictMode: true,
  devIndicators: false,
  // Messages are compiled while building: the browser formats them and never parses them.
  turbopack: {
    rules: { '**/messages/*.json': { loaders: ['./scripts/compile-messages.mjs'], as: '*.json' } },
    resolveAlias: { 'use-intl/format-message': 'use-intl/format-message/format-only' },
  },
}

export default config
