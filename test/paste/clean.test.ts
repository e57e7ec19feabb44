// Text as it really arrives reads like the text that was copied.
import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { clean } from '../../src/paste/clean.ts'
import { toLines, unwrap } from '../../src/paste/lines.ts'
import { prepare } from '../../src/paste/prepare.ts'
import { anyText } from '../support/any-text.ts'

const cases: readonly (readonly [what: string, pasted: string, read: string])[] = [
  ['CRLF', 'a\r\nb\r\n', 'a\nb\n'],
  ['old Mac line ends', 'a\rb', 'a\nb'],
  ['progress bars', 'pulling\r 10%\r 20%\ndone', 'pulling  10%  20%\ndone'],
  ['ANSI colours', '\x1b[31;1merror\x1b[0m: denied', 'error: denied'],
  ['colours whose escape was lost', '[36;1mdocker push[0m x', 'docker push x'],
  ['terminal links', '\x1b]8;;https://x.example\x07shown\x1b]8;;\x07', 'shown'],
  ['NULs, as of UTF-16 read as bytes', 'd\0e\0n\0i\0e\0d\0', 'denied'],
  ['smart quotes', '“myregistry” ‘x’ „y”', '"myregistry" \'x\' "y"'],
  ['HTML entities', '&quot;a&quot; &lt;b&gt; &#39;c&#39; &#x2F; &amp;lt;', '"a" <b> \'c\' / <'],
  ['JSON escapes', 'client with IP \\u00271.2.3.4\\u0027 said \\"no\\"', 'client with IP \'1.2.3.4\' said "no"'],
  ['JSON line ends', '{"m":"a\\r\\n  b"}', '{"m":"a   b"}'],
  ['twice escaped quotes', '\\\\\\"error\\\\\\"', '"error"'],
  ['Windows paths stay', 'C:\\new\\table', 'C:\\new\\table'],
  [
    'Markdown links of themselves',
    'Get "[https://a.azurecr.io/v2/](https://a.azurecr.io/v2/)"',
    'Get "https://a.azurecr.io/v2/"',
  ],
  [
    'Markdown links with words',
    'see [the docs](https://learn.microsoft.com/x)',
    'see the docs https://learn.microsoft.com/x',
  ],
  [
    'Slack links',
    '<http://myregistry.azurecr.io|myregistry.azurecr.io> and <https://b.example/x>',
    'myregistry.azurecr.io and https://b.example/x',
  ],
  ['placeholders stay', 'https://<my_registry>.azurecr.io', 'https://<my_registry>.azurecr.io'],
  ['invisible characters', 'my\u200bregistry\ufeff.azurecr\u00ad.io', 'myregistry.azurecr.io'],
  ['broken UTF-8', 'a\ufffdb', 'a\ufffdb'],
]
for (const [what, pasted, read] of cases)
  test(what, () => {
    assert.equal(clean(pasted), read)
  })

test('no line is lost or won, whatever the text', () => {
  const piece = fc.constantFrom(
    'a',
    '\n',
    '\r\n',
    '\x1b[31m',
    '\\n',
    '&#10;',
    '[x](https://y/)',
    '\0',
    '\u2028',
    '"',
    '\\u000a',
    ' ',
  )
  fc.assert(
    fc.property(fc.array(fc.oneof(piece, anyText())), (pieces) => {
      const text = pieces.join('').replaceAll('\r', '')
      assert.equal(unwrap(clean(text)).split('\n').length, text.split('\n').length)
    }),
  )
})

const linesOf = (text: string) =>
  toLines(prepare(text).text)
    .filter(({ text }) => text !== '')
    .map(({ number, text }) => [number, text])

test('a host name cut by a terminal is joined, and keeps the number of its first line', () => {
  const start = 'Error response from daemon: Get "https://myregistry.azurecr.io/v2/": lookup myre'
  assert.deepEqual(linesOf(`${start}\ngistry.azurecr.io: no such host\nnext`), [
    [1, `${start}gistry.azurecr.io: no such host`],
    [3, 'next'],
  ])
  assert.deepEqual(linesOf('lookup myregistry.azu\nrecr.io: no such host'), [
    [1, 'lookup myregistry.azurecr.io: no such host'],
  ])
})

test('a line as wide as the terminal that ends in the middle of a name is joined', () => {
  const start = 'x '.repeat(30).padEnd(72)
  assert.deepEqual(linesOf(`${start}app/serv\nice:1.2 failed`), [[1, `${start}app/service:1.2 failed`]])
})

test('lines that only happen to be long are left alone', () => {
  const refusal = 'Error response from daemon: Get "https://myregistry.azurecr.io/v2/": net/http.Client'
  assert.equal(linesOf(`${refusal}\nunauthorized: authentication required`).length, 2)
  const text = 'Error: the longest line of them all ends with the word headers\nunauthorized: authentication required'
  assert.equal(linesOf(text).length, 2)
})

test('a secret that the terminal cut in two is removed whole', () => {
  const start = 'docker login myregistry.azurecr.io -u ci --password '.padStart(72)
  const { text } = prepare(`${start}Zq7vK2mW\np9XtR4bN\ndenied`)
  assert.doesNotMatch(text, /Zq7v|p9Xt/)
  assert.match(text, /denied/)
})

test('lines of an excerpt that were not neighbours are not joined', () => {
  const cut = 'lookup myregis'.padStart(80)
  assert.equal(unwrap(`${cut}\ntry.azurecr.io`, [4, 9]), `${cut}\ntry.azurecr.io`)
  assert.equal(unwrap(`${cut}\ntry.azurecr.io`, [4, 5]), `${cut}try.azurecr.io\n`)
})

test('a line of absurd length is read in pieces', () => {
  const lines = linesOf('word '.repeat(5000))
  assert.ok(lines.length > 5)
  assert.ok(lines.every(([number, text]) => number === 1 && String(text).length <= 4000))
})
