// Remedies promise commands that run as they are, in bash, PowerShell and cmd, with nothing from a paste but names.
import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { diagnose } from '../src/diagnose.ts'
import { topics } from '../src/paste/topics.ts'
import { fill, namesFor, unknownTokens } from '../src/remedies/fill.ts'
import { type Further, further } from '../src/remedies/further.ts'
import { remedies } from '../src/remedies/index.ts'
import type { Remedy, RemedyStep } from '../src/remedies/remedy.ts'
import { langs } from '../src/words/text.ts'

const steps = [...Object.values<Remedy>(remedies), ...Object.values<Further>(further)].flatMap(
  (it): readonly RemedyStep[] => it.steps,
)
const commands = steps.flatMap(({ command }) => command ?? [])

test('commands use only tokens that can be filled', () => {
  for (const command of commands) assert.deepEqual(unknownTokens(command), [], command)
})

test('commands mean the same in every shell', () => {
  for (const command of commands) {
    assert.match(command, /^[\x20-\x7e]+$/, command)
    assert.doesNotMatch(command, /[`$%^\\;&]|!(?!=)/, `${command}: something that a shell expands`)
    const [bare = '', ...quoted] = command.split('"').filter((_, i) => i % 2 === 0)
    assert.equal(command.split('"').length % 2, 1, `${command}: an open quote`)
    for (const part of [bare, ...quoted])
      assert.doesNotMatch(part, /[|'*?]/, `${command}: something that a shell reads outside quotes`)
  }
})

test('every placeholder is clear', () => {
  for (const command of commands)
    for (const [, name = ''] of command.matchAll(/<([^>]*)>/g)) assert.match(name, /^[a-z]+(?:-[a-z0-9]+)*$/, command)
})

test('whoever gets a remedy sees first a step that always fits', () => {
  for (const { id, steps } of Object.values<Remedy>(remedies))
    assert.ok(steps.filter(({ fits }) => !fits).length >= 2, id)
})

test('steps fit topics that exist, links are of the documentation, and nothing is empty in any language', () => {
  for (const { fits = [] } of steps)
    for (const topic of fits) assert.ok((topics as readonly string[]).includes(topic), topic)
  for (const remedy of Object.values<Remedy>(remedies))
    for (const { url } of remedy.links)
      assert.match(
        url,
        /^https:\/\/(?:[a-z]+\.)*(?:microsoft\.com|docker\.com|kubernetes\.io|azurespeed\.com|azure\.com|github\.com|status\.microsoft)(?:\/|$)/,
        url,
      )
  for (const { text, exposes, undo } of steps)
    for (const lang of langs)
      for (const words of [text, exposes, undo]) if (words) assert.ok(words[lang].trim().length > 3)
})

test('a step that changes something says how to undo it, or what it opens', () => {
  const changes = /\b(?:update|create|add|delete|remove|approve|attach-acr|set|reset|register|unlock)\b/
  for (const { command, undo, exposes } of steps)
    if (command?.startsWith('az ') && changes.test(command.split(' --')[0] ?? '')) assert.ok(undo ?? exposes, command)
})

test("the user's own names stand in the commands, and only names", () => {
  assert.equal(
    fill('az acr show -n {registry} -g {resourceGroup}', namesFor({ registry: 'contoso' })),
    'az acr show -n contoso -g <resource-group>',
  )
  for (const evil of [
    'contoso; rm -rf /',
    '$(reboot)',
    '`id`',
    'a b',
    '"',
    "'",
    'x|y',
    '-n',
    '--help',
    '%PATH%',
    'a&b',
    'contoso\nreboot',
    '<!channel>',
  ])
    assert.equal(
      fill(
        '{registry}|{tag}|{repository}|{clientIp}|{loginServer}',
        namesFor({ registry: evil, tag: evil, repository: evil, clientIp: evil, loginServer: evil }),
      ).includes(evil),
      false,
      evil,
    )
})

test('whatever is pasted, a command holds nothing that a shell reads', () => {
  const template = steps.flatMap(({ command }) => command ?? [])
  const texts = fc.array(
    fc.oneof(
      fc.constantFrom(
        'contoso.azurecr.io/',
        "client with IP '",
        ' is not allowed access',
        'az acr login -n ',
        ';',
        '$(id)',
        '`',
        '"',
        "'",
        '|',
        '&',
        '\n',
      ),
      fc.string(),
    ),
    { maxLength: 12 },
  )
  fc.assert(
    fc.property(texts, (pieces) => {
      const { remedies: shown } = diagnose(`docker pull contoso.azurecr.io/app: denied ${pieces.join('')}`)
      for (const { steps } of shown)
        for (const { command } of steps)
          if (command)
            assert.ok(
              template.some((it) =>
                new RegExp(`^${it.replace(/[.*+?^$()|[\]\\]/g, '\\$&').replace(/\{\w+\}/g, '[\\w./:<>-]+')}$`).test(
                  command,
                ),
              ),
              command,
            )
    }),
    { numRuns: 60 },
  )
})
