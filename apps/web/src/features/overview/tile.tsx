import type { ReactElement, ReactNode } from 'react'
import { AppLink } from '../../ui/app-link.tsx'
import { Bone } from '../../ui/skeleton.tsx'

/** One question and its answer, leading to where it is answered in full. In its place from the first moment on. */
export function Tile({
  href,
  question,
  answer,
  words,
  children,
}: {
  href: string
  question: string
  /** The sign of the answer and its words. Absent until it is known. */
  answer: ReactElement | undefined
  words: string | undefined
  /** What more there is to say of it. */
  children?: ReactNode
}): ReactElement {
  return (
    <li className="min-w-0 sm:max-xl:last:odd:col-span-2">
      <AppLink
        href={href}
        className="inset-focus block h-full bg-page px-4 py-2.5 transition-colors hover:bg-surface sm:min-h-23 sm:py-3"
      >
        <span className="block text-12 text-text-3">{question}</span>
        <span className="mt-0.5 flex min-h-6 items-start gap-2 font-medium text-14 [&>svg]:mt-1">
          {answer ?? <Bone className="h-4 w-28" />}
          {words}
        </span>
        <span className="block text-12 text-text-2">{children}</span>
      </AppLink>
    </li>
  )
}
