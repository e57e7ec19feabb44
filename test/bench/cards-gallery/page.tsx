// Draws one scene with the playground's own drawing, in a frame as the platform has one.
import type { KnownBlock } from '@slack/types'
import { type ReactNode, useEffect } from 'react'
import { createRoot } from 'react-dom/client'
import 'adaptivecards/lib/adaptivecards.css'
import 'slack-blocks-to-jsx/dist/style.css'
import '../../../adapters/web/page/page.css'
import './page.css'
import { Slack } from '../../../adapters/web/page/slack.tsx'
import { Teams } from '../../../adapters/web/page/teams.tsx'
import type { Lang } from '../../../src/words/text.ts'
import type { Scene } from './scenes.ts'

type Shown = Scene & { lang: Lang; theme: 'light' | 'dark' }
type View = Extract<Scene, { view: unknown }>['view']

const at = new Date(Date.UTC(2026, 10, 24, 2, 16))
const nothing = () => {}

function Drawn(scene: Shown): ReactNode {
  const { lang, theme } = scene
  const blocks = (view: View) => (
    <Slack
      card={{ text: '', blocks: view.blocks as KnownBlock[] }}
      at={at}
      lang={lang}
      theme={theme}
      onPress={nothing}
    />
  )
  switch (scene.frame) {
    case 'slack':
      return scene.cards.map((card) => (
        <Slack key={JSON.stringify(card)} card={card} at={at} lang={lang} theme={theme} onPress={nothing} />
      ))
    case 'teams':
      return scene.cards.map((card) => (
        <Teams key={JSON.stringify(card)} card={card} lang={lang} theme={theme} onPress={nothing} />
      ))
    case 'dialog':
      return (
        <div className="dialog">
          <h1>acr-check</h1>
          {scene.cards.map((card) => (
            <Teams key={JSON.stringify(card)} card={card} lang={lang} theme={theme} onPress={nothing} />
          ))}
        </div>
      )
    case 'home':
      return <div className="home">{blocks(scene.view)}</div>
    case 'form':
      return (
        <div className="form">
          <h1>{scene.view.title.text}</h1>
          {blocks(scene.view)}
          <Errors errors={scene.errors} />
          <footer>
            <button type="button">{scene.view.close?.text}</button>
            <button type="button" className="primary">
              {scene.view.submit?.text}
            </button>
          </footer>
        </div>
      )
  }
}

/** Slack writes what is wrong under the field. */
function Errors({ errors }: { errors: Record<string, string> }) {
  useEffect(() => {
    for (const [block, text] of Object.entries(errors)) {
      const said = document.createElement('p')
      said.className = 'error'
      said.textContent = text
      document.querySelector(`[id="${block}"]`)?.after(said)
    }
  })
  return null
}

const root = document.getElementById('app')
window.addEventListener('scene', (event) => {
  const scene = (event as CustomEvent<Shown>).detail
  document.documentElement.dataset.theme = scene.theme
  document.documentElement.lang = scene.lang
  if (root) createRoot(root).render(<Drawn {...scene} />)
})
