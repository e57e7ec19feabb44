import type { Lang } from '../../../src/words/text.ts'
import { examples } from './examples.ts'
import { words } from './words.ts'

export function Welcome({ lang, onPick }: { lang: Lang; onPick: (text: string) => void }) {
  return (
    <section className="welcome" aria-labelledby="examples">
      <h2 id="examples">{words.examples[lang]}</h2>
      <ul>
        {examples.map(({ title, text, shows }) => (
          <li key={title.en}>
            <button type="button" onClick={() => onPick(text)}>
              <span>{title[lang]}</span>
              <code>{shows}</code>
            </button>
          </li>
        ))}
      </ul>
      <p>{words.privacy[lang]}</p>
    </section>
  )
}
