// What people see of a check, in golden files, and the rules that no such card may break, whatever was seen.
import assert from 'node:assert/strict'
import test from 'node:test'
import { fileURLToPath } from 'node:url'
import { actionIds, firstView, readActionState, type View } from '../cards/actions.ts'
import type { Answer } from '../cards/answer.ts'
import { checkAnswer, checkFailedAnswer, checkingAnswer, type MoreOfCheck } from '../cards/check.ts'
import { slackCard } from '../cards/slack.ts'
import { teamsCard } from '../cards/teams.ts'
import { textCard } from '../cards/text.ts'
import type { Check } from '../src/check.ts'
import { check } from '../src/checks/check.ts'
import { checkStepIds, conclusionIds } from '../src/ids.ts'
import { type Lang, langs } from '../src/words/text.ts'
import { adaptiveCardProblems } from './support/adaptive-card.ts'
import { blockKitProblems } from './support/block-kit.ts'
import { checks } from './support/checks.ts'
import { filledWith } from './support/diagnoses.ts'
import { fakeNetwork } from './support/fake-network.ts'

const kept = { id: '0f3c1d9e-7a52-4b8e-9d41-5f6a7b8c9d0e', reported: 1, helped: 0, notHelped: 0 }
const minute = 60_000
const golden = (name: string) => fileURLToPath(new URL(`./golden/${name}`, import.meta.url))
const asIs = [(value: unknown) => (typeof value === 'string' ? value : `${JSON.stringify(value, null, 2)}\n`)]

const answers = (lang: Lang): Record<string, Answer> => {
  const { healthy, broken, unknown, compared, azure } = checks[lang]
  const hidden = checks[lang]['azure-hidden']
  return {
    healthy: checkAnswer(healthy, firstView, { remote: true, kept }),
    again: checkAnswer(healthy, firstView, { remote: true, kept, brokenForMs: 12 * minute, ageMs: 9000 }),
    broken: checkAnswer(broken),
    unknown: checkAnswer(unknown, firstView, { remote: true, kept }),
    compared: checkAnswer(compared, firstView, { remote: true, kept }),
    elsewhere: checkAnswer(healthy, { ...firstView, instead: 'probe' }, { remote: true, kept }),
    azure: checkAnswer(azure, firstView, { remote: true, kept }),
    'azure-detail': checkAnswer(azure, { ...firstView, instead: 'azure' }, { remote: true, kept }),
    'azure-hidden': checkAnswer(hidden, firstView, { remote: true, kept }),
    'azure-unread': checkAnswer(checks[lang]['azure-unread'], firstView, { remote: true, kept }),
    firewall: checkAnswer(unknown, { ...firstView, instead: 'firewall' }, { remote: true, kept }),
    'under-way': checkingAnswer('contoso.azurecr.io', lang, broken.steps.slice(0, 3)),
    failed: checkFailedAnswer('contoso.azurecr.io', lang, 'fault', kept.id),
  }
}

for (const lang of langs)
  for (const [name, answer] of Object.entries(answers(lang))) {
    test(`a check that is ${name}, in ${lang}`, (t) => {
      const slack = slackCard(answer, actionIds)
      const teams = teamsCard(answer, actionIds)
      assert.deepEqual(blockKitProblems(slack.blocks), [])
      assert.deepEqual(adaptiveCardProblems(teams), [])
      const snapshot = (drawn: unknown, end: string) =>
        t.assert.fileSnapshot(drawn, golden(`check-${name}.${lang}.${end}`), { serializers: asIs })
      snapshot(slack, 'slack.json')
      snapshot(teams, 'teams.json')
      snapshot(textCard(answer, { width: 80 }), 'text.txt')
    })
  }

test('the largest check keeps every limit, and its picture and verdict stay', () => {
  const views: View[] = [
    firstView,
    { steps: 'all', causes: 'all' },
    ...(['probe', 'azure', 'firewall'] as const).map((instead): View => ({ steps: 'all', causes: 'all', instead })),
  ]
  const more: MoreOfCheck = { remote: true, kept, ageMs: 20_000, brokenForMs: 3 * minute }
  for (const foreign of ['&<>*_[]()"\'😀'.repeat(60), 'registry `code` ą '.repeat(40), '<!channel> @here '.repeat(40)])
    for (const view of views) {
      const diagnosis = filledWith(() => foreign, { causes: 5, steps: 22, evidence: 40 }, 'pl')
      const check: Check = {
        ...checks.pl.broken,
        title: foreign,
        summary: foreign,
        vantage: { kind: 'host', name: foreign },
        steps: checkStepIds.map((id) => ({ id, answer: 'no', saw: foreign, ms: 12.5 })),
        causes: diagnosis.causes,
        remedies: diagnosis.remedies,
        diagnosis,
        compared: Array.from({ length: 12 }, () => foreign),
        azure: {
          id: foreign,
          facts: Array.from({ length: 40 }, () => ({ says: foreign, source: foreign, at: '2026-11-25T10:00:00Z' })),
          conclusions: conclusionIds.map((id) => ({
            id,
            says: foreign,
            sources: [foreign, foreign],
            repair: { text: foreign, command: foreign, undo: foreign, who: 'registry-owner', exposes: foreign },
          })),
          missing: Array.from({ length: 30 }, () => ({ says: foreign, why: 'forbidden', scope: foreign })),
        },
      }
      const answer = checkAnswer(check, view, more)
      const { blocks } = slackCard(answer, actionIds)
      assert.deepEqual(blockKitProblems(blocks), [])
      assert.ok(JSON.stringify(blocks).length <= 12_000)
      assert.match(JSON.stringify(blocks), /✗ \*Rejestr\*/)
      assert.doesNotMatch(JSON.stringify(blocks), /<!channel>/)
      for (const dialog of [false, true]) {
        const card = teamsCard(answer, actionIds, { dialog })
        assert.deepEqual(adaptiveCardProblems(card), [])
        assert.ok(JSON.stringify(card).length * 2 <= (dialog ? 28 : 90) * 1024)
      }
      assert.ok(textCard(answer, { width: 20 }).isWellFormed())
    }
})

test('“check again” names the registry it asks for, and takes no other name', () => {
  const { actions } = checkAnswer(checks.en.healthy, firstView, { kept })
  const again = actions.find(({ id }) => id === 'check-again')
  assert.equal(readActionState(JSON.stringify(again?.state))?.check, 'contoso.azurecr.io')
  for (const check of [
    'evil.example',
    'contoso.azurecr.io.evil.example',
    'a.azurecr.io/x',
    'contoso.azurecr.io:8443',
    7,
  ])
    assert.equal(readActionState({ ...again?.state, check })?.check, undefined)
})

test('where the way breaks is said in words, not by colour', () => {
  const { broken } = checks.en
  const path = checkAnswer(broken).sections.find(({ kind }) => kind === 'path')
  assert.deepEqual(path?.kind === 'path' && path.items.map(({ label, says }) => `${label}: ${says}`), [
    'This machine: works',
    'DNS: works',
    'Registry: fails',
    'Login: not tried',
    'Data endpoint: not tried',
  ])
})

test('a card that tried no pull says why', async () => {
  const { net } = fakeNetwork()
  const around = { net, today: () => new Date(), vantage: { kind: 'host', name: 'here' } } as const
  for (const [lang, says] of [
    ['en', /anonymous pull is off/],
    ['pl', /anonimowe pobieranie jest wyłączone/],
  ] as const) {
    const card = textCard(checkAnswer((await check({ name: 'contoso' }, around))(lang)), { width: 200 })
    assert.match(card, says)
  }
})
