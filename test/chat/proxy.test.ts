// With a proxy as the only way out, everything goes through it: tokens, keys, the Web API, Socket Mode, file downloads.
import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import test from 'node:test'
import { until } from '../support/chat/bot.ts'
import { startServer } from '../support/chat/server.ts'
import { startFakeProxy } from '../support/fake-proxy.ts'
import { startFakeSlack } from '../support/slack/fake-slack.ts'
import { startFakeTeams } from '../support/teams/fake-teams.ts'

const error = 'Get "https://contoso.azurecr.io/v2/": dial tcp: lookup contoso.azurecr.io on 10.0.0.10:53: no such host'

for (const way of ['http', 'socket'] as const)
  test(`everything goes through the proxy, Slack by ${way}`, async () => {
    const proxy = await startFakeProxy()
    const [slackAt, teamsAt] = [await proxy.reserve(), await proxy.reserve()]
    const slack = await startFakeSlack({ reachedAt: slackAt })
    proxy.front(`http://127.0.0.1:${slack.port}`)
    const teams = await startFakeTeams({ reachedAt: teamsAt })
    proxy.front(`http://127.0.0.1:${teams.port}`)
    const folder = await mkdtemp(path.join(tmpdir(), 'acr-check-'))
    const server = await startServer({
      ...teams.settings,
      ACR_CHECK_DATA: folder,
      SLACK_BOT_TOKEN: slack.secrets.botToken,
      SLACK_API_URL: `${slackAt}/api/`,
      ...(way === 'http'
        ? { SLACK_SIGNING_SECRET: slack.secrets.signingSecret }
        : { SLACK_APP_TOKEN: slack.secrets.appToken }),
      HTTPS_PROXY: proxy.url,
      HTTP_PROXY: proxy.url,
    })
    try {
      slack.connect(way === 'http' ? { http: `${server.url}slack/events` } : 'socket')
      teams.connect(`${server.url}api/messages`)
      const ola = slack.user({ name: 'ola', locale: 'en-US' })
      await slack.uploads(ola, slack.dm(ola), { name: 'build.log', content: error })
      const jan = teams.person({ name: 'Jan' })
      await teams.says(jan, teams.personalChat(jan), '', { files: [teams.file('build.log', error)] })
      const answered = () =>
        slack.posted(slack.dm(ola)).length > 0 && teams.botMessages(teams.personalChat(jan)).length > 0
      await until(answered, `both are answered\n${server.output()}`, 10_000)
      for (const [what, wanted] of Object.entries({
        'Slack’s Web API': /^POST \/api\/auth\.test/,
        'a post to Slack': /^POST \/api\/chat\.postMessage/,
        'a file of Slack': /^GET \/files-pri\//,
        'the login of Teams': /^POST \/.*\/oauth2\/v2\.0\/token/,
        'the keys of Teams': /^GET \/.*openidconfiguration/,
        'a post to Teams': /^POST \/teams\/v3\/conversations\//,
        'a file of Teams': /^GET \/files\//,
        ...(way === 'socket' && {
          'the socket': /^POST \/api\/apps\.connections\.open/,
          'its upgrade': /^GET \/(?:link|socket|ws)/,
        }),
      }))
        assert.ok(
          proxy.seen.some((line) => wanted.test(line)),
          `${what} is not among ${proxy.seen.join(', ')}`,
        )
    } finally {
      await server.kill('SIGTERM')
      await Promise.all([slack.stop(), teams.stop(), proxy.stop(), rm(folder, { recursive: true, force: true })])
    }
  })
