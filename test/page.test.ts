// The playground in a real browser, used as people use it: by mouse, by keyboard alone, on a phone, in the dark.
import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { after, before, describe, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { type Browser, chromium, type Locator, type Page } from 'playwright-core'
import { type Checks, startChecks } from '../adapters/checks.ts'
import type { Config } from '../adapters/config.ts'
import { startPlatforms } from '../adapters/platforms.ts'
import { markdownToHtml } from '../adapters/web/page/markdown.ts'
import { type Served, serve, webApp } from '../adapters/web/server.ts'
import { diagnose } from '../src/diagnose.ts'
import type { Diagnosis } from '../src/diagnosis.ts'
import { fakeAzure, healthy } from './support/azure/fake-port.ts'
import { type Broken, fakeNetwork } from './support/fake-network.ts'

const executablePath = [
  process.env.CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
].find((path) => path && existsSync(path))
const args =
  '--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync'
const bundle = fileURLToPath(new URL('../node_modules/.page', import.meta.url))
const skip =
  executablePath || process.env.REQUIRE_BROWSER
    ? false
    : 'no Chromium was found: install one, or set CHROMIUM to its path'

const dnsError = 'dial tcp: lookup myregistry.azurecr.io on 10.0.0.10:53: no such host'
type Screen = { width: number; height: number; colorScheme?: 'light' | 'dark'; locale?: string }
const desktop: Screen = { width: 1280, height: 900 }
const phone: Screen = { width: 360, height: 740 }

test('the Markdown of Teams cards: bold, links, escapes, and nothing else', () => {
  const cases = {
    '**Why** 1\\. \\*not\\*': '<strong>Why</strong> 1. *not*',
    '[A \\[b\\] & c](https://learn.microsoft.com/a?b=1&c="d)':
      '<a href="https://learn.microsoft.com/a?b=1&amp;c=&quot;d">A [b] &amp; c</a>',
    'one\ntwo\r\nthree': 'one<br>two<br>three',
    '<b>&amp;</b>': '&lt;b&gt;&amp;amp;&lt;/b&gt;',
    '[a](javascript:alert(1)) ** b ** _c_': '[a](javascript:alert(1)) ** b ** _c_',
  }
  for (const [markdown, html] of Object.entries(cases)) assert.equal(markdownToHtml(markdown), html)
})

// Two at a time: each one more has to load everything for itself, which costs as much as three scenarios.
describe('the playground', { skip, concurrency: 2 }, () => {
  let browser: Browser
  let served: Served
  let guarded: Served
  let adrift: Served
  let managed: Served
  let axe: string

  before(async () => {
    assert.ok(existsSync(`${bundle}/main.js`), 'the page is not bundled: run "node infra/setup.cjs page"')
    const config: Config = { host: '127.0.0.1', port: 0, production: false, playground: true, dataFolder: '.acr-check' }
    const settings = { registries: [], mostAtATime: 20, hasIdentity: false }
    const checking = (broken?: Broken) =>
      startChecks({ settings, net: fakeNetwork(broken).net, identity: async () => undefined })
    const refused = { ok: false, why: 'refused' } as const
    const withoutWayOut = checking({ connect: { '20.61.99.10': refused, '20.61.99.50': refused } })
    const inProduction: Config = { ...config, production: true, apiToken: 'open-sesame' }
    const serveWith = async (checks: Checks) =>
      serve(
        webApp({ config, diagnose, checks, platforms: await startPlatforms(config, () => {}), page: bundle }),
        config,
      )
    served = await serveWith(checking())
    adrift = await serveWith(withoutWayOut)
    managed = await serveWith(
      startChecks({
        settings: { ...settings, registries: ['contoso'], hasIdentity: true },
        net: fakeNetwork().net,
        identity: async () => undefined,
        azure: async () => fakeAzure({ registry: { ...healthy.registry, publicAccess: 'Disabled' } }).port,
      }),
    )
    guarded = await serve(
      webApp({ config: inProduction, diagnose, platforms: await startPlatforms(inProduction, () => {}), page: bundle }),
      inProduction,
    )
    axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
    browser = await chromium.launch({ executablePath: executablePath ?? '', args: args.split(' ') })
  })
  after(async () => {
    await browser?.close()
    await served?.close()
    await guarded?.close()
    await adrift?.close()
    await managed?.close()
  })

  /** Pages that a scenario is done with: loading the page again in one of them costs a fifth of a new one. */
  const idle: Page[] = []
  async function openPage(locale: string | undefined) {
    const page = locale ? undefined : idle.pop()
    return page ?? (await browser.newContext({ locale: locale ?? 'en-GB', reducedMotion: 'reduce' })).newPage()
  }

  /** Every scenario also fails on a script error and on anything the content security policy had to stop. */
  function scenario(
    name: string,
    { colorScheme = 'light', locale, ...size }: Screen,
    body: (page: Page) => Promise<void>,
  ) {
    test(name, async () => {
      const page = await openPage(locale)
      try {
        const complaints: string[] = []
        page.setDefaultTimeout(8_000)
        page.on('pageerror', (error) => complaints.push(error.message))
        page.on('console', (message) => {
          if (message.type() === 'error' && !/Failed to load resource/.test(message.text()))
            complaints.push(message.text())
        })
        page.on('request', (request) => {
          if (!request.url().startsWith('http://localhost:')) complaints.push(`asked for ${request.url()}`)
        })
        await page.setViewportSize(size)
        await page.emulateMedia({ colorScheme })
        await page.goto(served.url)
        await page.getByRole('heading', { level: 1 }).waitFor()
        await body(page)
        assert.deepEqual(complaints, [])
        await page.removeAllListeners().unrouteAll()
        await page.context().clearPermissions()
        await page.evaluate(() => localStorage.clear())
        if (!locale) idle.push(page)
      } finally {
        if (!idle.includes(page)) await page.context().close()
      }
    })
  }

  scenario('checks a registry by its name, live, and again', desktop, async (page) => {
    await send(page, 'contoso.azurecr.io')
    await page.getByText('The registry can be reached from here').first().waitFor()
    await page.getByRole('button', { name: 'Check again' }).first().click()
    await page.getByText('The registry can be reached from here').first().waitFor()
    await assertAccessible(page)
  })

  scenario('checks the registry of a pasted error along with it', phone, async (page) => {
    await send(
      page,
      'Error response from daemon: Get "https://closed.azurecr.io/v2/": dial tcp: lookup closed.azurecr.io: no such host',
    )
    await page.getByRole('button', { name: 'Check the registry' }).first().click()
    await page.getByText('No such name in DNS').first().waitFor()
    await page.getByText('confirmed').first().waitFor()
    await assertNoSidewaysScroll(page)
  })

  scenario('says that it could not tell where this machine has no way out', phone, async (page) => {
    await page.goto(adrift.url)
    await send(page, 'contoso.azurecr.io')
    await page.getByText('This machine is cut off').first().waitFor()
    await assertAccessible(page)
    await assertNoSidewaysScroll(page)
  })

  scenario('asks Azure too only where the server can, and only when it is told to', phone, async (page) => {
    assert.equal(await page.getByRole('checkbox').count(), 0)
    await page.goto(managed.url)
    await send(page, 'contoso.azurecr.io')
    await page.getByText('The registry can be reached from here').first().waitFor()
    assert.equal(await page.getByText('rg-registry').count(), 0)
    await page.getByLabel('Checks ask Azure too').check()
    await send(page, 'contoso.azurecr.io')
    await page.getByRole('button', { name: 'How Azure knows' }).first().click()
    await page.getByText('rg-registry').first().waitFor()
    await assertAccessible(page)
    await assertNoSidewaysScroll(page)
  })

  scenario(
    'shows what to run on the machine that fails, in both languages, and reads what it prints',
    phone,
    async (page) => {
      await send(page, 'contoso.azurecr.io')
      await page.getByRole('button', { name: 'From another machine' }).first().click()
      await page.getByText('kubectl run acr-check-probe').first().waitFor()
      await assertNoSidewaysScroll(page)
      await page.getByRole('button', { name: 'Po polsku' }).first().click()
      await page.getByText('Rejestr jest stąd osiągalny').first().waitFor()
      await send(
        page,
        'acr-check-probe 1 contoso.azurecr.io vm-7 curl=7 answer=[000 0 0 ] dns=[20.61.99.10,] seen=[] issuer=[] end',
      )
      await page.getByText('The first difference is TCP').first().waitFor()
    },
  )

  const box = (page: Page) => page.getByRole('textbox')
  const answers = (page: Page) => page.getByRole('tabpanel')
  const tab = (page: Page, name: string) => page.getByRole('tab', { name, exact: true })
  const example = (page: Page, name: string) => page.getByRole('button', { name }).click()
  const textOf = async (locator: Locator) => (await locator.textContent()) ?? ''
  const focused = (page: Page) => page.evaluate(() => document.activeElement?.id || document.activeElement?.tagName)

  async function send(page: Page, text: string) {
    await box(page).fill(text)
    await page.getByRole('button', { name: 'Diagnose' }).click()
    await answers(page).last().waitFor()
  }

  async function assertNoSidewaysScroll(page: Page) {
    const [wide, view] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth])
    assert.ok((wide ?? 0) <= (view ?? 0), `${wide}px of page in ${view}px of screen`)
  }

  async function assertAccessible(page: Page) {
    await page.evaluate(axe)
    const found = await page.evaluate(async () => {
      const { violations } = await (globalThis as unknown as { axe: typeof import('axe-core') }).axe.run()
      return violations
        .filter(({ impact }) => impact === 'serious' || impact === 'critical')
        .map(
          ({ id, nodes }) =>
            `${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`).join('\n')}`,
        )
    })
    assert.deepEqual(found, [])
  }

  scenario('type an error, see the answer, and the line that decided', desktop, async (page) => {
    await send(page, `$ docker pull\n${dnsError}`)
    await answers(page).getByText('myregistry.azurecr.io').first().waitFor()
    assert.ok((await textOf(page.locator('.decided'))).includes(dnsError))
    assert.equal(await box(page).inputValue(), '')
    await send(page, 'nothing that anyone would know')
    assert.equal(await answers(page).count(), 2)
    await page.getByRole('button', { name: 'Start over' }).click()
    assert.equal(await answers(page).count(), 0)
  })

  scenario('paste from the clipboard, send with Ctrl+Enter; Enter alone breaks the line', desktop, async (page) => {
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    await page.evaluate((text) => navigator.clipboard.writeText(text), dnsError)
    await box(page).focus()
    await page.keyboard.press('Control+V')
    await page.keyboard.press('Enter')
    assert.equal(await box(page).inputValue(), `${dnsError}\n`)
    await page.keyboard.press('Control+Enter')
    await answers(page).waitFor()
    assert.equal(await focused(page), 'paste')
    assert.match(await textOf(page.locator('.page > [role="status"]')), /\w+ \w+/)
  })

  scenario('every example is recognised, and its title is on its own tools', desktop, async (page) => {
    const names = await page.locator('.welcome button > span').allInnerTexts()
    assert.equal(names.length, 6)
    for (const name of names) {
      const answered = page.waitForResponse(/api\/diagnose/)
      await example(page, name)
      assert.equal((await (await answered).json()).recognised, true, name)
      await answers(page).waitFor()
      await page.getByRole('button', { name: 'Start over' }).click()
    }
  })

  scenario('Slack, Teams, side by side and JSON', desktop, async (page) => {
    await example(page, 'The name does not resolve')
    await page.locator('.slack').getByText('contosoapps.azurecr.io').first().waitFor()
    await tab(page, 'Teams').click()
    await page.locator('.teams').getByText('contosoapps.azurecr.io').first().waitFor()
    assert.equal(await page.locator('.slack').count(), 0)
    await tab(page, 'Side by side').click()
    await page.locator('.slack').waitFor()
    await page.locator('.teams').waitFor()
    await tab(page, 'JSON').click()
    const json = await textOf(page.locator('.json pre'))
    assert.equal(JSON.parse(json).entities.loginServer, 'contosoapps.azurecr.io')
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    await page.getByRole('button', { name: 'Copy' }).click()
    await page.getByRole('button', { name: 'Copied' }).waitFor()
    assert.deepEqual(JSON.parse(await page.evaluate(() => navigator.clipboard.readText())), JSON.parse(json))
    await page.reload()
    await example(page, 'The name does not resolve')
    assert.equal(await tab(page, 'JSON').getAttribute('aria-selected'), 'true')
  })

  for (const client of ['Slack', 'Teams']) {
    scenario(`the card's own buttons redraw it: ${client}`, desktop, async (page) => {
      const answered = page.waitForResponse(/api\/diagnose/)
      await example(page, 'Kubernetes cannot pull')
      const diagnosis: Diagnosis = await (await answered).json()
      await tab(page, client).click()
      const card = page.locator(`.${client.toLowerCase()}`)
      const steps = () => card.getByText(/^\d+\.\s*$/).count()
      const few = await steps()
      await card.getByRole('button', { name: /all steps/i }).click()
      await card.getByRole('button', { name: /first steps|fewer steps/i }).waitFor()
      assert.ok((await steps()) > few)
      assert.notEqual(await focused(page), 'BODY')
      const commands = [...diagnosis.remedies, ...diagnosis.further].flatMap(({ steps }) =>
        steps.flatMap(({ command }) => command ?? []),
      )
      const drawn = await card.locator('.slack_code:not(.slack_code_inline), .code-block').allTextContents()
      assert.ok(drawn.some((command) => command.includes('<')))
      for (const command of drawn) assert.ok(commands.includes(command.trim()), `not as it was written: ${command}`)
      await card.getByRole('button', { name: 'Po polsku' }).click()
      await card.getByRole('button', { name: 'In English' }).waitFor()
      assert.ok((await steps()) > few, 'the language changes, the view stays')
      assert.equal(await page.locator('html').getAttribute('lang'), 'en')
    })
  }

  scenario('Polski changes the page and its answers, and is remembered', desktop, async (page) => {
    await example(page, 'The name does not resolve')
    const english = await textOf(answers(page))
    await page.getByRole('button', { name: 'Polski' }).click()
    await page.getByRole('button', { name: 'Diagnozuj' }).waitFor()
    await page.waitForFunction(
      (text) => document.querySelector('.panel')?.textContent !== text,
      english.split('\n')[3] ?? '',
    )
    assert.equal(await page.locator('html').getAttribute('lang'), 'pl')
    await page.reload()
    await page.getByRole('heading', { name: 'Wklej błąd.' }).waitFor()
  })

  scenario('a browser in Polish is greeted in Polish', { ...desktop, locale: 'pl-PL' }, async (page) => {
    await page.getByRole('heading', { name: 'Wklej błąd.' }).waitFor()
  })

  scenario(
    'the toggle overrides the colours of the system, and is remembered',
    { ...desktop, colorScheme: 'dark' },
    async (page) => {
      const ground = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)
      const dark = await ground()
      await page.getByRole('button', { name: 'Switch to light colours' }).click()
      const light = await ground()
      assert.notEqual(light, dark)
      await page.reload()
      await page.getByRole('button', { name: 'Switch to dark colours' }).waitFor()
      assert.equal(await ground(), light)
    },
  )

  scenario('drop a log on the page, or choose one', desktop, async (page) => {
    const drop = (name: string, bytes: number[]) =>
      page.evaluate(
        ([name, bytes]) => {
          const dataTransfer = new DataTransfer()
          dataTransfer.items.add(new File([new Uint8Array(bytes)], name))
          for (const type of ['dragover', 'drop'])
            document.body.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }))
        },
        [name, bytes] as const,
      )
    await drop('powershell.log', [0xff, 0xfe, ...Buffer.from(`PS> docker pull\r\n${dnsError}`, 'utf16le')])
    await answers(page).waitFor()
    assert.match(await textOf(page.locator('.paste')), /powershell\.log/)
    assert.match(await textOf(page.locator('.decided')), /no such host/)

    const choose = page.getByLabel('Choose a file').last()
    await choose.setInputFiles({ name: 'build.log', mimeType: 'text/plain', buffer: Buffer.from(dnsError) })
    await answers(page).nth(1).waitFor()
    await choose.setInputFiles({ name: 'a huge.log', mimeType: 'text/plain', buffer: Buffer.alloc(1_100_000, 'x') })
    await page.getByRole('alert').getByText('acr-check diagnose "a huge.log"').waitFor()
    assert.equal(await answers(page).count(), 2)
    await page.keyboard.press('Escape')
    assert.equal(await page.getByRole('alert').count(), 0)
  })

  scenario('too long or nothing at all is told before it is sent', desktop, async (page) => {
    await page.getByRole('button', { name: 'Diagnose' }).click()
    await page.getByRole('alert').getByText('nothing to diagnose').waitFor()
    await box(page).evaluate((element: HTMLTextAreaElement) => {
      element.value = 'x'.repeat(1_048_577)
    })
    await box(page).press('Control+Enter')
    await page.getByRole('alert').getByText('acr-check diagnose FILE').waitFor()
    assert.equal(await answers(page).count(), 0)
  })

  scenario('a long log is folded around the line that decided', desktop, async (page) => {
    const lines = Array.from({ length: 3_000 }, (_, i) => `step ${i + 1} is fine`)
    lines[1_499] = dnsError
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    await page.evaluate((text) => navigator.clipboard.writeText(text), lines.join('\n'))
    await box(page).focus()
    await page.keyboard.press('Control+V')
    await page.keyboard.press('Control+Enter')
    await answers(page).waitFor()
    assert.ok(await page.locator('.decided').isVisible())
    assert.ok((await page.locator('.line').count()) < 20)
    await page.getByRole('button', { name: 'Show all' }).click()
    assert.ok((await page.locator('.line').count()) > 500)
  })

  scenario('with the keyboard alone', desktop, async (page) => {
    await page.keyboard.press('Tab')
    assert.equal(await page.evaluate(() => document.activeElement?.textContent), 'Skip to the paste box')
    await page.keyboard.press('Enter')
    assert.equal(await focused(page), 'paste')
    await page.keyboard.type(dnsError)
    await page.keyboard.press('Control+Enter')
    await answers(page).waitFor()
    for (let i = 0; i < 40 && (await focused(page)) !== 'slack-1'; i++) await page.keyboard.press('Shift+Tab')
    assert.equal(await focused(page), 'slack-1')
    await page.keyboard.press('ArrowRight')
    assert.equal(await focused(page), 'teams-1')
    await page.locator('.teams').waitFor()
    await page.keyboard.press('End')
    await page.locator('.json').waitFor()
    await page.keyboard.press('Home')
    const button = page.locator('.slack button').first()
    for (let i = 0; i < 40 && !(await button.evaluate((it) => it === document.activeElement)); i++)
      await page.keyboard.press('Tab')
    const outline = await button.evaluate((it) => getComputedStyle(it).outlineStyle)
    assert.notEqual(outline, 'none')
    const before = await textOf(page.locator('.slack'))
    await page.keyboard.press('Enter')
    await page.waitForFunction((text) => document.querySelector('.slack')?.textContent !== text, before)
    await page.keyboard.press('Escape')
    assert.equal(await focused(page), 'paste')
  })

  scenario('Escape takes back what is still being read', desktop, async (page) => {
    await page.route('**/api/diagnose', () => {})
    await box(page).fill(dnsError)
    await page.keyboard.press('Control+Enter')
    await page.getByRole('article').waitFor()
    await page.keyboard.press('Escape')
    assert.equal(await page.getByRole('article').count(), 0)
    assert.equal(await box(page).inputValue(), dnsError)
  })

  scenario('a server that is gone is told, and asked again', desktop, async (page) => {
    await page.route('**/api/diagnose', (route) => route.abort())
    await box(page).fill(dnsError)
    await page.keyboard.press('Control+Enter')
    await page.getByText('The server does not answer').waitFor()
    await page.unroute('**/api/diagnose')
    await page.getByRole('button', { name: 'Send again' }).click()
    await answers(page).waitFor()
  })

  scenario('in production the page asks for the token', desktop, async (page) => {
    await page.goto(guarded.url)
    await example(page, 'The name does not resolve')
    await page.getByLabel("The server's token").fill('open-sesame')
    await page.keyboard.press('Enter')
    await answers(page).waitFor()
    await box(page).fill(dnsError)
    await page.keyboard.press('Control+Enter')
    await answers(page).nth(1).waitFor()
  })

  scenario('a secret is not shown again', desktop, async (page) => {
    await page
      .locator('#paste')
      .fill('docker login contoso.azurecr.io -u ci -p Zq7vK2mWp9XtR4bN\nunauthorized: authentication required')
    await page.keyboard.press('Control+Enter')
    await page.locator('.paste').waitFor()
    assert.match(
      (await page.locator('.paste').textContent()) ?? '',
      /docker login contoso\.azurecr\.io -u ci -p \[removed password\]/,
    )
    assert.ok(!(await page.content()).includes('Zq7v'))
  })

  scenario('what is pasted stays text', desktop, async (page) => {
    const nasty = `<img src=x onerror=document.title='taken'> **bold** [a](javascript:alert(1)) ${dnsError} <!channel>`
    await send(page, nasty)
    for (const name of ['Slack', 'Teams', 'JSON']) {
      await tab(page, name).click()
      assert.equal(await page.locator('.panel img[src="x"], .panel a[href^="javascript"]').count(), 0)
    }
    assert.notEqual(await page.title(), 'taken')
  })

  for (const colorScheme of ['light', 'dark'] as const) {
    scenario(`no serious accessibility violation, ${colorScheme}`, { ...desktop, colorScheme }, async (page) => {
      await assertAccessible(page)
      await example(page, 'Kubernetes cannot pull')
      for (const name of ['Side by side', 'JSON']) {
        await tab(page, name).click()
        await answers(page).waitFor()
        await assertAccessible(page)
      }
    })

    scenario(`fits a phone 360 px wide, ${colorScheme}`, { ...phone, colorScheme }, async (page) => {
      await assertNoSidewaysScroll(page)
      await assertAccessible(page)
      await example(page, 'Kubernetes cannot pull')
      for (const name of ['Slack', 'Teams', 'JSON']) {
        await tab(page, name).click()
        await assertNoSidewaysScroll(page)
        const cut = await page
          .locator('.panel *')
          .evaluateAll((all) =>
            all.filter((it) => it.getBoundingClientRect().right > innerWidth).map((it) => it.outerHTML.slice(0, 200)),
          )
        assert.deepEqual(cut, [])
      }
      await page.getByRole('button', { name: 'Polski' }).click()
      await page.getByRole('button', { name: 'Diagnozuj' }).waitFor()
      await assertNoSidewaysScroll(page)
    })
  }
})
