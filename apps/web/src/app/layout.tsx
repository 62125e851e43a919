import './globals.css'
import type { Metadata, Viewport } from 'next'
import type { ReactElement, ReactNode } from 'react'
import { Providers } from '../frame/providers.tsx'
import { Shell } from '../frame/shell.tsx'

export const metadata: Metadata = {
  title: 'Portolan',
  description: "The chart and the logbook of a Kubernetes cluster's traffic",
}

export const viewport: Viewport = {
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#ffffff' },
    { media: '(prefers-color-scheme: dark)', color: '#0d1117' },
  ],
}

/** The frame around every screen. The boot script sets language and theme before the first paint, hence the suppression. */
export default function RootLayout({ children }: { children: ReactNode }): ReactElement {
  return (
    <html lang="en" suppressHydrationWarning>
      <head>
        <script src="/boot.js" />
      </head>
      <body>
        <Providers>
          <Shell>{children}</Shell>
        </Providers>
      </body>
    </html>
  )
}
