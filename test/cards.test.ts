// What people see, in golden files: read their difference as a user would. Renew them with --test-update-snapshots.
// And the rules that no card may break, whatever was pasted.
import assert from 'node:assert/strict'
import test from 'node:test'
import { fileURLToPath } from 'node:url'
import { stripVTControlCharacters } from 'node:util'
import type { InputBlock } from '@slack/types'
import fc from 'fast-check'
import { actionIds, firstView, readActionState, type View, viewActionIds } from '../cards/actions.ts'
import { type Answer, type Kept, type Section, toAnswer } from '../cards/answer.ts'
import { slackCard } from '../cards/slack.ts'
import { formId, openForm, type Question, readForm, slackForm, slackHome } from '../cards/slack-home.ts'
import * as talk from '../cards/talk.ts'
import { teamsCard } from '../cards/teams.ts'
import { textCard } from '../cards/text.ts'
import { diagnose } from '../src/diagnose.ts'
import type { Diagnosis, Ground } from '../src/diagnosis.ts'
import { remedies } from '../src/remedies/index.ts'
import { symptoms } from '../src/symptoms/index.ts'
import * as words from '../src/words/answer.ts'
import { type FileProblem, fileProblems, form, home, type Notice, notices } from '../src/words/chat.ts'
import { count } from '../src/words/count.ts'
import { type Lang, langs } from '../src/words/text.ts'
import { adaptiveCardProblems } from './support/adaptive-card.ts'
import { anyText } from './support/any-text.ts'
import { blockKitProblems } from './support/block-kit.ts'
import { diagnoses, filledWith } from './support/diagnoses.ts'
import { cardProblems } from './support/teams/rules.ts'

const views: View[] = [
  { steps: 'first', causes: 'first' },
  { steps: 'all', causes: 'first' },
  { steps: 'first', causes: 'all' },
  { steps: 'all', causes: 'all' },
]
const platforms = {
  'slack.json': (answer: Answer) => slackCard(answer, actionIds),
  'teams.json': (answer: Answer) => teamsCard(answer, actionIds),
  'text.txt': (answer: Answer) => textCard(answer, { width: 80 }),
}
const asIs = [(value: unknown) => (typeof value === 'string' ? value : `${JSON.stringify(value, null, 2)}\n`)]
const golden = (name: string) => fileURLToPath(new URL(`./golden/${name}`, import.meta.url))

const kept: Kept = { id: '0f3c1d9e-7a52-4b8e-9d41-5f6a7b8c9d0e', reported: 3, helped: 2, notHelped: 1 }

const cases: Record<string, { diagnosis: Diagnosis; view?: View; kept?: Kept }> = {
  ...Object.fromEntries(Object.entries(diagnoses).map(([name, diagnosis]) => [name, { diagnosis }])),
  ...Object.fromEntries(
    Object.values(symptoms).map(({ id, examples: [example] }) => [`symptom.${id}`, { diagnosis: diagnose(example) }]),
  ),
  'ip-denied.everything': { diagnosis: diagnoses['ip-denied'], view: { steps: 'all', causes: 'all' } },
  'ip-denied.kept': { diagnosis: diagnoses['ip-denied'], kept },
  'dns-in-polish.kept': { diagnosis: diagnoses['dns-in-polish'], kept },
}
for (const [name, { diagnosis, view, kept }] of Object.entries(cases))
  for (const [platform, draw] of Object.entries(platforms))
    test(`${name} on ${platform}`, (t) => {
      t.assert.fileSnapshot(draw(toAnswer(diagnosis, view, kept)), golden(`${name}.${platform}`), { serializers: asIs })
    })

const ourHosts = new Set(Object.values(remedies).flatMap(({ links }) => links.map(({ url }) => new URL(url).host)))

const strings = (value: unknown): string[] =>
  typeof value === 'string' ? [value] : Object.values(Object(value)).flatMap(strings)

/** What stands in every object of a card under this name. */
const all = (value: unknown, name: string): string[] =>
  typeof value !== 'object' || value === null
    ? []
    : Object.entries(value).flatMap(([key, it]) => (key === name ? [String(it)] : all(it, name)))

/** Everything that holds for every card. */
function assertSound(diagnosis: Diagnosis, view: View) {
  const answer = toAnswer(diagnosis, view, kept)
  const before = JSON.stringify([diagnosis, answer])
  const slack = slackCard(answer, actionIds)
  const teams = teamsCard(answer, actionIds)
  const text = textCard(answer, { width: 80 })
  assert.equal(JSON.stringify([diagnosis, answer]), before, 'drawing changed what was drawn')
  const commands = new Set(
    [...diagnosis.remedies, ...diagnosis.further].flatMap(({ steps }) => steps.map((step) => step.command)),
  )

  assert.deepEqual(blockKitProblems(slack.blocks), [])
  assert.ok(slack.text.length > 0 && slack.text.length < 3000, `text of ${slack.text.length} characters`)
  for (const it of strings(slack)) {
    for (const [, url = ''] of it.matchAll(/<([^|>]*)/g))
      assert.ok(ourHosts.has(URL.parse(url)?.host ?? ''), `foreign markup in Slack: ${url}`)
    assert.doesNotMatch(it, /&(?!amp;|lt;|gt;)/, 'half an escape in Slack')
  }
  for (const it of all(slack.blocks, 'text')) {
    const code = it.split('```').filter((_, i) => i % 2 === 1)
    assert.equal(it.split('`').length % 2, 1, `a code span without end in Slack: ${it}`)
    if (diagnosis.recognised)
      for (const command of code) assert.ok(commands.has(unescaped(command)), 'half a command in Slack')
  }

  assert.deepEqual(adaptiveCardProblems(teams), [])
  const dialog = teamsCard(answer, actionIds, { dialog: true })
  assert.deepEqual(adaptiveCardProblems(dialog), [])
  assert.deepEqual(all(dialog, 'verb'), [], 'a dialog knows no Action.Execute')
  for (const [card, most] of [
    [teams, 90],
    [dialog, 28],
  ] as const)
    assert.ok(JSON.stringify(card).length * 2 <= most * 1024, `${JSON.stringify(card).length} characters of card`)
  assert.ok(JSON.stringify(teams).isWellFormed(), 'half a character in Teams')
  if (diagnosis.recognised)
    for (const command of all(teams, 'codeSnippet')) assert.ok(commands.has(command), 'half a command in Teams')

  assert.ok(text.isWellFormed(), 'half a character in a terminal')
  assert.doesNotMatch(text, /[^\P{Cc}\n]|[\u202a-\u202e\u2066-\u2069]/u, 'control characters in a terminal')
  return { answer, slack, teams, text }
}

const unescaped = (text: string) => text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')

const everyWay = (check: (lang: Lang, view: View) => void) => {
  for (const lang of langs) for (const view of views) check(lang, view)
}

test('real diagnoses keep every rule in every language and view', () => {
  for (const diagnosis of Object.values(cases).map(({ diagnosis }) => diagnosis))
    everyWay((lang, view) => assertSound({ ...diagnosis, lang }, view))
})

test('the largest diagnosis keeps every limit, with the first step and its command', () => {
  const pieces = ['&<>*_[]()"\'😀', 'registry `code` ą', '\\"']
  for (const length of [150, 500])
    for (const piece of pieces) {
      const foreign = () => piece.repeat(Math.ceil(length / piece.length))
      everyWay((lang, view) => assertSound(filledWith(foreign, { causes: 5, steps: 22, evidence: 40 }, lang), view))
    }
  const steps = filledWith(
    () => 'az acr show --name contoso '.repeat(14).trim(),
    { causes: 5, steps: 22, evidence: 40 },
    'en',
  )
  everyWay((lang, view) => {
    const { slack, teams } = assertSound({ ...steps, lang }, view)
    assert.match(JSON.stringify(slack.blocks), /```az acr show/)
    assert.match(JSON.stringify(teams.body), /"codeSnippet":"az acr show/)
    assert.ok(
      strings(slack.blocks).some((it) => it.includes('acr-check diagnose')),
      'does not say that there is more',
    )
  })
})

test('whatever is pasted, no rule breaks', () => {
  const nasty = fc.constantFrom(
    '<!channel>',
    '<@U012AB3CD>',
    '<#C1>',
    '<https://evil.example|bank>',
    '&lt;!here&gt;',
    '@channel',
    '#general',
    ':x:',
    '*bold*',
    ' _italic_',
    '~gone~',
    '`code',
    '```',
    '> quote',
    '[x](https://evil.example)',
    '<at>Ola</at>',
    '<script>',
    '# title',
    '- item',
    '1. item',
    '\\',
    '\u001b[31mred\u001b[0m',
    '\u001b]8;;https://evil.example\u0007x',
    '\u202e',
    '\ud83d',
    '😀',
    '👩‍👩‍👧',
    '\r\n',
    '\u0000',
    ' ',
    'az acr login',
    '{{DATE(2024-01-01T00:00:00Z,SHORT)}}',
  )
  const foreign = fc.array(fc.oneof(nasty, anyText({ maxLength: 40 })), { maxLength: 60 }).map((it) => it.join(''))
  fc.assert(
    fc.property(
      fc.array(foreign, { minLength: 1, maxLength: 20 }),
      fc.constantFrom(...langs),
      fc.constantFrom(...views),
      (texts, lang, view) => {
        let next = 0
        const foreignWords = () => texts[next++ % texts.length] ?? ''
        const diagnosis = filledWith(foreignWords, { causes: 3, steps: 5, evidence: 5 }, lang)
        assertSound(diagnosis, view)
        assertSound({ ...diagnosis, recognised: false, otherService: foreignWords() }, view)
      },
    ),
    { numRuns: 60 },
  )
})

const withGrounds = (...grounds: Ground[]): Diagnosis => {
  const diagnosis = structuredClone(diagnoses['ip-denied'])
  Object.assign(diagnosis.causes[0] ?? {}, { grounds })
  return diagnosis
}

const withTexts = (title: string, means: string, command: string): Diagnosis => {
  const diagnosis = withGrounds({ means })
  Object.assign(diagnosis.causes[0] ?? {}, { title })
  Object.assign(diagnosis.remedies[0]?.steps[0] ?? {}, { command })
  return diagnosis
}

test('foreign words stay words: Slack formats, links and mentions nothing of them', () => {
  const because = 'saw *.blob.core.windows.net, *two* `three` and <!channel> at 10:x:30 in my_image'
  const { blocks } = slackCard(toAnswer(withTexts('A <b>', because, 'az acr list')), actionIds)
  const shown = strings(blocks).join('\n')
  assert.match(
    shown,
    /^Saw `\*\.blob\.core\.windows\.net`, `\*two\*` `three` and &lt;!channel&gt; at `10:x:30` in `my_image`$/m,
  )
  assert.ok(all(blocks, 'verbatim').every((it) => it === 'true'))
  assert.equal(blocks[0]?.type === 'header' && blocks[0].text.text, 'A &lt;b&gt;')
})

test('foreign words stay words: Teams reads no Markdown in them', () => {
  const { body } = teamsCard(
    toAnswer(withTexts('1. [x](y) *a* _b_ my_image <at>', '[x](https://evil.example) `a`', 'az acr list')),
  )
  const marked = strings(body.filter((it) => it.type === 'TextBlock')).join('\n')
  assert.match(marked, /1\\\. \\\[x\\\]\(y\) \\\*a\\\* \\_b\\_ my_image \\<at\\>/)
  assert.ok(strings(body).includes('[x](https://evil.example) '), 'prose goes into text runs, as it is')
})

test('a command too long for its place, or not safe to copy, is left out with a sentence', () => {
  for (const [command, everywhere] of [
    [`az acr list ${'x'.repeat(3000)}`, false],
    ['az acr list\u001b[2K --all', true],
    ['az acr\nlist', true],
  ] as const) {
    const answer = toAnswer(withTexts('Title', 'because', command))
    const said = (card: unknown) => strings(card).some((it) => it.includes(words.commandLeftOut.en))
    assert.ok(said(slackCard(answer).blocks))
    assert.ok(said(teamsCard(answer).body))
    assert.equal(textCard(answer, { width: 500 }).includes(words.commandLeftOut.en), everywhere)
  }
})

test('a terminal gets commands and addresses in one piece, whatever its width', () => {
  for (const diagnosis of Object.values(diagnoses))
    for (const width of [20, 40, 80, 120]) {
      const answer = toAnswer(diagnosis, { steps: 'all', causes: 'all' })
      const lines = textCard(answer, { width }).split('\n')
      const stepsOf = (section: Section): { command?: string }[] =>
        section.kind === 'steps'
          ? section.items
          : section.kind === 'causes'
            ? section.items.flatMap(({ steps }) => steps)
            : []
      const whole = [
        ...answer.sections.flatMap((it) => stepsOf(it).flatMap((step) => step.command ?? [])),
        ...answer.sections.flatMap((it) => (it.kind === 'links' ? it.items.map(({ url }) => url) : [])),
      ]
      for (const it of whole)
        assert.ok(
          lines.some((line) => line.trim() === it),
          it,
        )
      const tooWide = lines.filter((line) => line.length > Math.max(width, 40) && !whole.includes(line.trim()))
      for (const line of tooWide)
        assert.match(line, /^ *(?:\d\. |- )?(?:`[^`]+`[.,]?|\S+)$/, 'only what cannot be broken is wider')
    }
})

test('colour adds nothing but colour', () => {
  const answer = toAnswer(diagnoses['secrets-in-the-paste'])
  const paint = (code: number) => (text: string) => `\u001b[${code}m${text}\u001b[0m`
  const painted = textCard(answer, {
    width: 60,
    paint: { bold: paint(1), dim: paint(2), red: paint(31), cyan: paint(36) },
  })
  assert.notEqual(painted, textCard(answer, { width: 60 }))
  assert.equal(stripVTControlCharacters(painted), textCard(answer, { width: 60 }))
})

test('only actions that the caller can answer become buttons, and only those that change something', () => {
  const ids = (diagnosis: Diagnosis | undefined, view: View, given = actionIds.slice()) => {
    const answer = toAnswer(diagnosis as Diagnosis, view)
    const slack = all(slackCard(answer, given).blocks, 'action_id')
    assert.deepEqual(all(teamsCard(answer, given), 'verb'), slack)
    return slack
  }
  const [first, allSteps, allCauses, everything] = views as [View, View, View, View]
  assert.deepEqual(ids(diagnoses['ip-denied'], first), ['all-steps', 'more-causes', 'switch-language'])
  assert.deepEqual(ids(diagnoses['ip-denied'], allSteps), ['first-steps', 'more-causes', 'switch-language'])
  assert.deepEqual(ids(diagnoses['ip-denied'], allCauses), ['all-steps', 'fewer-causes', 'switch-language'])
  assert.deepEqual(ids(diagnoses['ip-denied'], everything, ['fewer-causes']), ['fewer-causes'])
  assert.deepEqual(ids(diagnoses.unknown, first), ['switch-language'])
  assert.deepEqual(ids(diagnoses['ip-denied'], first, []), [])
})

test('a button carries the view and the language that it leads to, and nothing else', () => {
  const answer = toAnswer(diagnoses['dns-in-polish'])
  const values = all(slackCard(answer, actionIds).blocks, 'value')
  const states = values.map(readActionState)
  assert.deepEqual(states, [
    { view: { steps: 'all', causes: 'first' }, lang: 'pl' },
    { view: { steps: 'first', causes: 'all' }, lang: 'pl' },
    { view: { steps: 'first', causes: 'first' }, lang: 'en' },
    { view: { steps: 'first', causes: 'first', instead: 'firewall' }, lang: 'pl' },
  ])
  assert.deepEqual(
    values.map((it) => JSON.parse(it)),
    states,
  )
  assert.deepEqual(
    answer.actions.map(({ state }) => readActionState({ ...state, more: 1 })),
    states,
  )
  const earlier = { view: { steps: 'first', causes: 'first', probe: 'shown' }, lang: 'en' }
  assert.equal(readActionState(earlier)?.view.instead, 'probe', 'as buttons of earlier versions say it')
  for (const carried of [
    undefined,
    null,
    7,
    '',
    '{',
    '"x"',
    '[]',
    {},
    { view: 'all', lang: 'en' },
    { ...states[0], lang: 'xx' },
  ])
    assert.equal(readActionState(carried), undefined)
})

test('every step can be reached, and none changes its number', () => {
  const diagnosis = diagnoses['ip-denied']
  const steps = (view: View) =>
    toAnswer(diagnosis, view).sections.flatMap((it) => (it.kind === 'steps' && it.id === 'steps' ? it.items : []))
  const [first, everything] = [steps({ steps: 'first', causes: 'first' }), steps({ steps: 'all', causes: 'first' })]
  assert.deepEqual(everything.slice(0, first.length), first)
  assert.equal(everything.length, diagnosis.remedies[0]?.steps.length)
})

test('a line that several reasons quote is quoted once', () => {
  const { sections } = toAnswer(
    withGrounds(
      { evidence: { line: 2, text: 'denied: <b>' }, means: 'the registry refused it' },
      { evidence: { line: 7, text: '403' }, means: 'so did a proxy' },
      { means: 'Just so.' },
    ),
  )
  const items = (id: string) => sections.find((it) => it.id === id)?.items as unknown[]
  assert.deepEqual((items('evidence') as unknown[]).slice(0, 2), [
    { label: 'Line 2', text: 'denied: <b>' },
    { label: 'Line 7', text: '403' },
  ])
  assert.deepEqual(items('why'), ['Line 2: the registry refused it', 'Line 7: so did a proxy', 'Just so.'])
})

test('numbers take the right form of the word', () => {
  const said = (lang: Lang) => [1, 2, 5, 12, 22, 25].map((n) => count(words.more.steps, lang, n))
  assert.deepEqual(said('en').slice(0, 2), ['1 more step', '2 more steps'])
  assert.deepEqual(said('pl'), [
    'jeszcze 1 krok',
    'jeszcze 2 kroki',
    'jeszcze 5 kroków',
    'jeszcze 12 kroków',
    'jeszcze 22 kroki',
    'jeszcze 25 kroków',
  ])
})

test('certainty is never claimed', () => {
  const lead = (confidence: number) => {
    const diagnosis = structuredClone(diagnoses['ip-denied'])
    for (const cause of diagnosis.causes) cause.confidence = confidence
    return toAnswer(diagnosis).lead
  }
  assert.match(lead(1), /^Very likely \(99%\)/)
  assert.match(lead(0), /^Unlikely \(1%\)/)
})

const buttonsOf = (diagnosis: Diagnosis, given: Kept | undefined, ids = actionIds.slice()) => {
  const answer = toAnswer(diagnosis, firstView, given)
  const slack = all(slackCard(answer, ids).blocks, 'action_id')
  assert.deepEqual(all(teamsCard(answer, ids), 'verb'), slack)
  return slack
}

test('whether it helped can be said of an answer that is kept and names a cause', () => {
  const looking = ['all-steps', 'more-causes', 'switch-language']
  assert.deepEqual(buttonsOf(diagnoses['ip-denied'], undefined), looking)
  assert.deepEqual(buttonsOf(diagnoses['ip-denied'], kept), [...looking, 'run-checks', 'helped', 'not-helped'])
  assert.deepEqual(buttonsOf(diagnoses['ip-denied'], kept, [...viewActionIds]), looking)
  assert.deepEqual(buttonsOf(diagnoses.unknown, kept), ['switch-language'])
  const { actions } = toAnswer(diagnoses['ip-denied'], firstView, kept)
  assert.ok(actions.every(({ state }) => readActionState(state)?.of === kept.id))
  const causes = (id: string) => actions.find((it) => it.id === id)?.state.view.causes
  assert.deepEqual(
    [causes('helped'), causes('not-helped')],
    ['first', 'all'],
    'what did not help leads to other causes',
  )
})

test('a row of buttons in Teams leaves room for each on a phone', () => {
  const { body } = teamsCard(toAnswer(diagnoses['ip-denied'], firstView, kept), actionIds)
  const rows = body.flatMap((it) => (it.type === 'ActionSet' ? [all(it, 'verb')] : []))
  assert.deepEqual(rows, [['all-steps', 'more-causes', 'switch-language'], ['run-checks'], ['helped', 'not-helped']])
})

test('a button says what it does in the width that a phone has', () => {
  for (const labels of Object.values(words.actionLabels))
    for (const label of Object.values(labels)) assert.ok(label.length <= 30, label)
})

test('what is known of a kept answer is said with the right forms, and nothing when nothing is known', () => {
  const notes = (lang: Lang, reported: number, helped: number, notHelped: number) =>
    toAnswer({ ...diagnoses['ip-denied'], lang }, firstView, { id: '1', reported, helped, notHelped }).notes
  assert.deepEqual(notes('en', 1, 0, 0), [])
  assert.deepEqual(notes('en', 2, 1, 1), ['Reported 2 times here.', 'It helped 1 person.', 'It did not help 1 person.'])
  assert.deepEqual(notes('pl', 2, 1, 5), ['Zgłoszono tu 2 razy.', 'Pomogło 1 osobie.', 'Nie pomogło 5 osobom.'])
  assert.deepEqual(notes('pl', 22, 2, 0), ['Zgłoszono tu 22 razy.', 'Pomogło 2 osobom.'])
})

test('no reason is told in full twice: another cause points to the line', () => {
  const diagnosis = diagnoses['ip-denied']
  const { sections } = toAnswer(diagnosis)
  const told = sections.flatMap((it) => (it.kind === 'points' && it.id === 'why' ? it.items : []))
  const causes = sections.flatMap((it) => (it.kind === 'causes' ? it.items : []))
  assert.ok(told.length > 0 && causes.length > 0)
  for (const { why } of causes) {
    assert.equal(why.length, 1)
    assert.ok(why.every((reason) => !told.includes(reason)))
  }
  assert.deepEqual(causes[0]?.why, ['Why this cause: line 2'])
})

const foreignName = '<!channel> `a` *b* [x](https://evil.example)\u202e.log'

/** All that is said beside diagnoses. */
const talks = (lang: Lang) => ({
  'help-in-slack': [talk.helpAnswer('slack', lang)],
  'help-in-teams': [talk.helpAnswer('teams', lang)],
  notices: [
    ...Object.keys(notices).map((notice) => talk.noticeAnswer(notice as Notice, lang)),
    talk.misnamedAnswer('my-registry', lang),
    ...Object.keys(fileProblems).map((problem) => talk.fileAnswer(problem as FileProblem, 'build.log', lang)),
    talk.answeredAlready('https://contoso.slack.com/archives/C1/p1', lang),
    talk.answeredAlready(undefined, lang),
  ],
})

const questions: Question[] = [
  { title: 'A & B <c>', registry: 'contoso.azurecr.io', at: 1_795_486_440.5, url: 'https://contoso.slack.com/p1' },
  { at: 1_795_482_840 },
]
const slackViews = (lang: Lang) => ({
  home: slackHome(questions, lang),
  'home.empty': slackHome([], lang),
  form: slackForm(lang, '{"channel":"C1"}'),
})

for (const lang of langs) {
  for (const [name, answers] of Object.entries(talks(lang)))
    for (const [platform, draw] of Object.entries({ 'slack.json': slackCard, 'teams.json': teamsCard }))
      if (!name.startsWith('help-in') || platform.startsWith(name.slice('help-in-'.length)))
        test(`${name} in ${lang} on ${platform}`, (t) => {
          const cards = answers.map((answer) => draw(answer))
          t.assert.fileSnapshot(cards.length > 1 ? cards : cards[0], golden(`talk.${name}.${lang}.${platform}`), {
            serializers: asIs,
          })
        })
  for (const [name, view] of Object.entries(slackViews(lang)))
    test(`Slack's ${name} in ${lang}`, (t) => {
      t.assert.fileSnapshot(view, golden(`talk.${name}.${lang}.slack.json`), { serializers: asIs })
    })
}

test('what is said beside diagnoses keeps every rule in every language, whatever a file or a registry is called', () => {
  for (const lang of langs) {
    const foreign = [
      talk.misnamedAnswer(foreignName, lang),
      ...Object.keys(fileProblems).map((problem) => talk.fileAnswer(problem as FileProblem, foreignName, lang)),
      talk.misnamedAnswer('x'.repeat(5000), lang),
    ]
    for (const answer of [...Object.values(talks(lang)).flat(), ...foreign]) {
      assert.notEqual(answer.summary, '')
      const { text, blocks } = slackCard(answer)
      assert.deepEqual(blockKitProblems(blocks), [])
      assert.ok(text.length > 0 && text.length < 3000)
      assert.ok(!strings([text, blocks]).some((it) => /<!|<@/.test(it)), 'calls people')
      assert.deepEqual(adaptiveCardProblems(teamsCard(answer)), [])
      assert.doesNotMatch(JSON.stringify([blocks, teamsCard(answer)]), /\u202e/)
      assert.match(textCard(answer, { width: 40 }), /\S/)
    }
  }
})

test('help names a way for everything, and what each platform has', () => {
  for (const lang of langs) {
    const [slack, teams] = (['slack', 'teams'] as const).map((it) => strings(talk.helpAnswer(it, lang)).join('\n'))
    assert.match(slack ?? '', /\/acr-check/)
    assert.doesNotMatch(teams ?? '', /\/acr-check|snippet/)
    assert.match(teams ?? '', /\.log/)
  }
})

test('the first answer is linked to only where it has an address', () => {
  const links = (url?: string) => JSON.stringify(slackCard(talk.answeredAlready(url, 'en')).blocks)
  assert.match(links('https://a.slack.com/p1'), /<https:\/\/a\.slack\.com\/p1\|Open that answer>/)
  assert.doesNotMatch(links(), /</)
})

test('App Home takes as many questions as there are kept, and writes foreign words as words', () => {
  for (const lang of langs) {
    assert.match(JSON.stringify(slackHome([], lang).blocks), new RegExp(home.none[lang]))
    const many = Array.from({ length: 20 }, (_, at) => ({
      title: `<!here> ${'x'.repeat(140)}`,
      registry: `${'r'.repeat(50)}-${'h'.repeat(16)}.azurecr.io`,
      at,
      url: `https://contoso.slack.com/archives/C0123456789/p${at}?thread_ts=1.2&cid=C1`,
    }))
    const { blocks } = slackHome(many, lang)
    assert.ok(blocks.length <= 100)
    const known = blocks as Parameters<typeof blockKitProblems>[0]
    for (let from = 0; from < known.length; from += 10)
      assert.deepEqual(blockKitProblems(known.slice(from, from + 10)), [])
    assert.doesNotMatch(JSON.stringify(blocks), /<!here/)
    assert.equal(JSON.stringify(blocks).split('|Open>').length + JSON.stringify(blocks).split('|Otwórz>').length, 22)
    assert.deepEqual(all(blocks, 'action_id'), [openForm])
  }
})

test('the form keeps the limits of a Slack modal in every language', () => {
  for (const lang of langs) {
    const { blocks, title, submit, close, callback_id } = slackForm(lang, 'x'.repeat(3000))
    assert.equal(callback_id, formId)
    for (const it of [title, submit, close]) assert.ok(it && it.text.length > 0 && it.text.length <= 24, it?.text)
    assert.ok(blocks.length <= 100)
    for (const block of blocks as InputBlock[]) {
      assert.ok(block.type === 'input' && block.optional, 'either field is enough')
      assert.ok(block.label.text.length <= 2000 && (block.hint?.text.length ?? 0) <= 2000)
      assert.ok((block.block_id ?? '').length <= 255)
      const { element } = block
      assert.ok(element.type === 'plain_text_input' && (element.max_length ?? 0) <= 3000)
      assert.ok((element.placeholder?.text.length ?? 0) <= 150)
    }
  }
})

test('a form that was filled in is read as the same wish in chat, or said what is wrong with it', () => {
  const filled = (registry: string | null, error: string | null) =>
    readForm({ registry: { registry: { value: registry } }, error: { error: { value: error } } }, 'en')
  for (const nothing of [readForm({}, 'en'), filled(null, null), filled('  ', '\n')])
    assert.deepEqual(nothing, { errors: { error: form.nothing.en } })
  for (const bad of ['my_registry', 'abc', 'two words', 'contoso.example.com', '<!channel>'])
    for (const error of [null, 'no such host'])
      assert.deepEqual(filled(bad, error), { errors: { registry: form.badRegistry.en } }, bad)
  assert.deepEqual(filled(' contoso ', null), { text: 'check contoso' })
  assert.deepEqual(filled('contoso.azurecr.io', ''), { text: 'check contoso.azurecr.io' })
  assert.deepEqual(filled('', ' no such host '), { text: 'no such host' })
  assert.deepEqual(filled('Contoso', 'no such host'), { text: 'no such host\ncontoso.azurecr.io' })
  assert.deepEqual(readForm({ registry: { registry: { value: '?' } } }, 'pl'), {
    errors: { registry: form.badRegistry.pl },
  })
})

test('a mention stands before everything else, and nothing else becomes one', () => {
  const answer = {
    ...talk.sentence('<!channel> <at>Ola</at>', 'en'),
    title: '<at>Ola</at> <@U123ABC>',
    summary: '<!channel> <at>Ola</at>',
  }
  const calls = (value: unknown) =>
    strings(value)
      .join('\n')
      .match(/<[!@][^>]*>/g)
  const slack = slackCard(answer, [], '<!subteam^S123>')
  assert.deepEqual(calls(slack), ['<!subteam^S123>', '<!subteam^S123>'])
  assert.ok(slack.text.startsWith('<!subteam^S123> &lt;'))
  assert.deepEqual(blockKitProblems(slack.blocks), [])

  const teams = teamsCard(answer, [], { mention: '<at id="29:1abc">Ola</at>' })
  assert.deepEqual(cardProblems(teams, 'a card'), [])
  const blocks = (teams.body ?? []).flatMap((it) => (it.type === 'TextBlock' ? [it.text] : []))
  assert.deepEqual(blocks, ['<at>Ola</at>', '\\<at\\>Ola\\</at\\> \\<@U123ABC\\>'])

  for (const foreign of ['<at id="29:1abc">Ola</at>', '<!channel> <!here>', '<https://evil.example|x>', ''])
    assert.deepEqual(slackCard(answer, [], foreign), slackCard(answer))
  for (const foreign of ['<!here>', '<at>Ola</at>', '<at id="29:1abc">Ola</at><at>Ben</at>'])
    assert.deepEqual(teamsCard(answer, [], { mention: foreign }), teamsCard(answer))
})
