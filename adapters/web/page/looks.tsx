// The ways to look at an answer, as tabs that the arrow keys walk through.
import type { KeyboardEvent } from 'react'
import type { Lang } from '../../../src/words/text.ts'
import { words } from './words.ts'

const looks = ['slack', 'teams', 'both', 'json'] as const
export type Look = (typeof looks)[number]

type Props = { id: number; lang: Lang; look: Look; wide: boolean; onLook: (look: Look) => void }

export function Looks({ id, lang, look, wide, onLook }: Props) {
  const offered = looks.filter((it) => wide || it !== 'both')
  const walk = (event: KeyboardEvent<HTMLDivElement>) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
    const to =
      event.key === 'Home' ? 0 : event.key === 'End' ? -1 : step && (offered.indexOf(look) + step) % offered.length
    const next = to === undefined ? undefined : offered.at(to)
    if (!next) return
    event.preventDefault()
    onLook(next)
    document.getElementById(`${next}-${id}`)?.focus()
  }
  return (
    <div className="switch" role="tablist" aria-label={words.shownAs[lang]} onKeyDown={walk}>
      {offered.map((it) => (
        <button
          key={it}
          id={`${it}-${id}`}
          type="button"
          role="tab"
          aria-selected={it === look}
          aria-controls={`panel-${id}`}
          tabIndex={it === look ? 0 : -1}
          onClick={() => onLook(it)}
        >
          {words[it][lang]}
        </button>
      ))}
    </div>
  )
}
