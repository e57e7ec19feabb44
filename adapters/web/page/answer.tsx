import { useEffect, useRef } from 'react'
import { type ActionState, actionIds, readActionState } from '../../../cards/actions.ts'
import type { Answer as Said } from '../../../cards/answer.ts'
import { slackCard } from '../../../cards/slack.ts'
import { teamsCard } from '../../../cards/teams.ts'
import type { Lang } from '../../../src/words/text.ts'
import { Json } from './json.tsx'
import { type Look, Looks } from './looks.tsx'
import { useMedia } from './remembered.ts'
import { Slack } from './slack.tsx'
import { Teams } from './teams.tsx'

type Props = {
  id: number
  answer: Said
  /** The document that a program would get. */
  document: unknown
  at: Date
  lang: Lang
  theme: 'light' | 'dark'
  look: Look
  onLook: (look: Look) => void
  onPress: (state: ActionState) => void
}

export function Answer({ id, answer, document: json, at, lang, theme, look, onLook, onPress }: Props) {
  const panel = useRef<HTMLDivElement>(null)
  const pressed = useRef(false)
  const wide = useMedia('(min-width: 1120px)')
  const shown = look === 'both' && !wide ? 'slack' : look
  const press = (carried: unknown) => {
    const state = readActionState(carried)
    if (!state) return
    pressed.current = true
    onPress(state)
  }
  // The pressed button may be gone from the new drawing; the keyboard then goes on from the card.
  useEffect(() => {
    if (pressed.current && document.activeElement === document.body) panel.current?.focus({ preventScroll: true })
    pressed.current = false
  })
  return (
    <div className="answer">
      <Looks id={id} lang={lang} look={shown} wide={wide} onLook={onLook} />
      <div
        ref={panel}
        id={`panel-${id}`}
        className="panel"
        role="tabpanel"
        aria-labelledby={`${shown}-${id}`}
        tabIndex={-1}
      >
        {(shown === 'slack' || shown === 'both') && (
          <Slack card={slackCard(answer, actionIds)} at={at} lang={lang} theme={theme} onPress={press} />
        )}
        {(shown === 'teams' || shown === 'both') && (
          <Teams card={teamsCard(answer, actionIds)} lang={lang} theme={theme} onPress={press} />
        )}
        {shown === 'json' && <Json value={json} lang={lang} />}
      </div>
    </div>
  )
}
