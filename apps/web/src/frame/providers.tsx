'use client'

import { QueryClientProvider } from '@tanstack/react-query'
import { NuqsAdapter } from 'nuqs/adapters/next/app'
import { type ReactElement, type ReactNode, useEffect, useState } from 'react'
import { createQueryClient } from '../api/query-client.ts'
import { I18nProvider } from '../i18n/i18n-provider.tsx'
import { inLinkOrder } from '../link/link-order.ts'
import { whenReachable } from './when-reachable.ts'

const loadGoOnAsking = () => whenReachable(() => import('../api/go-on-asking.ts'))

/** What every screen may rely on: words, the URL as state, and one cache of REST answers. */
export function Providers({ children }: { children: ReactNode }): ReactElement {
  const [queryClient] = useState(createQueryClient)
  useEffect(() => void loadGoOnAsking().then(({ goOnAsking }) => goOnAsking(queryClient)), [queryClient])
  return (
    <QueryClientProvider client={queryClient}>
      <I18nProvider>
        <NuqsAdapter processUrlSearchParams={inLinkOrder}>{children}</NuqsAdapter>
      </I18nProvider>
    </QueryClientProvider>
  )
}
