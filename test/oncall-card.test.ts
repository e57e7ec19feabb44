// What people see on call, in golden files, and the rules of the platforms that no such card may break.
import assert from 'node:assert/strict'
import test from 'node:test'
import { fileURLToPath } from 'node:url'
import { actionIds } from '../cards/actions.ts'
import { slackCard } from '../cards/slack.ts'
import { teamsCard } from '../cards/teams.ts'
import { langs } from '../src/words/text.ts'
import { adaptiveCardProblems } from './support/adaptive-card.ts'
import { blockKitProblems } from './support/block-kit.ts'
import { onCallAnswers } from './support/cases.ts'

const golden = (name: string) => fileURLToPath(new URL(`./golden/${name}`, import.meta.url))
const asIs = [(value: unknown) => (typeof value === 'string' ? value : `${JSON.stringify(value, null, 2)}\n`)]

for (const lang of langs)
  for (const [name, answers] of Object.entries(onCallAnswers(lang)))
    test(`on call: ${name}, in ${lang}`, (t) => {
      const slack = answers.map((answer) => slackCard(answer, actionIds))
      const teams = answers.map((answer) => teamsCard(answer, actionIds))
      for (const { blocks, text } of slack) {
        assert.deepEqual(blockKitProblems(blocks), [])
        assert.ok(text.length > 10 && !/undefined|NaN|\[object/.test(JSON.stringify(blocks)))
      }
      for (const card of teams) assert.deepEqual(adaptiveCardProblems(card), [])
      t.assert.fileSnapshot(slack, golden(`oncall-${name}.${lang}.slack.json`), { serializers: asIs })
      t.assert.fileSnapshot(teams, golden(`oncall-${name}.${lang}.teams.json`), { serializers: asIs })
    })
