import './globals.css'
import geistLatin from '@fontsource-variable/geist/files/geist-latin-wght-normal.woff2'
import type { Metadata, Viewport } from 'next'
import type { ReactElement, ReactNode } from 'react'
import { preload } from 'react-dom'
import { Providers } from '../frame/providers.tsx'
import { Shell } from '../frame/shell.tsx'

export const metadata: Metadata = {
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
  preload(urlOf(geistLatin), { as: 'font', type: 'font/woff2', crossOrigin: 'anonymous' })
  return (
    <html lang="en" suppressHydrationWarning>
      <head>
        {/* Not in `metadata`: that would write it again on every navigation, over the title of the screen. */}
        <title>Portolan</title>
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

function urlOf(asset: typeof geistLatin): string {
  return typeof asset === 'string' ? asset : asset.src
}
