// The page: who pasted what, what came back, in which language and colours. Everything else draws what it is given.
import { useEffect, useRef, useState } from 'react'
import { type ActionState, firstView } from '../../../cards/actions.ts'
import { toAnswer } from '../../../cards/answer.ts'
import { checkAnswer } from '../../../cards/check.ts'
import { readRequest } from '../../../src/chat/request.ts'
import { type Lang, langs } from '../../../src/words/text.ts'
import { ask, askCheck, byteLength, maxBytes } from './ask.ts'
import { Composer } from './composer.tsx'
import { type Exchange, ExchangeView } from './exchange.tsx'
import { Header } from './header.tsx'
import type { Look } from './looks.tsx'
import { readLog } from './read-file.ts'
import { useMedia, useRemembered } from './remembered.ts'
import { useFileDrop } from './use-file-drop.ts'
import { Welcome } from './welcome.tsx'
import { words } from './words.ts'

/** Something the box has to say; with the file's name where the command line would take it. */
export type Notice = { kind: 'nothingYet' | 'oneFile' | 'unreadable' | 'tooLong'; file?: string }

/** The server has an identity to ask Azure with. */
const offersAzure = document.documentElement.dataset.azure === 'offered'

/** What is judged with a check: all but a mere request for it. */
const alongWith = (text: string) => {
  const request = readRequest(text)
  return request.ask === 'check' && !request.probed ? undefined : text
}

export function App() {
  const [lang, rememberLang] = useRemembered<Lang>(
    'lang',
    (stored) => langs.find((it) => it === (stored ?? navigator.language.slice(0, 2))) ?? 'en',
  )
  const systemDark = useMedia('(prefers-color-scheme: dark)')
  const [chosenTheme, rememberTheme] = useRemembered<'light' | 'dark' | 'system'>('theme', (stored) =>
    stored === 'light' || stored === 'dark' ? stored : 'system',
  )
  const theme = chosenTheme === 'system' ? (systemDark ? 'dark' : 'light') : chosenTheme
  const [look, rememberLook] = useRemembered<Look>('look', (stored) =>
    stored === 'teams' || stored === 'both' || stored === 'json' ? stored : 'slack',
  )
  const [exchanges, setExchanges] = useState<Exchange[]>([])
  const [notice, setNotice] = useState<Notice>()
  const [announced, setAnnounced] = useState('')
  const [token, setToken] = useState('')
  const [withAzure, setWithAzure] = useState(false)
  const box = useRef<HTMLTextAreaElement>(null)
  const lastId = useRef(0)
  const asking = useRef(new Map<number, AbortController>())

  useEffect(() => {
    document.documentElement.lang = lang
    document.documentElement.dataset.theme = theme
    document.title = `acr-check · ${words.headline[lang]}`
  }, [lang, theme])

  const change = (id: number, what: Partial<Exchange>) =>
    setExchanges((all) => all.map((it) => (it.id === id ? { ...it, ...what } : it)))

  async function settle(id: number, text: string, inLang: Lang, withToken: string, done: Partial<Exchange> = {}) {
    asking.current.get(id)?.abort()
    const abort = new AbortController()
    asking.current.set(id, abort)
    const asked = await ask(text, inLang, withToken, abort.signal)
    if (abort.signal.aborted) return
    asking.current.delete(id)
    if ('trouble' in asked) {
      change(id, { asking: false, trouble: asked.trouble })
      setAnnounced(words.failed[inLang])
    } else {
      change(id, { ...done, asking: false, trouble: undefined, diagnosis: asked.diagnosis, lang: inLang })
      setAnnounced(toAnswer(asked.diagnosis).summary)
    }
  }

  async function settleCheck(id: number, registry: string, inLang: Lang, withToken: string, paste?: string) {
    asking.current.get(id)?.abort()
    const abort = new AbortController()
    asking.current.set(id, abort)
    change(id, { asking: true, checking: registry, steps: [], trouble: undefined })
    const question = { registry, lang: inLang, ...(paste && { paste }), ...(withAzure && { azure: true as const }) }
    const asked = await askCheck(question, withToken, abort.signal, (step) =>
      setExchanges((all) => all.map((it) => (it.id === id ? { ...it, steps: [...(it.steps ?? []), step] } : it))),
    )
    if (abort.signal.aborted) return
    asking.current.delete(id)
    if ('trouble' in asked) {
      change(id, { asking: false, checking: undefined, trouble: asked.trouble })
      setAnnounced(words.failed[inLang])
    } else {
      change(id, { asking: false, checking: undefined, check: asked.check, lang: inLang, view: firstView })
      setAnnounced(checkAnswer(asked.check).summary)
    }
  }

  const begin = (id: number, text: string, inLang: Lang, withToken: string) => {
    const request = readRequest(text)
    return request.ask === 'check'
      ? settleCheck(id, request.registry.loginServer, inLang, withToken, alongWith(text))
      : settle(id, text, inLang, withToken)
  }

  /** Whether it was sent; if not, a notice says why. */
  function send(text: string, file?: string): boolean {
    const problem = text.trim() ? byteLength(text) > maxBytes && 'tooLong' : 'nothingYet'
    setNotice(problem ? { kind: problem, ...(file && { file }) } : undefined)
    if (problem) return false
    const id = ++lastId.current
    setExchanges((all) => [
      ...all,
      { id, text, ...(file && { file }), lang, view: firstView, asking: true, at: new Date() },
    ])
    setAnnounced(words.reading[lang])
    void begin(id, text, lang, token)
    return true
  }

  async function sendFiles(files: readonly File[]) {
    const [file] = files
    if (!file) return
    if (files.length > 1) return setNotice({ kind: 'oneFile' })
    const read = await readLog(file)
    if ('problem' in read) setNotice({ kind: read.problem, file: file.name })
    else send(read.text, file.name)
  }

  const dropping = useFileDrop(sendFiles)

  function changeLang(next: Lang) {
    rememberLang(next)
    for (const { id, text, trouble, check } of exchanges) if (!(trouble || check)) void begin(id, text, next, token)
  }

  function press(exchange: Exchange, { view, lang: next, check }: ActionState) {
    const checked = check ?? (next === exchange.lang ? undefined : exchange.check?.loginServer)
    if (checked) return void settleCheck(exchange.id, checked, next, token, alongWith(exchange.text))
    if (next !== exchange.lang) return void settle(exchange.id, exchange.text, next, token, { view })
    change(exchange.id, { view })
    setAnnounced(words.redrawn[lang])
  }

  function startOver() {
    for (const abort of asking.current.values()) abort.abort()
    asking.current.clear()
    setExchanges([])
    setAnnounced('')
    box.current?.focus()
  }

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return
      setNotice(undefined)
      // Whatever is still being read goes back into the box.
      const pending = exchanges.findLast((it) => it.asking && !it.diagnosis)
      if (pending) {
        asking.current.get(pending.id)?.abort()
        asking.current.delete(pending.id)
        setExchanges((all) => all.filter((it) => it.id !== pending.id))
        if (!pending.file && box.current) box.current.value = pending.text
      }
      box.current?.focus()
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [exchanges])

  return (
    <div className={exchanges.length > 0 ? 'page talking' : 'page'}>
      <a className="skip" href="#paste">
        {words.skip[lang]}
      </a>
      <Header
        lang={lang}
        theme={theme}
        onLang={changeLang}
        onTheme={rememberTheme}
        {...(exchanges.length > 0 && { onStartOver: startOver })}
      />
      <main>
        {exchanges.length === 0 ? (
          <div className="hero">
            <h1>
              {words.headline[lang]} <span>{words.promise[lang]}</span>
            </h1>
            <p>{words.lead[lang]}</p>
          </div>
        ) : (
          <div className="thread">
            <h1 className="unseen">{words.conversation[lang]}</h1>
            {exchanges.map((exchange) => (
              <ExchangeView
                key={exchange.id}
                exchange={exchange}
                lang={lang}
                theme={theme}
                look={look}
                onLook={rememberLook}
                onPress={(state) => press(exchange, state)}
                onRetry={(withToken) => {
                  if (withToken) setToken(withToken)
                  change(exchange.id, { asking: true, trouble: undefined })
                  void begin(exchange.id, exchange.text, lang, withToken ?? token)
                }}
              />
            ))}
          </div>
        )}
        <Composer
          box={box}
          lang={lang}
          notice={notice}
          {...(offersAzure && { azure: withAzure, onAzure: setWithAzure })}
          first={exchanges.length === 0}
          onSend={() => {
            if (box.current && send(box.current.value)) box.current.value = ''
          }}
          onFiles={sendFiles}
          onDismiss={() => setNotice(undefined)}
        />
        {exchanges.length === 0 && <Welcome lang={lang} onPick={send} />}
      </main>
      <div className="unseen" role="status" aria-live="polite">
        {announced}
      </div>
      {dropping && <div className="drop-here">{words.dropHere[lang]}</div>}
    </div>
  )
}
