// One turn of the conversation: what was pasted, and what came back.
import { type FormEvent, useEffect, useRef } from 'react'
import type { ActionState, View } from '../../../cards/actions.ts'
import { checkAction, toAnswer } from '../../../cards/answer.ts'
import { checkAnswer, checkingAnswer } from '../../../cards/check.ts'
import type { Check, CheckStep } from '../../../src/check.ts'
import type { Diagnosis } from '../../../src/diagnosis.ts'
import type { Lang } from '../../../src/words/text.ts'
import { Answer } from './answer.tsx'
import type { Trouble } from './ask.ts'
import type { Look } from './looks.tsx'
import { Paste } from './paste.tsx'
import { troubles, words } from './words.ts'

export type Exchange = {
  id: number
  text: string
  at: Date
  file?: string
  lang: Lang
  view: View
  asking: boolean
  diagnosis?: Diagnosis
  /** The login server that is being checked, and what is known so far. */
  checking?: string | undefined
  steps?: readonly CheckStep[]
  check?: Check | undefined
  trouble?: Trouble | undefined
}

type Props = {
  exchange: Exchange
  lang: Lang
  theme: 'light' | 'dark'
  look: Look
  onLook: (look: Look) => void
  onPress: (state: ActionState) => void
  onRetry: (token?: string) => void
}

export function ExchangeView({ exchange, lang, theme, look, onLook, onPress, onRetry }: Props) {
  const { id, text, file, diagnosis, trouble, check, view } = exchange
  const article = useRef<HTMLElement>(null)
  useEffect(() => {
    article.current?.scrollIntoView({ block: 'start' })
    // Whoever clicked an example has lost their place with the button: it goes on here.
    if (document.activeElement === document.body) article.current?.focus({ preventScroll: true })
  }, [])
  const said = answerOf(exchange, view)
  const evidence = diagnosis?.symptoms.flatMap((symptom) => symptom.evidence.map(({ line }) => line)) ?? []
  return (
    <article
      ref={article}
      tabIndex={-1}
      className={look === 'both' ? 'exchange wide' : 'exchange'}
      aria-labelledby={`turn-${id}`}
    >
      <h2 id={`turn-${id}`} className="unseen">
        {check?.title ?? diagnosis?.causes[0]?.title ?? (diagnosis ? words.notRecognised[lang] : words.youPasted[lang])}
      </h2>
      <Paste text={text} file={file} lang={lang} evidence={evidence} />
      {said && (
        <Answer
          id={id}
          answer={said}
          document={check ?? diagnosis}
          at={exchange.at}
          lang={lang}
          theme={theme}
          look={look}
          onLook={onLook}
          onPress={onPress}
        />
      )}
      {exchange.asking && !said && <p className="reading">{words.reading[lang]}</p>}
      {trouble && <TroubleView trouble={trouble} lang={lang} onRetry={onRetry} />}
    </article>
  )
}

function answerOf({ checking, steps, check, diagnosis, lang }: Exchange, view: View) {
  if (checking) return checkingAnswer(checking, lang, steps)
  if (check) return checkAnswer(check, view, { remote: true })
  if (!diagnosis) return undefined
  const answer = toAnswer(diagnosis, view)
  return { ...answer, actions: [...answer.actions, ...[checkAction(diagnosis, view) ?? []].flat()] }
}

function TroubleView({ trouble, lang, onRetry }: { trouble: Trouble; lang: Lang; onRetry: (token?: string) => void }) {
  const retry = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const token = new FormData(event.currentTarget).get('token')
    onRetry(typeof token === 'string' ? token.trim() : undefined)
  }
  return (
    <form className="trouble" onSubmit={retry}>
      <p>{troubles[trouble.code]?.[lang] ?? trouble.message}</p>
      {trouble.code === 'token-needed' && (
        <label>
          {words.token[lang]}
          <input name="token" type="password" autoComplete="off" required />
        </label>
      )}
      <button type="submit" className="quiet">
        {words.retry[lang]}
      </button>
    </form>
  )
}
