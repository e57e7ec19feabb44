// Nothing secret leaves: not in the redacted text, not in any field or card of the answer. And nothing that the
// diagnosis needs is taken away.
import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { toAnswer } from '../../cards/answer.ts'
import { slackCard } from '../../cards/slack.ts'
import { teamsCard } from '../../cards/teams.ts'
import { textCard } from '../../cards/text.ts'
import { diagnose, diagnosePaste, pasteReader } from '../../src/diagnose.ts'
import { clean } from '../../src/paste/clean.ts'
import { redact, type SecretKind } from '../../src/paste/redact.ts'
import { noise, secrets } from '../support/secrets.ts'

/** So many characters of a secret in a row stand in no text by chance; fewer may, as "property" does. */
const telling = 12
/** No run of any of its lines is left. */
const gone = (text: string, secret: string) =>
  secret.split('\n').every((line) => {
    for (let at = 0; at + telling <= line.length; at++) if (text.includes(line.slice(at, at + telling))) return false
    return true
  })

for (const [kind, planted] of Object.entries(secrets) as [SecretKind, (typeof secrets)[SecretKind]][])
  test(`${kind}: none is left in any output, and one is counted`, () => {
    fc.assert(
      fc.property(
        planted,
        fc.array(noise, { maxLength: 4 }),
        fc.array(noise, { maxLength: 4 }),
        ({ secret, text }, before, after) => {
          const paste = [...before, text, ...after].join('\n')
          const diagnosis = diagnose(paste)
          const answer = toAnswer(diagnosis, { steps: 'all', causes: 'all' })
          const outputs = [
            JSON.stringify(diagnosis),
            JSON.stringify(slackCard(answer)),
            JSON.stringify(teamsCard(answer)),
            textCard(answer, { width: 1000 }),
          ]
          for (const output of [redact(clean(paste)).text, ...outputs]) assert.ok(gone(output, secret), output)
          assert.ok(diagnosis.redacted.length > 0, 'nothing was counted')
        },
      ),
      { numRuns: 60 },
    )
  })

const planted = 'Zq7vK2mWp9XtR4bN'
const ways: readonly string[] = [
  'ACR_PASSWORD=#',
  'export ACR_PASSWORD="correct horse # staple"',
  'password=abc;#',
  'PASS=#',
  'pw: #',
  'Has\u0142o: #',
  'the password is #',
  'docker login myregistry.azurecr.io -u ci -p#',
  'curl -u ci:# https://myregistry.azurecr.io/v2/',
  'echo # | docker login --password-stdin',
  'setx ACR_PASSWORD #',
  '$p = ConvertTo-SecureString "#" -AsPlainText -Force',
  '<server><id>x</id><password>#</password></server>',
  'machine myregistry.azurecr.io login a password #',
  ":password=>'#'",
  'openssl pkcs12 -passin pass:#',
  '- name: ACR_PASSWORD\n  value: #',
  'https://hooks.slack.com/services/T000/B000/#',
  'kubectl create secret generic x --from-literal=acr=#',
  'Cookie: session=#',
  'ci:#@myregistry.azurecr.io',
  'hvs.CAES#',
  'client-key-data: #',
  'https://x.blob.core.windows.net/c?sig%253D#',
  'https://b.example/x?X-Amz-Signature=#&x=1',
]
for (const way of ways)
  test(`no part of the secret is left of ${way.replace('\n', ' ')}`, () => {
    const { text, counts } = redact(clean(way.replace('#', planted)))
    for (let at = 0; at + 5 <= planted.length; at++) assert.ok(!text.includes(planted.slice(at, at + 5)), text)
    assert.equal(
      Object.values(counts).reduce((sum, count) => sum + count, 0),
      1,
    )
  })

test('a secret in a long log is gone and counted, whether or not its line is worth keeping', () => {
  const filler = Array.from({ length: 4000 }, (_, i) => `2026-11-23T10:00:00Z INFO step ${i} of the build went on`)
  for (const [kind, planted] of Object.entries(secrets))
    fc.assert(
      fc.property(planted, noise, fc.nat(filler.length), ({ secret, text }, line, at) => {
        const paste = [...filler.slice(0, at), text, line, ...filler.slice(at)].join('\n')
        const output = JSON.stringify(diagnose(paste))
        assert.ok(gone(output, secret), `${kind}: ${output}`)
        assert.ok(JSON.parse(output).redacted.length > 0, `${kind}: nothing was counted for ${text}`)
      }),
      { numRuns: 5 },
    )
})

test('the last line of a streamed log is no exception', () => {
  const reader = pasteReader()
  const bytes = new TextEncoder().encode(`${'x'.repeat(50)}\n`.repeat(20_000))
  reader.push(bytes)
  reader.push(new TextEncoder().encode('docker login contoso.azurecr.io -u a -p Hunter2Hunter2'))
  const diagnosis = diagnosePaste(reader.end())
  assert.deepEqual(diagnosis.redacted, [{ kind: 'password', count: 1, rotate: true }])
  assert.ok(!JSON.stringify(diagnosis).includes('Hunter2'))
})

test('kinds are told apart', () => {
  const kindsOf = (text: string) => Object.keys(redact(clean(text)).counts)
  assert.deepEqual(kindsOf('docker login x.azurecr.io -u a -p Hunter2x'), ['password'])
  assert.deepEqual(kindsOf('Authorization: Bearer eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhIn0.c2lnbmF0dXJl'), ['jwt'])
  assert.deepEqual(kindsOf('http://u:Passw0rd@proxy:3128'), ['url-password'])
  assert.deepEqual(kindsOf('?sig=abcDEF123%3D&sp=r'), ['sas-signature'])
})

const harmless = [
  'unauthorized: authentication required, visit https://aka.ms/acr/authorization for more information.',
  'unable to retrieve auth token: invalid username/password: unauthorized: authentication required',
  'AADSTS7000215: Invalid client secret provided. Ensure the secret being sent in the request is the client secret value',
  'Www-Authenticate: Bearer realm="https://contoso.azurecr.io/oauth2/token",service="contoso.azurecr.io"',
  'failed to fetch anonymous token: unexpected status from GET request to https://contoso.azurecr.io/oauth2/token?scope=repository%3Aapp%3Apull&service=contoso.azurecr.io: 401 Unauthorized',
  'docker login -u *** -p *** contoso.azurecr.io',
  'docker login -u <user> -p <password> contoso.azurecr.io',
  'az acr login -n contoso --expose-token --query accessToken',
  'docker login contoso.azurecr.io --password-stdin',
  'sha256:7c1e5f0d2a934be86f0c7718d2a5cb90e341f6728839ab10cd57ee0f41b2963c',
  "client with IP '203.0.113.25' is not allowed access. CorrelationId: 0f3c1d9e-7a52-4b8e-9d41-5f6a7b8c9d0e",
  'The provided client secret keys for app are expired.',
  'Password: ',
  'error: token: not found',
  'docker run -p 8080:80 contoso.azurecr.io/app',
  'share cases with 19:4f6a7b8c9d0e4f6a7b8c9d0e4f6a7b8c@thread.tacv2',
]
for (const text of harmless)
  test(`nothing is taken from: ${text}`, () => {
    assert.equal(redact(text).text, text)
  })
