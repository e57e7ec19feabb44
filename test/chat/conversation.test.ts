// One suite of conversations, held on both platforms: what people do, what they see, what never happens.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { askingLimits } from '../../adapters/chat/limits.ts'
import { ratesHere } from '../../adapters/rates/here.ts'
import { until } from '../support/chat/bot.ts'
import type { Card, Driver } from '../support/chat/driver.ts'
import { type FakeChecks, fakeChecks } from '../support/chat/fake-checks.ts'
import { slackDriver } from '../support/chat/slack-driver.ts'
import { teamsDriver } from '../support/chat/teams-driver.ts'

const platforms: Record<string, (checks: FakeChecks) => Promise<Driver>> = {
  'Slack over HTTP': (checks) => slackDriver('http', undefined, checks),
  'Slack by Socket Mode': (checks) => slackDriver('socket', undefined, checks),
  Teams: (checks) => teamsDriver(undefined, checks),
}

const ipDenied = (registry = 'contoso') =>
  `Error response from daemon: Get "https://${registry}.azurecr.io/v2/": denied: client with IP '203.0.113.25' is not allowed access. Refer https://aka.ms/acr/firewall to grant access.`
const noSuchHost = (registry = 'fabrikam') =>
  `Get "https://${registry}.azurecr.io/v2/": dial tcp: lookup ${registry}.azurecr.io on 10.0.0.10:53: no such host`
const hub = 'Error response from daemon: Get "https://registry-1.docker.io/v2/": net/http: TLS handshake timeout'

const one = (cards: Card[]): Card => {
  assert.equal(
    cards.length,
    1,
    `one answer, not ${cards.length}: ${cards.map(({ text }) => text.slice(0, 80)).join(' | ')}`,
  )
  return cards[0] as Card
}

for (const [name, start] of Object.entries(platforms))
  describe(name, () => {
    let chat: Driver
    const checks = fakeChecks()
    before(async () => {
      chat = await start(checks)
    })
    after(async () => {
      await chat.stop()
      assert.deepEqual(chat.problems, [], 'the platform would have refused something')
    })
    let registries = 0
    /** Problems of different registries are different problems. */
    const fresh = () => `registry${++registries}x`

    test('an error in a direct message is answered with the cause, why, and a command with its own names', async () => {
      const ola = chat.person()
      const post = await chat.says(ola, chat.direct(ola), ipDenied())
      assert.deepEqual(
        post.answered.map(({ status }) => status),
        post.answered.map(() => 200),
      )
      const card = one(chat.answers(chat.direct(ola), post))
      assert.match(card.text, /network rules|public access/i)
      assert.match(card.text, /203\.0\.113\.25/)
      assert.match(card.text, /az acr network-rule add .*contoso/)
      assert.deepEqual(card.buttons, [
        'All steps',
        'More about other causes',
        'Po polsku',
        'Check the registry',
        'It helped',
        'It did not help',
      ])
    })

    test('in a channel it answers a mention, in the thread', async () => {
      const ola = chat.person()
      const room = chat.channel()
      const post = await chat.says(ola, room, ipDenied(fresh()), { mention: true })
      one(chat.answers(room, post))
      const reply = await chat.says(ola, room, `and this? ${noSuchHost(fresh())}`, { mention: true, inThreadOf: post })
      assert.equal(chat.answers(room).length, 2)
      assert.equal(reply.answered[0]?.status, 200)
    })

    test('unasked it speaks only when it is sure, and of ACR alone', async () => {
      const room = chat.channel()
      const ola = chat.person()
      for (const text of [
        hub,
        'lunch?',
        'help',
        'check contoso',
        'does anybody know why contoso.azurecr.io is slow today?',
        'error: denied',
      ])
        await chat.says(ola, room, text)
      assert.deepEqual(chat.answers(room), [])
      const post = await chat.says(ola, room, noSuchHost(fresh()))
      one(chat.answers(room, post))
    })

    test('nothing recognised: an honest sentence and how to get further', async () => {
      const ola = chat.person()
      const card = one(
        chat.answers(chat.direct(ola), await chat.says(ola, chat.direct(ola), 'Segmentation fault (core dumped)')),
      )
      assert.match(card.text, /No known Azure Container Registry error/)
      assert.match(card.text, /az acr check-health/)
      assert.deepEqual(card.buttons, ['Po polsku'])
    })

    test('buttons change the message itself: steps, causes, language', async () => {
      const ola = chat.person()
      const room = chat.channel()
      const post = await chat.says(ola, room, ipDenied(fresh()), { mention: true })
      const short = one(chat.answers(room, post))
      await chat.presses(ola, short, 'All steps')
      const all = one(chat.answers(room, post))
      assert.ok(all.text.length > short.text.length)
      assert.ok(all.buttons.includes('First steps only'))
      await chat.presses(ola, all, 'Po polsku')
      const polish = one(chat.answers(room, post))
      assert.match(polish.text, /Co zrobić/)
      assert.ok(polish.buttons.includes('In English') && polish.buttons.includes('Tylko pierwsze kroki'))
      assert.ok(polish.updates >= 2)
    })

    test('“It helped” and “It did not” are counted once for each person, and the second shows other causes', async () => {
      const [ola, jan] = [chat.person(), chat.person()]
      const room = chat.channel()
      const post = await chat.says(ola, room, noSuchHost(fresh()), { mention: true })
      await chat.presses(ola, one(chat.answers(room, post)), 'It did not help')
      assert.match(one(chat.answers(room, post)).text, /It did not help 1 person\./)
      await chat.presses(ola, one(chat.answers(room, post)), 'It helped')
      await chat.presses(jan, one(chat.answers(room, post)), 'It helped')
      const { text } = one(chat.answers(room, post))
      assert.match(text, /It helped 2 people\./)
      assert.doesNotMatch(text, /did not help \d/)
    })

    test('the language is the person’s own, and plain words change it', async () => {
      const kasia = chat.person({ locale: 'pl-PL' })
      const room = chat.direct(kasia)
      assert.match(one(chat.answers(room, await chat.says(kasia, room, ipDenied(fresh())))).text, /Co zrobić/)
      await chat.says(kasia, room, 'in English')
      assert.match(chat.answers(room).at(-1)?.text ?? '', /From now on I answer you in English/)
      assert.match(chat.answers(room)[0]?.text ?? '', /What to do/, 'the last answer follows')
      const post = await chat.says(kasia, room, ipDenied(fresh()))
      assert.match(chat.answers(room, post).at(-1)?.text ?? '', /What to do/)
    })

    test('plain words: help, check, and a name that is none', async () => {
      const ola = chat.person()
      const room = chat.direct(ola)
      const said = async (text: string) => chat.answers(room, await chat.says(ola, room, text)).at(-1)?.text ?? ''
      assert.match(await said('help'), /How to ask/)
      assert.match(await said('pomoc'), /How to ask/)
      assert.match(await said('check my_registry!'), /is not a registry name/)
      assert.match(await said('check'), /Which registry\?/)
    })

    test('one problem, one answer: the same error again joins the first, with a counter', async () => {
      const room = chat.channel()
      const registry = fresh()
      const post = await chat.says(chat.person(), room, ipDenied(registry))
      await chat.says(chat.person(), room, `me too\n${ipDenied(registry)}`)
      const joined = one(chat.answers(room))
      assert.match(joined.text, /Reported 2 times here/)
      const third = await chat.says(chat.person(), room, ipDenied(registry), { mention: true })
      assert.match(chat.answers(room, third).at(-1)?.text ?? '', /answered here a few minutes ago/)
      assert.match(chat.answers(room, post)[0]?.text ?? '', /Reported 3 times here/)
      await chat.says(chat.person(), room, noSuchHost(fresh()))
      assert.equal(
        chat.answers(room).filter(({ buttons }) => buttons.length > 0).length,
        2,
        'another problem has its own',
      )
    })

    test('repeated deliveries are one post', async () => {
      const ola = chat.person()
      const room = chat.channel()
      const post = await chat.says(ola, room, ipDenied(fresh()), { mention: true, repeat: 3 })
      assert.ok(post.answered.length >= 3)
      for (const { status } of post.answered) assert.equal(status, 200)
      one(chat.answers(room))
    })

    test('an edited message is diagnosed anew in place', async () => {
      const ola = chat.person()
      const room = chat.direct(ola)
      const post = await chat.says(ola, room, 'docker: something failed')
      assert.match(one(chat.answers(room, post)).text, /No known Azure/)
      await chat.edits(post, noSuchHost())
      const card = one(chat.answers(room, post))
      assert.match(card.text, /fabrikam/)
      assert.equal(card.updates, 1)
    })

    test('unasked, an edit that makes it an error is answered, and one that unmakes it takes the answer along', async () => {
      const ola = chat.person()
      const room = chat.channel()
      const post = await chat.says(ola, room, 'pull fails')
      assert.deepEqual(chat.answers(room), [])
      await chat.edits(post, noSuchHost(fresh()))
      one(chat.answers(room, post))
      await chat.edits(post, 'never mind')
      assert.deepEqual(chat.answers(room), [])
    })

    test('a deleted message takes the answer along', async () => {
      const ola = chat.person()
      const room = chat.channel()
      const post = await chat.says(ola, room, ipDenied(fresh()), { mention: true })
      one(chat.answers(room, post))
      await chat.deletes(post)
      assert.deepEqual(chat.answers(room), [])
    })

    test('a log in a file is read', async () => {
      const ola = chat.person()
      const room = chat.direct(ola)
      const content = `${'INFO all is well\n'.repeat(20_000)}${ipDenied('inthefile')}\n${'INFO bye\n'.repeat(20_000)}`
      const post = await chat.says(ola, room, 'this is the build log', { file: { name: 'build.log', content } })
      const card = one(chat.answers(room, post))
      assert.match(card.text, /inthefile/)
      assert.match(card.text, /Line 20001/)
    })

    test('what cannot be read is said', async () => {
      const ola = chat.person()
      const room = chat.direct(ola)
      const post = await chat.says(ola, room, '', { file: { name: 'core.bin', content: '\0\0\0\u0001binary' } })
      assert.match(one(chat.answers(room, post)).text, /core\.bin\W* is not text/)
    })

    test('aside: only the asker sees the answer, and its buttons work', async () => {
      const [ola, jan] = [chat.person(), chat.person()]
      const room = chat.channel()
      const post = await chat.says(ola, room, `seen in the night: ${hub}`)
      const card = await chat.asksAside(jan, post)
      assert.match(card?.text ?? '', /docker\.io/)
      assert.deepEqual(chat.answers(room), [])
      if (card) await chat.presses(jan, card, 'Po polsku')
    })

    test('secrets never come back, and are named', async () => {
      const ola = chat.person()
      const room = chat.direct(ola)
      const post = await chat.says(
        ola,
        room,
        `docker login contoso.azurecr.io -u contoso -p Zm9vYmFy0123456789+ACRDabc123\n${ipDenied()}`,
      )
      const { text } = one(chat.answers(room, post))
      assert.doesNotMatch(text, /Zm9vYmFy/)
      assert.match(text, /Revoke and replace now: .*password/)
    })

    test('nothing pasted mentions anyone, links anywhere or breaks a card', async () => {
      const ola = chat.person()
      const room = chat.direct(ola)
      const nasty = `${noSuchHost()} <!channel> <@U012AB3CD> <at>Ola</at> [x](https://evil.example) <https://evil.example|bank> *bold* \`code @here`
      const post = await chat.says(ola, room, nasty)
      const { text } = one(chat.answers(room, post))
      assert.doesNotMatch(text, chat.name === 'slack' ? /<!channel>|<@U012|<https:\/\/evil/ : /<at>|\]\(https:\/\/evil/)
    })

    test('guests get a diagnosis, and no buttons that act', async () => {
      const guest = chat.person({ guest: true })
      const room = chat.channel()
      const own = await chat.says(guest, room, ipDenied(fresh()), { mention: true })
      const card = one(chat.answers(room, own))
      assert.deepEqual(card.buttons, ['All steps', 'More about other causes', 'Po polsku'])
      await chat.presses(guest, card, 'All steps')
      assert.ok(one(chat.answers(room, own)).buttons.includes('First steps only'), 'they may look at their own')
      const post = await chat.says(chat.person(), room, noSuchHost(fresh()), { mention: true })
      const others = one(chat.answers(room, post))
      const told = await chat.presses(guest, others, 'It helped')
      assert.match(told, /Guests and people from other organisations/)
      assert.doesNotMatch(one(chat.answers(room, post)).text, /It helped 1/)
    })

    test('a check is announced at once, and its verdict fills the same message', async () => {
      const ola = chat.person()
      const room = chat.channel()
      const registry = fresh()
      const post = await chat.says(ola, room, `check ${registry}`, { mention: true })
      const card = one(chat.answers(room, post))
      assert.match(card.text, /does not let this address in/)
      assert.match(card.text, /✗ ?\W*Registry/)
      assert.match(card.text, /not your machine/)
      assert.equal(card.updates, 1, 'announced, then the verdict')
      assert.ok(card.buttons.includes('Check again') && !card.buttons.includes('Check the registry'))
      assert.deepEqual(checks.asked.at(-1), {
        registry: `${registry}.azurecr.io`,
        deadlineMs: 200,
        from: 'remote',
        azure: 'always',
      })
      await chat.presses(ola, card, 'All steps')
      assert.ok(one(chat.answers(room, post)).buttons.includes('First steps only'))
    })

    test('what a check saw is said in the other language without another check', async () => {
      const ola = chat.person()
      const room = chat.channel()
      const post = await chat.says(ola, room, `check ${fresh()}`, { mention: true })
      const asked = checks.asked.length
      await chat.presses(ola, one(chat.answers(room, post)), 'Po polsku')
      const polish = one(chat.answers(room, post))
      assert.match(polish.text, /Droga do rejestru/)
      assert.match(polish.text, /to nie jest Twoja maszyna/)
      await chat.presses(ola, polish, 'In English')
      assert.match(one(chat.answers(room, post)).text, /The way to the registry/)
      assert.equal(checks.asked.length, asked)
    })

    test('a check shows what to run on the machine that fails, and what that prints is checked along', async () => {
      const [ola, jan] = [chat.person(), chat.person()]
      const room = chat.channel()
      const registry = fresh()
      const post = await chat.says(ola, room, `check ${registry}`, { mention: true })
      await chat.presses(jan, one(chat.answers(room, post)), 'From another machine')
      const shown = one(chat.answers(room, post))
      assert.match(shown.text, /kubectl run acr-check-probe/)
      await chat.presses(jan, shown, 'Hide the commands')
      assert.doesNotMatch(one(chat.answers(room, post)).text, /kubectl run/)

      const printed = `acr-check-probe 1 ${registry}.azurecr.io vm-7 curl=7 answer=[000 0 0 ] dns=[20.61.99.10,] seen=[] issuer=[] end`
      const output = await chat.says(jan, room, printed)
      assert.match(one(chat.answers(room, output)).text, /The way to the registry/)
      const { registry: asked, paste } = checks.asked.at(-1) ?? {}
      assert.equal(asked, `${registry}.azurecr.io`)
      assert.match(paste?.text ?? '', /^acr-check-probe 1 /)
      assert.equal(chat.answers(room, await chat.says(chat.person({ guest: true }), room, printed)).length, 0)
    })

    test('“Check the registry” under a diagnosis joins the paste and the check', async () => {
      const ola = chat.person()
      const room = chat.channel()
      const registry = fresh()
      const post = await chat.says(ola, room, ipDenied(registry), { mention: true })
      await chat.presses(ola, one(chat.answers(room, post)), 'Check the registry')
      const { text, buttons } = one(chat.answers(room, post))
      assert.match(text, /Your paste and this check/)
      assert.match(text, /The way to the registry/)
      assert.match(checks.asked.at(-1)?.paste?.text ?? '', /203\.0\.113\.25/)
      assert.equal(checks.asked.at(-1)?.registry, `${registry}.azurecr.io`)
      assert.ok(buttons.includes('Check again') && buttons.includes('It helped'))
    })

    test('“Check again” turns the same message green and says how long it was broken', async () => {
      const [ola, jan] = [chat.person(), chat.person()]
      const room = chat.channel()
      const registry = fresh()
      const post = await chat.says(ola, room, `check ${registry}`, { mention: true })
      checks.does.set(registry, 'healthy')
      await chat.presses(jan, one(chat.answers(room, post)), 'Check again')
      const green = one(chat.answers(room, post))
      assert.match(green.text, /The registry works from here/)
      assert.match(green.text, /It works again\. It was broken for 1 second/)
      await chat.presses(ola, green, 'Check again')
      assert.doesNotMatch(one(chat.answers(room, post)).text, /It was broken/)
    })

    test('a check that breaks, hangs or is not allowed is told so, soon, and may be asked for again', async () => {
      const ola = chat.person()
      const room = chat.direct(ola)
      const told = async (does: 'throws' | 'hangs' | 'refuses') => {
        const registry = fresh()
        checks.does.set(registry, does)
        const began = Date.now()
        const card = chat.answers(room, await chat.says(ola, room, `check ${registry}`)).at(-1) as Card
        assert.ok(Date.now() - began < 3000)
        return card
      }
      const broke = await told('throws')
      assert.match(broke.text, /could not be checked/)
      assert.deepEqual(broke.buttons, ['Check again'])
      const { ends } = checks
      assert.match((await told('hangs')).text, /could not be checked/)
      assert.ok(checks.ends > ends, 'what hangs is told to end')
      assert.match((await told('refuses')).text, /not among the registries/)
    })

    test('a check under way holds nobody up', async () => {
      const [ola, jan] = [chat.person(), chat.person()]
      const room = chat.channel()
      const registry = fresh()
      checks.does.set(registry, 'hangs')
      const checking = chat.says(ola, room, `check ${registry}`, { mention: true })
      const post = chat.says(jan, room, ipDenied(fresh()), { mention: true })
      const answered = () => chat.answers(room).some(({ text }) => text.includes('203.0.113.25'))
      await until(answered, 'the other question is answered', 3000)
      await Promise.all([checking, post])
    })

    test('guests get no checks, and are told so', async () => {
      const guest = chat.person({ guest: true })
      const room = chat.channel()
      const asked = checks.asked.length
      const refused = await chat.says(guest, room, `check ${fresh()}`, { mention: true })
      assert.match(one(chat.answers(room, refused)).text, /only for members of this organisation/)
      const post = await chat.says(chat.person(), room, noSuchHost(fresh()), { mention: true })
      const told = await chat.presses(guest, one(chat.answers(room, post)), 'Check the registry')
      assert.match(told, /only for members of this organisation/)
      assert.equal(checks.asked.length, asked)
    })

    test('too many questions are answered politely, once', async () => {
      const ola = chat.person()
      const room = chat.direct(ola)
      await Promise.all(Array.from({ length: 6 }, () => chat.says(ola, room, 'help')))
      const { ask } = askingLimits('slack', ratesHere(), 2)
      assert.deepEqual(
        [await ask('a', 'x'), await ask('a', 'x'), await ask('a', 'x'), await ask('a', 'x'), await ask('b', 'y')],
        ['granted', 'granted', 'refused', 'refused-before', 'granted'],
      )
    })

    test('a platform that says “later” is asked later, and nothing is lost', async () => {
      const ola = chat.person()
      const room = chat.direct(ola)
      await chat.says(ola, room, 'help')
      chat.throttle(1)
      const began = Date.now()
      const post = await chat.says(ola, room, ipDenied())
      assert.ok(chat.answers(room, post).some(({ text }) => text.includes('203.0.113.25')))
      assert.ok(Date.now() - began >= 1000, 'waited as it was told')
    })
  })
