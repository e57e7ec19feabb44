// Text of a program that may scroll: it has a name and takes the keyboard's focus, so that arrow keys reach all of it.
import type { ReactNode } from 'react'

export function Scroll({ label, folded, children }: { label: string; folded?: boolean; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className={folded ? 'scroll folded' : 'scroll'} aria-label={label} tabIndex={0}>
      <pre>{children}</pre>
    </section>
  )
}
