// On call in a chat, on both platforms: a watch, its case from opening to recovery, what people do with it, and who is told.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { until } from '../support/chat/bot.ts'
import type { Card, Driver, Post } from '../support/chat/driver.ts'
import { type FakeChecks, fakeChecks } from '../support/chat/fake-checks.ts'
import { slackDriver } from '../support/chat/slack-driver.ts'
import { teamsDriver } from '../support/chat/teams-driver.ts'

const platforms: Record<string, (checks: FakeChecks) => Promise<Driver>> = {
  slack: (checks) => slackDriver('http', undefined, checks),
  teams: (checks) => teamsDriver(undefined, checks),
}
const ipDenied = (registry: string) =>
  `Get "https://${registry}.azurecr.io/v2/": denied: client with IP '203.0.113.25' is not allowed access. Refer https://aka.ms/acr/firewall to grant access.`

let registries = 0
for (const [name, start] of Object.entries(platforms))
  describe(`on call in ${name}`, () => {
    let chat: Driver
    const checks = fakeChecks()
    before(async () => {
      chat = await start(checks)
    })
    after(async () => {
      await chat.stop()
      assert.deepEqual(chat.problems, [], 'the platform would have refused something')
    })
    const fresh = () => `watched${++registries}`
    const settle = async () => {
      await chat.bot.idle()
      await chat.bot.called()
    }
    const cards = (room: unknown, about: string): Card[] =>
      chat.answers(room).filter(({ text }) => text.includes(about))
    const caseOf = async (room: unknown, registry: string): Promise<Card> => {
      const found = () => chat.answers(room).find(({ buttons, text }) => buttons.length > 0 && text.includes(registry))
      await until(found, `a case of ${registry}`, 8_000)
      return found() as Card
    }
    /** Once the platform has taken all that waits for its turn. */
    const shows = (room: unknown, registry: string, what: RegExp) =>
      until(async () => what.test((await caseOf(room, registry)).text), `${registry} shows ${what}`, 8_000)
    const tells = (room: unknown, post: Post, what: RegExp) =>
      until(() => chat.answers(room, post).some(({ text }) => what.test(text)), String(what), 8_000)
    const presses = async (person: unknown, card: Card, label: string) => {
      const told = await chat.presses(person, card, label)
      await settle()
      return told
    }
    async function broken() {
      const [ola, room, registry] = [chat.person(), chat.channel(), fresh()]
      await chat.says(ola, room, `watch ${registry} every 5m`, { mention: true })
      await settle()
      return { ola, room, registry, card: await caseOf(room, registry) }
    }

    test('a watch is confirmed, and a registry that works says nothing more', async () => {
      const [ola, room, registry] = [chat.person(), chat.channel(), fresh()]
      checks.does.set(registry, 'healthy')
      const post = await chat.says(ola, room, `watch ${registry} every 10m`, { mention: true })
      await settle()
      assert.match(chat.answers(room, post)[0]?.text ?? '', /every 10 min, and open a case here when it breaks/)
      assert.ok(checks.asked.some((asked) => asked.registry === `${registry}.azurecr.io`))
      assert.equal(chat.answers(room).length, 1)
      const list = await chat.says(ola, room, 'watches', { mention: true })
      assert.match(
        chat.answers(room, list)[0]?.text ?? '',
        new RegExp(`${registry}\\.azurecr\\.io\\W*every 10 min · works · asked for by \\W*${chat.nameOf(ola)}`),
      )
    })

    test('a case is one message with its history, from opening to recovery', async () => {
      const { ola, room, registry, card } = await broken()
      assert.match(card.text, /Broken since \d\d:\d\d UTC/)
      assert.match(card.text, /The way to the registry/)
      await until(() => cards(room, 'Opened:').length === 1, 'its history begins', 8_000)
      await presses(ola, card, 'I take this on')
      await shows(room, registry, new RegExp(`${chat.nameOf(ola)}\\W* has taken this on`))
      const taken = await caseOf(room, registry)
      assert.ok(!taken.buttons.includes('I take this on'))
      checks.does.set(registry, 'healthy')
      await presses(ola, taken, 'Check now')
      await until(() => cards(room, `${registry}.azurecr.io works again`).length === 1, 'it is green', 8_000)
      const [green] = cards(room, `${registry}.azurecr.io works again`)
      assert.match(green?.text ?? '', /It was broken from/)
      assert.deepEqual(green?.buttons, [])
      await until(() => cards(room, 'It works again, after').length === 1, 'the history tells of it', 8_000)
      assert.equal(chat.answers(room).filter(({ text }) => text.includes('Broken since')).length, 0)
    })

    test('a case that was resolved or silenced is not opened again for the same', async () => {
      for (const [label, over] of [
        ['Resolve', 'resolved by hand'],
        ['Silence this finding', 'a finding was silenced'],
      ] as const) {
        const { ola, room, registry, card } = await broken()
        await presses(ola, card, label)
        await until(() => cards(room, over).length === 1, 'it is over', 8_000)
        await chat.says(ola, room, `unwatch ${registry}`, { mention: true })
        await settle()
        assert.equal(cards(room, 'Opened:').length, 1)
      }
    })

    test('what was silenced is told again once somebody ends the silence, by the case or by the list', async () => {
      const { ola, room, registry, card } = await broken()
      await presses(ola, card, 'Silence this finding')
      await until(() => cards(room, 'a finding was silenced').length === 1, 'it is over', 8_000)
      await presses(ola, cards(room, 'a finding was silenced')[0] as Card, 'End the silence')
      await until(() => cards(room, 'ended the silence').length === 1, 'its history tells so', 8_000)
      await until(() => cards(room, 'Opened:').length === 2, 'it is a new case', 8_000)
      await presses(ola, await caseOf(room, registry), 'Silence this finding')
      await until(() => cards(room, 'a finding was silenced').length === 1, 'it is over again', 8_000)
      const asked = await chat.says(ola, room, 'watches', { mention: true })
      const [list] = chat.answers(room, asked)
      assert.match(list?.text ?? '', /silenced: \W*ip-denied/)
      assert.match(await presses(ola, list as Card, 'End all silences'), /Told here again: \W*ip-denied/)
      await until(() => cards(room, 'Opened:').length === 3, 'a new case', 8_000)
      const none = await chat.says(ola, room, `unsilence ${registry}`, { mention: true })
      assert.match(chat.answers(room, none)[0]?.text ?? '', /Nothing of that is silenced here/)
    })

    test('a snooze says until when', async () => {
      const { ola, room, card, registry } = await broken()
      await presses(ola, card, 'Snooze 1 h')
      await shows(room, registry, /Nothing more is said of it until/)
      await until(() => cards(room, 'snoozed it until').length === 1, 'its history tells so', 8_000)
    })

    test('who pastes an error of a registry with a case is counted once; elsewhere only told that there is one', async () => {
      const { room, registry } = await broken()
      const [jan, elsewhere] = [chat.person(), chat.channel()]
      const post = await chat.says(jan, room, ipDenied(registry), { mention: true, repeat: 1 })
      await settle()
      await tells(room, post, /You are counted in it/)
      await shows(room, registry, /1 person pasted an error of it/)
      await until(() => cards(room, `${chat.nameOf(jan)} pasted an error`).length === 1, 'by name', 8_000)
      const other = await chat.says(jan, elsewhere, ipDenied(registry), { mention: true })
      await tells(elsewhere, other, /A case of this registry is open in another channel, since \d\d:\d\d UTC/)
      await shows(room, registry, /1 person pasted an error of it/)
    })

    test('who joins an answer is counted in the case as well, and who only asks about another’s error is told', async () => {
      const { room, registry } = await broken()
      const [jan, ewa, piotr] = [chat.person(), chat.person(), chat.person()]
      const first = await chat.says(jan, room, ipDenied(registry), { mention: true })
      await settle()
      const second = await chat.says(ewa, room, ipDenied(registry), { mention: true })
      await settle()
      await shows(room, registry, /2 people pasted an error of it/)
      for (const post of [first, second]) await tells(room, post, /You are counted in it/)
      await until(() => cards(room, `${chat.nameOf(ewa)} pasted an error`).length === 1, 'by name', 8_000)
      const aside = await chat.asksAside(piotr, first)
      assert.match(aside?.text ?? '', /There is a case of this registry here, since \d\d:\d\d UTC\.(?! You)/)
      await settle()
      await shows(room, registry, /2 people pasted an error of it/)
    })

    test('what a case is about, and who has it, other channels learn only where its channel shares it', async () => {
      const { ola, room, registry, card } = await broken()
      await presses(ola, card, 'I take this on')
      await shows(room, registry, /has taken this on/)
      const [jan, friend, other] = [chat.person(), chat.channel(), chat.channel()]
      const asks = async (place: unknown) => {
        const post = await chat.says(jan, place, ipDenied(registry), { mention: true })
        await tells(place, post, /A case of this registry is open in another channel, since \d\d:\d\d UTC/)
        const said = chat.answers(place, post).find(({ text }) => text.includes('A case of this registry'))
        await chat.deletes(post)
        await settle()
        return said?.text ?? ''
      }
      const shares = async (whom: string, told: RegExp) => {
        const post = await chat.says(ola, room, `share cases with ${whom}`, { mention: true })
        assert.match(chat.answers(room, post)[0]?.text ?? '', told)
      }
      const secret = /network rules|let this address in|taken this on|Open the case/
      const unshared =
        /^A case of this registry is open in another channel, since \d\d:\d\d UTC\.\nA case of this registry is open in another channel, since \d\d:\d\d UTC\.$/
      for (const place of [friend, other]) {
        const said = await asks(place)
        assert.doesNotMatch(said, secret)
        assert.ok(!said.includes(chat.nameOf(ola)))
        assert.match(said.trim().replace(/^\n+/, ''), name === 'slack' ? unshared : /^A case of[^\n]*UTC\.$/)
      }
      const named = friend as { id: string; name: string }
      await shares(name === 'slack' ? `#${named.name}` : named.id, /In 1 other channel/)
      const told = await asks(friend)
      assert.match(told, /since \d\d:\d\d UTC: The registry does not let this address in\./)
      assert.match(told, new RegExp(`${chat.nameOf(ola)}\\W* has taken this on`))
      // Chats of Teams' local clients have no links.
      if (name === 'slack') assert.match(told, /Open the case/)
      assert.doesNotMatch(await asks(other), secret)
      await shares('everyone', /In every other channel/)
      assert.match(await asks(other), secret)
      await shares('nobody', /no more than that there is a case/)
      assert.doesNotMatch(await asks(friend), secret)
      await shares('#nowhere', name === 'slack' ? /name Slack completes/ : /by their ids/)
    })

    test('guests learn nothing of cases in other channels', async () => {
      const { registry } = await broken()
      const [guest, elsewhere] = [chat.person({ guest: true }), chat.channel()]
      const post = await chat.says(guest, elsewhere, ipDenied(registry), { mention: true })
      await settle()
      assert.equal(chat.answers(elsewhere, post).length, 1)
      assert.deepEqual(cards(elsewhere, 'A case of this registry'), [])
    })

    test('two channels that watch one registry cost one check, and each has its case', async () => {
      const [ola, one, two, registry] = [chat.person(), chat.channel(), chat.channel(), fresh()]
      checks.does.set(registry, 'healthy')
      await chat.says(ola, one, `watch ${registry}`, { mention: true })
      await settle()
      const before = checks.asked.length
      await chat.says(ola, two, `watch ${registry}`, { mention: true })
      await settle()
      assert.equal(checks.asked.length, before, 'it was checked a moment ago')
    })

    test('guests set up nothing and press nothing', async () => {
      const { room, registry, card } = await broken()
      const guest = chat.person({ guest: true })
      const post = await chat.says(guest, room, `unwatch ${registry}`, { mention: true })
      assert.match(chat.answers(room, post)[0]?.text ?? '', /only for members of this organisation/)
      assert.match(await presses(guest, card, 'Resolve'), /only for members of this organisation/)
      await shows(room, registry, /Broken since/)
    })

    test('what cannot be understood, is not allowed or not watched is told with the way out', async () => {
      const [ola, room, forbidden] = [chat.person(), chat.channel(), fresh()]
      checks.does.set(forbidden, 'refuses')
      for (const [said, told] of [
        ['watch contoso every 3s', /from one minute to 24 hours/],
        ['unwatch contoso', /is not watched here/],
        [`watch ${forbidden}`, /ACR_CHECK_REGISTRIES/],
        ['zone Mars', /is not a time zone/],
        ['quiet 22:00-07:00', /Quiet here: 22:00-07:00\./],
        ['quiet 22:00-06:00 mon-fri; sat-sun all day', /Quiet here: 22:00-06:00 mon-fri; all day sat-sun\./],
        ['maintenance 2099-12-01 22:00 to 23:30', /1: from 2099-12-01 22:00 UTC to 23:30 UTC, everything watched here/],
        ['maintenance cancel 1', /No work is planned here/],
        ['zone Europe/Warsaw', /those of Europe\/Warsaw/],
        ['watches', /Nothing is watched here/],
      ] as const) {
        const post = await chat.says(ola, room, said, { mention: true })
        assert.match(chat.answers(room, post)[0]?.text ?? '', told, said)
      }
    })
  })
