// A token that is of no use any more: whoever is on call hears of it on the other platform, and when it works again.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startBot, until } from '../support/chat/bot.ts'
import { fakeChecks } from '../support/chat/fake-checks.ts'
import { startFakeSlack } from '../support/slack/fake-slack.ts'
import { startFakeTeams } from '../support/teams/fake-teams.ts'

test('each platform tells that the other one refuses us, and that it does no more', async () => {
  const [slack, teams] = [await startFakeSlack(), await startFakeTeams()]
  const checks = fakeChecks()
  checks.does.set('contoso', 'healthy')
  const bot = await startBot(
    {
      ...teams.settings,
      SLACK_BOT_TOKEN: slack.secrets.botToken,
      SLACK_SIGNING_SECRET: slack.secrets.signingSecret,
      SLACK_API_URL: slack.apiUrl,
    },
    undefined,
    checks,
  )
  try {
    slack.connect({ http: `${bot.url}slack/events` })
    teams.connect(`${bot.url}api/messages`)
    const state = async () => (await bot.platforms.readiness()).status
    await until(async () => (await state()) === 'ok', 'both work', 8_000)
    const [ola, jan] = [slack.user({ name: 'ola', locale: 'en-US' }), teams.person({ name: 'Jan' })]
    const [dm, chat] = [slack.dm(ola), teams.personalChat(jan)]
    await slack.says(ola, dm, 'watch contoso')
    await teams.says(jan, chat, 'watch contoso')
    await bot.idle()
    const onSlack = (what: RegExp) => slack.posted(dm).filter((it) => what.test(JSON.stringify(it))).length
    const onTeams = (what: RegExp) => teams.botMessages(chat).filter((it) => what.test(JSON.stringify(it))).length

    slack.failing.revoke('token_revoked')
    await slack.says(ola, dm, 'help')
    await until(() => onTeams(/Slack refuses my token/) > 0, 'told on Teams', 20_000)
    slack.failing.restore()
    await until(() => onTeams(/Slack lets me in again/) > 0, 'and when it works again', 40_000)
    assert.deepEqual([onTeams(/refuses/), onTeams(/lets me in/), onSlack(/refuses/)], [1, 1, 0])

    teams.loginFails('invalid_client')
    teams.revokeTokens()
    await teams.says(jan, chat, 'help')
    await until(() => onSlack(/Microsoft refuses my login for Teams/) > 0, 'told on Slack', 20_000)
    teams.loginFails()
    await until(() => onSlack(/Teams lets me in again/) > 0, 'and when it works again', 40_000)
    assert.deepEqual([onSlack(/refuses/), onSlack(/lets me in/), onTeams(/refuses/)], [1, 1, 1])
  } finally {
    await bot.stop()
    await Promise.all([slack.stop(), teams.stop()])
  }
})
