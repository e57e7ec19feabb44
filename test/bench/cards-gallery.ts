// Draws every card as people see it: on Slack and on Teams, on a desktop and on a phone, light and dark, in each
// language. Run by hand when cards or their words change, and look at the pictures:
// node test/bench/cards-gallery.ts OUTDIR [PART-OF-A-NAME] (wants Chromium at /usr/bin/chromium or $CHROMIUM).
// OUTDIR/index.html shows them side by side.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { chromium } from 'playwright-core'
import { langs } from '../../src/words/text.ts'
import { scenes } from './cards-gallery/scenes.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const [out, only = ''] = process.argv.slice(2)
if (!out) throw new Error('node test/bench/cards-gallery.ts OUTDIR [PART-OF-A-NAME]')
mkdirSync(out, { recursive: true })

const address = 'http://gallery.localhost'
const { outputFiles } = await build({
  absWorkingDir: root,
  entryPoints: { page: 'test/bench/cards-gallery/page.tsx' },
  outdir: '/',
  bundle: true,
  write: false,
  format: 'esm',
  target: 'es2022',
  jsx: 'automatic',
  define: { 'process.env.NODE_ENV': '"production"' },
  logLevel: 'warning',
})
const bundled = (end: string) => outputFiles.find(({ path }) => path.endsWith(end))?.text ?? ''
const served: Record<string, { contentType: string; body: string }> = {
  '/': {
    contentType: 'text/html',
    body: '<!doctype html><meta charset="utf-8"><meta name="viewport" content="width=device-width"><link rel="stylesheet" href="/page.css"><div id="app"></div><script type="module" src="/page.js"></script>',
  },
  '/page.js': { contentType: 'text/javascript', body: bundled('page.js') },
  '/page.css': { contentType: 'text/css', body: bundled('page.css') },
  '/page/icon.svg': {
    contentType: 'image/svg+xml',
    body: readFileSync(join(root, 'adapters/web/page/icon.svg'), 'utf8'),
  },
}

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync'].concat([
    '--disable-background-networking',
    '--disable-component-update',
  ]),
})
const pictures: { name: string; width: number; theme: string }[] = []
for (const width of [760, 360])
  for (const theme of ['light', 'dark'] as const) {
    const page = await browser.newPage({
      viewport: { width, height: 100 },
      colorScheme: theme,
      deviceScaleFactor: width < 500 ? 2 : 1,
      locale: 'en-GB',
      timezoneId: 'Europe/Warsaw',
    })
    page.on('pageerror', (error) => console.error(error))
    await page.route(`${address}/**`, async (route) => {
      const found = served[new URL(route.request().url()).pathname]
      await route.fulfill(found ?? { status: 404 })
    })
    for (const lang of langs)
      for (const scene of scenes(lang)) {
        const name = `${scene.name}.${scene.frame}.${lang}.${theme}.${width}.png`
        if (!name.includes(only)) continue
        // A new page for each: the libraries keep state of their own
        await page.goto(address)
        await page.evaluate((scene) => window.dispatchEvent(new CustomEvent('scene', { detail: scene })), {
          ...scene,
          lang,
          theme,
        })
        await page.locator('#app .client').first().waitFor()
        await page.evaluate(() => document.fonts.ready)
        await page.screenshot({ path: join(out, name), fullPage: true })
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
        if (wide > 0) console.error(`${name}: ${wide} px wider than the screen`)
        pictures.push({ name, width, theme })
      }
    await page.close()
  }
await browser.close()

writeFileSync(
  join(out, 'index.html'),
  `<!doctype html><meta charset="utf-8"><title>Cards</title><style>body{font:12px sans-serif;background:#888;margin:8px}
figure{display:inline-block;vertical-align:top;margin:6px}figcaption{background:#fff}</style>${pictures
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .map(
      ({ name, width }) =>
        `<figure><figcaption>${name}</figcaption><img src="${name}" width="${width}" alt=""></figure>`,
    )
    .join('\n')}`,
)
console.log(`${pictures.length} pictures in ${out}`)
