// Draws the README's picture: a real answer in the playground. Run by hand when the answer or the page changes:
// node test/bench/picture.ts (wants Chromium at /usr/bin/chromium or $CHROMIUM).
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'
import { readConfig } from '../../adapters/config.ts'
import { startPlatforms } from '../../adapters/platforms.ts'
import { serve, webApp } from '../../adapters/web/server.ts'
import { diagnose } from '../../src/diagnose.ts'

const path = (name: string) => fileURLToPath(new URL(name, import.meta.url))
const paste = `docker pull contoso.azurecr.io/team/web:1.4
Error response from daemon: Get "https://contoso.azurecr.io/v2/team/web/manifests/1.4": denied: client with IP '203.0.113.25' is not allowed access. Refer https://aka.ms/acr/firewall to grant access.`

const config = readConfig({ PORT: '0' })
if (!config.ok) throw new Error(config.problems.join('\n'))
const served = await serve(
  webApp({
    config: config.config,
    diagnose,
    platforms: await startPlatforms(config.config, () => {}),
    page: path('../../node_modules/.page'),
  }),
  config.config,
)
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--headless', '--no-sandbox', '--disable-gpu'],
})
const page = await browser.newPage({
  viewport: { width: 1280, height: 1180 },
  colorScheme: 'light',
  deviceScaleFactor: 1,
})
await page.goto(served.url)
await page.getByRole('textbox').first().fill(paste)
await page.keyboard.press('Control+Enter')
await page.waitForTimeout(1500)
await page.screenshot({ path: process.argv[2] ?? path('../../infra/answer.png') })
await browser.close()
await served.close()
