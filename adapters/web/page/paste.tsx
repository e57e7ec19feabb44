// The paste as the diagnosis read it, without its secrets, since screens are shared and photographed; the lines that
// decided are marked in it. Long ones show the surroundings of the first such
// line, and never more lines than a browser draws at once.
import { useMemo, useState } from 'react'
import { prepare } from '../../../src/paste/prepare.ts'
import type { Lang } from '../../../src/words/text.ts'
import { Scroll } from './scroll.tsx'
import { words } from './words.ts'

const few = { lines: 8, characters: 600 }
const most = 600

type Props = { text: string; file: string | undefined; lang: Lang; evidence: number[] }

export function Paste({ text, file, lang, evidence }: Props) {
  const [all, setAll] = useState(false)
  const lines = useMemo(() => prepare(text).text.trimEnd().split('\n'), [text])
  const folds = lines.length > few.lines || text.length > few.characters
  const room = all ? most : few.lines
  const first = Math.min(...evidence)
  const wanted = evidence.length > 0 ? first - 1 - Math.floor(room / 2) : 0
  const from = Math.max(0, Math.min(wanted, lines.length - room))
  const shown = lines.slice(from, from + room)
  const left = lines.length - shown.length
  return (
    <figure className="paste">
      <figcaption>
        <strong>{file ?? words.youPasted[lang]}</strong>
        {words.lines(lines.length)[lang]}
        {folds && (
          <button type="button" className="quiet" aria-expanded={all} onClick={() => setAll(!all)}>
            {all ? words.showLess[lang] : words.showAll[lang]}
          </button>
        )}
      </figcaption>
      <Scroll label={file ?? words.youPasted[lang]} folded={folds && !all}>
        {shown.map((line, i) => {
          const number = from + i + 1
          const decided = evidence.includes(number)
          return (
            <span
              key={number}
              ref={number === first ? reveal : undefined}
              className={decided ? 'line decided' : 'line'}
              title={decided ? words.decided[lang] : undefined}
            >
              <i aria-hidden="true">{number}</i>
              <span className="code">{line || ' '}</span>
            </span>
          )
        })}
      </Scroll>
      {all && left > 0 && <p>{words.left(left)[lang]}</p>}
    </figure>
  )
}

/** Scrolls the paste, and nothing around it, to the line that decided. */
function reveal(line: HTMLElement | null) {
  const scroll = line?.closest<HTMLElement>('.scroll')
  if (line && scroll) scroll.scrollTop = line.offsetTop - scroll.offsetTop - 24
}
