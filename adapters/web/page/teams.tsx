// Draws a card as Teams would, with Microsoft's own renderer.
import { AdaptiveCard, ExecuteAction } from 'adaptivecards'
import { useEffect, useRef } from 'react'
import type { teamsCard } from '../../../cards/teams.ts'
import type { Lang } from '../../../src/words/text.ts'
import './code-block.ts'
import { markdownToHtml } from './markdown.ts'
import { teamsLook } from './teams-look.ts'
import { words } from './words.ts'

AdaptiveCard.onProcessMarkdown = (text, result) => {
  result.outputHtml = markdownToHtml(text)
  result.didProcess = true
}

type Card = ReturnType<typeof teamsCard>
type Props = { card: Card; lang: Lang; theme: 'light' | 'dark'; onPress: (carried: unknown) => void }

export function Teams({ card, lang, theme, onPress }: Props) {
  const place = useRef<HTMLDivElement>(null)
  const latest = useRef(onPress)
  latest.current = onPress
  const json = JSON.stringify(card)
  useEffect(() => {
    const drawn = new AdaptiveCard()
    drawn.hostConfig = teamsLook(theme)
    drawn.onExecuteAction = (action) => {
      if (action instanceof ExecuteAction) latest.current(action.data)
    }
    drawn.onAnchorClicked = (_element, anchor) => {
      open(anchor.href, '_blank', 'noopener,noreferrer')
      return true
    }
    drawn.parse(JSON.parse(json))
    const buttons = () => [...(place.current?.querySelectorAll('button') ?? [])]
    const pressed = buttons().indexOf(document.activeElement as HTMLButtonElement)
    place.current?.replaceChildren(drawn.render() ?? words.undrawable[lang])
    buttons()[pressed]?.focus()
  }, [json, lang, theme])
  return (
    <div className="client teams">
      <p className="from">
        <img src="/page/icon.svg" alt="" width="32" height="32" />
        acr-check
      </p>
      <div className="card" ref={place} />
    </div>
  )
}
