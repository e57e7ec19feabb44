import { type Lang, langs } from '../../../src/words/text.ts'
import { MoonIcon, SunIcon } from './icons.tsx'
import { words } from './words.ts'

const names: Record<Lang, string> = { en: 'English', pl: 'Polski' }

type Props = {
  lang: Lang
  theme: 'light' | 'dark'
  onLang: (lang: Lang) => void
  onTheme: (theme: 'light' | 'dark') => void
  onStartOver?: () => void
}

export function Header({ lang, theme, onLang, onTheme, onStartOver }: Props) {
  return (
    <header className="bar">
      <span className="brand">
        <img src="/page/icon.svg" alt="" width="26" height="26" />
        acr-check
      </span>
      {onStartOver && (
        <button type="button" className="quiet" onClick={onStartOver}>
          {words.startOver[lang]}
        </button>
      )}
      <fieldset className="switch">
        <legend className="unseen">{words.language[lang]}</legend>
        {langs.map((it) => (
          <button key={it} type="button" lang={it} aria-pressed={it === lang} onClick={() => onLang(it)}>
            <span className="short">{it.toUpperCase()} </span>
            <span className="long">{names[it]}</span>
          </button>
        ))}
      </fieldset>
      <button
        type="button"
        className="icon"
        aria-label={theme === 'dark' ? words.toLight[lang] : words.toDark[lang]}
        title={theme === 'dark' ? words.toLight[lang] : words.toDark[lang]}
        onClick={() => onTheme(theme === 'dark' ? 'light' : 'dark')}
      >
        {theme === 'dark' ? <SunIcon /> : <MoonIcon />}
      </button>
    </header>
  )
}
