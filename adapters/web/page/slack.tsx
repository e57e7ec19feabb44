// Draws a card as Slack would. The library's buttons carry their action_id and nothing else, so that what they mean is
// looked up in the card.
import { Component, type MouseEvent, type ReactNode, useEffect, useRef } from 'react'
import { type Block, Message } from 'slack-blocks-to-jsx'
import type { slackCard } from '../../../cards/slack.ts'
import type { Lang } from '../../../src/words/text.ts'
import { words } from './words.ts'

type Card = ReturnType<typeof slackCard>
type Props = { card: Card; at: Date; lang: Lang; theme: 'light' | 'dark'; onPress: (carried: unknown) => void }

export function Slack({ card, at, lang, theme, onPress }: Props) {
  const press = (event: MouseEvent) => {
    const id = event.target instanceof Element && event.target.closest('button')?.id
    for (const block of card.blocks as { type: string; elements?: { action_id?: string; value?: string }[] }[])
      for (const { action_id, value } of (block.type === 'actions' && block.elements) || [])
        if (action_id && action_id === id) onPress(value)
  }
  // The library takes "verbatim" for plain text; to Slack it only means that bare words become no links.
  const drawn: Block[] = JSON.parse(
    JSON.stringify(card.blocks, (key, value) => (key === 'verbatim' ? undefined : value)),
  )
  // It also makes links of whatever looks like one in quoted code, where Slack makes none.
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    for (const link of place.current?.querySelectorAll('code a, pre a, a:not([href^="https:"])') ?? [])
      link.removeAttribute('href')
  })
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions lint/a11y/useKeyWithClickEvents: the buttons are inside
    <div ref={place} className="client slack" onClick={press}>
      <Drawable otherwise={words.undrawable[lang]}>
        <Message blocks={drawn} name="acr-check" logo="/page/icon.svg" time={at} theme={theme} />
      </Drawable>
    </div>
  )
}

class Drawable extends Component<{ otherwise: string; children: ReactNode }> {
  override state = { broken: false }
  static getDerivedStateFromError() {
    return { broken: true }
  }
  override render() {
    return this.state.broken ? <p>{this.props.otherwise}</p> : this.props.children
  }
}
