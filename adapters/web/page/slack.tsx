// Draws a card as Slack would. The library's buttons carry their action_id and nothing else, so that what they mean is
// looked up in the card.
import { Component, type MouseEvent, type ReactNode, useLayoutEffect, useRef } from 'react'
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
  const place = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    if (place.current) correct(place.current)
  })
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions lint/a11y/useKeyWithClickEvents: the buttons are inside
    <div ref={place} className="client slack" onClick={press}>
      <Drawable otherwise={words.undrawable[lang]}>
        <Message blocks={prepare(card.blocks)} name="acr-check" logo="/page/icon.svg" time={at} theme={theme} />
      </Drawable>
    </div>
  )
}

// The library reads some of Slack's text differently from Slack. To it "verbatim" means plain text, where Slack means
// that bare words become no links; it unescapes "&lt;" before it looks for mentions, and draws "&gt;" with a blank that
// would spoil a command. So escaped characters pass it in disguise.
// And it takes asterisks in code for those of bold text.
const disguises = { '&lt;': '\ue000', '&gt;': '\ue001', '&amp;': '\ue002' } as const
const undisguised: Record<string, string> = { '\ue000': '<', '\ue001': '>', '\ue002': '&', '\ue003': '*' }

function prepare(blocks: Card['blocks']): Block[] {
  const disguised = (text: string) =>
    text
      .replace(/<[^>]*>|&(?:lt|gt|amp);/g, (found) => disguises[found as keyof typeof disguises] ?? found)
      .replace(/`[^`\n]+`/g, (code) => code.replaceAll('*', '\ue003'))
  return JSON.parse(
    JSON.stringify(blocks, (key, value) =>
      key === 'verbatim' ? undefined : key === 'text' && typeof value === 'string' ? disguised(value) : value,
    ),
  )
}

/** Takes off the disguises, and the links that the library makes inside quoted code, where Slack makes none. */
function correct(drawn: HTMLElement) {
  const texts = document.createTreeWalker(drawn, NodeFilter.SHOW_TEXT)
  while (texts.nextNode()) {
    const { currentNode: node } = texts
    const text = node.nodeValue ?? ''
    const right = text.replace(/[\ue000-\ue003]/g, (found) => undisguised[found] ?? found)
    if (right !== text) node.nodeValue = right
  }
  for (const link of drawn.querySelectorAll('code a, pre a, a:not([href^="https:"])')) link.removeAttribute('href')
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
