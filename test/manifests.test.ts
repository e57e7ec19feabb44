// The manifests ask Slack and Teams for exactly what the adapters name and use, the README explains each permission,
// and the packages are what the platforms accept.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import test from 'node:test'
import { fileURLToPath } from 'node:url'
import { inflateSync } from 'node:zlib'
import type { TeamsManifestLatest } from '@microsoft/app-manifest'
import { Ajv } from 'ajv'
import formats from 'ajv-formats'
import { strFromU8, unzipSync } from 'fflate'
import { parse } from 'yaml'
import { events, scopes, shortcuts, slashCommand, unscoped } from '../adapters/slack/surface.ts'
import { commands, consents, diagnoseMessage } from '../adapters/teams/surface.ts'
import { readRequest } from '../src/chat/request.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const read = (file: string) => readFileSync(join(root, file), 'utf8')
const sorted = (names: Iterable<string>) => [...names].sort()

type SlackManifest = {
  _metadata: { major_version: number }
  display_information: { name: string; description: string; long_description: string }
  features: {
    bot_user: { display_name: string }
    app_home: Record<string, boolean>
    slash_commands: { command: string; url: string; description: string; should_escape: boolean }[]
    shortcuts: { name: string; type: string; callback_id: string; description: string }[]
  }
  oauth_config: { scopes: Record<string, string[]> }
  settings: {
    event_subscriptions: { request_url: string; bot_events: string[] }
    interactivity: { is_enabled: boolean; request_url: string }
    socket_mode_enabled: boolean
    org_deploy_enabled: boolean
    token_rotation_enabled: boolean
  }
}
const slack: SlackManifest = parse(read('infra/slack/manifest.yaml'))

test("Slack's manifest asks for exactly the scopes, events, command and shortcuts of the surface", () => {
  assert.deepEqual(Object.keys(slack.oauth_config.scopes), ['bot'])
  assert.deepEqual(sorted(slack.oauth_config.scopes.bot ?? []), sorted(Object.keys(scopes)))
  assert.deepEqual(sorted(slack.settings.event_subscriptions.bot_events), sorted(events))
  assert.deepEqual(
    // Whom a watch is to call comes only escaped.
    slack.features.slash_commands.map(({ command, should_escape }) => [command, should_escape]),
    [[slashCommand, true]],
  )
  assert.deepEqual(
    slack.features.shortcuts.map(({ type, callback_id }) => [type, callback_id]),
    [
      ['message', shortcuts.diagnoseMessage],
      ['global', shortcuts.checkRegistry],
    ],
  )
})

test("Slack's manifest is for HTTP, one address, with both tabs of the app's home", () => {
  const { features, settings } = slack
  const urls = [
    settings.event_subscriptions.request_url,
    settings.interactivity.request_url,
    ...features.slash_commands.map(({ url }) => url),
  ]
  assert.deepEqual(new Set(urls), new Set(['https://YOUR-HOST/slack/events']))
  assert.equal(read('infra/slack/manifest.yaml').match(/https:\/\/YOUR-HOST/g)?.length, urls.length)
  assert.deepEqual(features.app_home, {
    home_tab_enabled: true,
    messages_tab_enabled: true,
    messages_tab_read_only_enabled: false,
  })
  assert.ok(settings.interactivity.is_enabled)
  assert.ok(!settings.socket_mode_enabled && !settings.org_deploy_enabled && !settings.token_rotation_enabled)
})

test("Slack's manifest stays within Slack's lengths", () => {
  const { name, description, long_description } = slack.display_information
  assert.equal(slack._metadata.major_version, 2)
  assert.ok(name.length <= 35 && description.length <= 140)
  assert.ok(long_description.length >= 174 && long_description.length <= 4000)
  assert.match(slack.features.bot_user.display_name, /^[a-z0-9._-]{1,80}$/)
  for (const shortcut of slack.features.shortcuts)
    assert.ok(shortcut.name.length <= 24 && shortcut.description.length <= 150)
})

const grants = new Set<string>(Object.values(scopes).flat())
const methods = new Set(
  [...grants, ...unscoped].filter(
    (name) => /^[a-z]+\.[.A-Za-z\d]+$/.test(name) && !events.some((event) => event === name),
  ),
)

test("each of Slack's events stands under a scope, unless it needs none", () => {
  const free = ['app_home_opened', 'app_uninstalled', 'tokens_revoked']
  assert.deepEqual(sorted(events.filter((event) => !grants.has(event))), free)
  const unknown = [...grants].filter(
    (name) =>
      !methods.has(name) &&
      !events.some((event) => event === name) &&
      ![slashCommand, ...Object.values(shortcuts)].some((feature) => feature === name),
  )
  assert.deepEqual(unknown, [])
})

const slackSources = globSync('adapters/slack/**/*.ts', { cwd: root }).filter((file) => !file.endsWith('surface.ts'))
const calls = new Set(
  slackSources.flatMap((file) => {
    const source = read(file)
    return [
      ...[...source.matchAll(/\.(chat|usergroups|users|files|views|auth|apps|conversations)\.([a-z.A-Z\d]+)\(/g)].map(
        ([, family, method]) => `${family}.${method}`,
      ),
      ...[...source.matchAll(/\bapiCall\(\s*['"`]([a-z.A-Z]+)/g)].map(([, method = '']) => method),
    ]
  }),
)

test('each method of the Web API that the code calls stands in the surface', () => {
  assert.deepEqual(
    sorted(calls).filter((name) => !methods.has(name)),
    [],
  )
})

test('each method of the Web API in the surface is called', { skip: slackSources.length === 0 }, () => {
  const byBolt = ['auth.test', 'apps.connections.open']
  assert.deepEqual(
    sorted(methods).filter((name) => !calls.has(name) && !byBolt.includes(name)),
    [],
  )
})

const placeholder = '00000000-0000-0000-0000-000000000000'
const appId = '1b2c3d4e-0000-4000-8000-5f6a7b8c9d0e'
const teams: TeamsManifestLatest = JSON.parse(read('infra/teams/manifest.json').replaceAll(placeholder, appId))
const polish: Record<string, string> = JSON.parse(read('infra/teams/pl.json'))

/** The schemas are draft 4; what they use of it means the same to Ajv, which no longer knows that draft's name. */
function problems(schemaName: string, data: unknown) {
  const folder = `node_modules/@microsoft/app-manifest/build/json-schemas/teams/v${teams.manifestVersion}`
  const { $schema, ...schema } = JSON.parse(read(`${folder}/${schemaName}.schema.json`))
  assert.match($schema, /draft-04/)
  const ajv = new Ajv({ strict: false, unicodeRegExp: false, allErrors: true, logger: false })
  formats.default(ajv)
  const validate = ajv.compile(schema)
  return validate(data) ? [] : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`)
}

test("Teams' manifest and its Polish are valid, and name the schema they are valid by", () => {
  const address = `https://developer.microsoft.com/json-schemas/teams/v${teams.manifestVersion}`
  assert.equal(teams.$schema, `${address}/MicrosoftTeams.schema.json`)
  assert.equal(polish.$schema, `${address}/MicrosoftTeams.Localization.schema.json`)
  assert.deepEqual(problems('MicrosoftTeams', teams), [])
  assert.deepEqual(problems('MicrosoftTeams.Localization', polish), [])
  assert.notDeepEqual(problems('MicrosoftTeams', { ...teams, accentColor: 'blue' }), [])
  assert.notDeepEqual(problems('MicrosoftTeams', { ...teams, $schema: 'no address' }), [])
})

const lists = teams.bots?.[0]?.commandLists ?? []
const extension = teams.composeExtensions?.[0]

test("Teams' manifest asks for exactly the commands, consents and action of the surface", () => {
  assert.deepEqual(
    lists.flatMap((list) => list.commands.map(({ title }) => title)),
    commands,
  )
  assert.deepEqual(sorted(lists.flatMap((list) => list.scopes)), sorted(['personal', 'team', 'groupChat']))
  assert.deepEqual(
    teams.authorization?.permissions?.resourceSpecific,
    consents.map((name) => ({ name, type: 'Application' })),
  )
  assert.deepEqual(
    extension?.commands?.map(({ id, type, context, fetchTask }) => ({ id, type, context, fetchTask })),
    [{ id: diagnoseMessage, type: 'action', context: ['message'], fetchTask: true }],
  )
  assert.equal(teams.permissions, undefined)
  assert.deepEqual(teams.validDomains, [])
})

test("Teams' manifest is one bot's, of this version, that takes files", () => {
  const bot = teams.bots?.[0]
  assert.deepEqual([teams.id, bot?.botId, extension?.botId, teams.webApplicationInfo?.id], [appId, appId, appId, appId])
  assert.ok(teams.webApplicationInfo?.resource)
  assert.ok(bot?.supportsFiles)
  assert.equal(teams.version, JSON.parse(read('package.json')).version)
})

test("what Teams shows stays within Teams' lengths, in both languages", () => {
  const most: [RegExp, number][] = [
    [/^name\.short$/, 30],
    [/^name\.full$/, 100],
    [/^description\.short$/, 80],
    [/^description\.full$/, 4000],
    [/\.title$/, 32],
    [/\.description$/, 128],
  ]
  const english: Record<string, string> = {
    'name.short': teams.name.short,
    'name.full': teams.name.full ?? '',
    'description.short': teams.description.short,
    'description.full': teams.description.full,
  }
  for (const [i, list] of lists.entries())
    for (const [j, { title, description }] of list.commands.entries()) {
      english[`bots[0].commandLists[${i}].commands[${j}].title`] = title
      english[`bots[0].commandLists[${i}].commands[${j}].description`] = description ?? ''
    }
  for (const [i, { title, description }] of (extension?.commands ?? []).entries()) {
    english[`composeExtensions[0].commands[${i}].title`] = title
    english[`composeExtensions[0].commands[${i}].description`] = description ?? ''
  }
  const { $schema: _, ...translated } = polish
  for (const [key, text] of [...Object.entries(english), ...Object.entries(translated)]) {
    const length = most.find(([pattern]) => pattern.test(key))?.[1] ?? 0
    assert.ok(text.length > 0 && text.length <= length, `${key} has ${text.length} of ${length} characters`)
  }
  assert.deepEqual(sorted(Object.keys(translated)), sorted(Object.keys(english)))
})

test("what Teams' command list writes for people is understood, in both languages", () => {
  const translated = commands.map((_, i) => polish[`bots[0].commandLists[0].commands[${i}].title`] ?? '')
  const asked = (titles: readonly string[]) =>
    titles.map((title, i) => readRequest(commands[i] === 'check' ? `${title} myregistry` : title))
  assert.ok(asked(commands).every(({ ask }) => ask !== 'diagnose' && ask !== 'nothing'))
  assert.deepEqual(asked(translated), asked(commands))
})

/** Pixels of a PNG with 8 bits a channel and no interlacing. */
function pixels(png: Buffer) {
  assert.equal(png.toString('latin1', 1, 4), 'PNG')
  const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)]
  assert.equal(png[24], 8)
  assert.equal(png[28], 0)
  const channels = { 2: 3, 6: 4 }[png[25] ?? 0] ?? assert.fail('neither RGB nor RGBA')
  const data: Buffer[] = []
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at))
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT')
      data.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)))
  const raw = inflateSync(Buffer.concat(data))
  const row = width * channels
  const out = new Uint8Array(row * height)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < row; x++) {
      const a = x < channels ? 0 : (out[y * row + x - channels] ?? 0)
      const b = y === 0 ? 0 : (out[(y - 1) * row + x] ?? 0)
      const c = x < channels || y === 0 ? 0 : (out[(y - 1) * row + x - channels] ?? 0)
      const [toA, toB, toC] = [Math.abs(b - c), Math.abs(a - c), Math.abs(a + b - 2 * c)]
      const paeth = toA <= toB && toA <= toC ? a : toB <= toC ? b : c
      const guess = [0, a, b, (a + b) >> 1, paeth][raw[y * (row + 1)] ?? 0] ?? assert.fail('no such filter')
      out[y * row + x] = (raw[y * (row + 1) + 1 + x] ?? 0) + guess
    }
  return {
    width,
    height,
    pixels: Array.from({ length: width * height }, (_, i) => [...out.subarray(i * channels, (i + 1) * channels)]),
  }
}

test("Teams' icons have the sizes and colours that Teams wants", () => {
  const color = pixels(readFileSync(join(root, 'infra/teams/color.png')))
  assert.deepEqual([color.width, color.height], [192, 192])
  const background = Buffer.from(teams.accentColor.slice(1), 'hex')
  for (const corner of [0, 191, 191 * 192, 192 * 192 - 1])
    assert.deepEqual(color.pixels[corner]?.slice(0, 3), [...background])
  const outline = pixels(readFileSync(join(root, 'infra/teams/outline.png')))
  assert.deepEqual([outline.width, outline.height], [32, 32])
  assert.ok(outline.pixels.every(([r, g, b, alpha]) => alpha === 0 || (r === 255 && g === 255 && b === 255)))
  assert.ok(
    outline.pixels.some(([, , , alpha]) => alpha === 0) && outline.pixels.some(([, , , alpha]) => alpha === 255),
  )
})

/** Runs the command in a folder of its own, which `look` finds as the command left it. */
function teamsPackage(
  MicrosoftAppId: string,
  look: (folder: string, done: { status: number | null; stdout: string; stderr: string }) => void,
) {
  const folder = mkdtempSync(join(tmpdir(), 'acr-check-teams-'))
  try {
    look(
      folder,
      spawnSync(process.execPath, [join(root, 'infra/teams/package.ts')], {
        cwd: folder,
        env: { ...process.env, MicrosoftAppId },
        encoding: 'utf8',
      }),
    )
  } finally {
    rmSync(folder, { recursive: true })
  }
}

test("the package for Teams holds the manifest for the environment's bot, its Polish and its icons", () => {
  teamsPackage(appId.toUpperCase(), (folder, done) => {
    assert.equal(done.status, 0, done.stderr)
    assert.match(done.stdout, /^Wrote .*acr-check-teams\.zip .*Upload an app.*\n$/)
    const files = unzipSync(readFileSync(join(folder, 'acr-check-teams.zip')))
    assert.deepEqual(sorted(Object.keys(files)), ['color.png', 'manifest.json', 'outline.png', 'pl.json'])
    const file = (name: string) => files[name] ?? assert.fail(name)
    assert.deepEqual(JSON.parse(strFromU8(file('manifest.json'))), teams)
    for (const name of ['pl.json', 'color.png', 'outline.png'])
      assert.deepEqual(Buffer.from(file(name)), readFileSync(join(root, 'infra/teams', name)))
  })
})

for (const wrong of ['', 'acr-check', placeholder])
  test(`the package for Teams is not made for the bot ${JSON.stringify(wrong)}`, () => {
    teamsPackage(wrong, (folder, done) => {
      assert.equal(done.status, 2)
      assert.equal(done.stdout, '')
      assert.match(done.stderr, /MicrosoftAppId is .*application \(client\) ID/)
      assert.deepEqual(globSync('*', { cwd: folder }), [])
    })
  })

test('the README explains every scope and every consent', () => {
  const rows = new Map(
    [...read('README.md').matchAll(/^\| *`([^`]+)` *\|([^|]+)\|/gm)].map(([, name = '', why = '']) => [
      name,
      why.trim(),
    ]),
  )
  for (const name of [...Object.keys(scopes), ...consents])
    assert.ok((rows.get(name)?.length ?? 0) >= 20, `README.md has no row that says what ${name} is for`)
})

test('what the README says of Microsoft Graph holds: nothing calls it', () => {
  for (const file of globSync('{src,cards,adapters}/**/*.{ts,tsx,js}', { cwd: root }))
    assert.doesNotMatch(read(file), /graph\.microsoft\./i, file)
})
