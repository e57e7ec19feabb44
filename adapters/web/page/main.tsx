// Where the page starts. Served at / by ../playground.ts, bundled by infra/setup.cjs.
import { createRoot } from 'react-dom/client'
import 'adaptivecards/lib/adaptivecards.css'
import 'slack-blocks-to-jsx/dist/style.css'
import './page.css'
import { App } from './app.tsx'

const root = document.getElementById('app')
if (root) createRoot(root).render(<App />)
