// The evidence pack: one Markdown file with all that one check saw, for a support ticket. It holds what whoever asked may see, and
// no secret: texts come redacted, and the whole is looked through once more.
import type { AzureCheck, Check, CheckStep, Observed } from '../check.ts'
import { redact } from '../paste/redact.ts'
import { secretKinds } from '../words/answer.ts'
import { answers, stepNames } from '../words/check.ts'
import { evidence as words } from '../words/handover.ts'
import type { Lang, Text } from '../words/text.ts'

/** What made it: `runtime` such as `Node 24.11.0, linux x64`. */
export type Maker = { version: string; runtime: string }

/** `contoso` checked at 02:14:07 gives `acr-check-contoso-20261125T021407Z.md`. */
export const evidenceName = ({ registry, checkedAt }: Pick<Check, 'registry' | 'checkedAt'>): string => {
  const name = registry
    .toLowerCase()
    .replace(/[^a-z0-9-]+/g, '-')
    .slice(0, 60)
  return `acr-check-${name}-${checkedAt.replace(/\.\d+/, '').replace(/[-:]/g, '')}.md`
}

export function evidencePack(check: Check, { version, runtime }: Maker): string {
  const { lang, loginServer, vantage, pasted, compared = [], diagnosis, observed, azure } = check
  const at = check.checkedAt.slice(0, 19).replace('T', ' ')
  const parts = [
    `# ${words.title[lang](plain(loginServer))}`,
    words.made[lang]({ at, version: plain(version), runtime: plain(runtime) }),
    ...part('verdict', lang, [`**${plain(check.title)}.** ${inline(check.summary)}`, verdict(check)]),
    `## ${words.vantages.host[lang](plain(vantage.name))}`,
    steps(check.steps, lang),
    ...(pasted ? [`## ${words.vantages.pasted[lang](plain(pasted.vantage.name))}`, steps(pasted.steps, lang)] : []),
    ...part('compared', lang, [list(compared.map(inline))]),
    ...(observed ? seen(observed, lang) : []),
    ...part('paste', lang, diagnosis ? [quotes(check)] : []),
    ...part('causes', lang, [causes(check)]),
    ...(azure ? azureKnows(azure, lang) : []),
    ...part('removed', lang, [
      list((diagnosis?.redacted ?? []).map(({ kind, count }) => `${secretKinds[kind][lang]} × ${count}`)),
    ]),
  ]
  return redact(`${parts.filter((it) => it !== '').join('\n\n')}\n`).text
}

/** A heading with what stands under it; nothing where there is nothing. */
function part(name: keyof typeof words.parts, lang: Lang, under: readonly string[]): string[] {
  const full = under.filter((it) => it !== '')
  return full.length > 0 ? [`## ${words.parts[name][lang]}`, ...full] : []
}

const control = /[\p{Cc}\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu
const oneLine = (text: string): string => text.toWellFormed().replace(/\s+/g, ' ').replace(control, '').trim()
const escaped = (text: string): string => text.replace(/[\\`*_{}[\]<>#~]/g, (c) => `\\${c}`)
/** A foreign text that no Markdown reads anything into. */
const plain = (text: string): string => escaped(oneLine(text))
const code = (text: string): string => `\`${oneLine(text).replaceAll('`', "'")}\``
/** A sentence of ours: what stands in backticks is foreign, and stays code. */
const inline = (text: string): string =>
  oneLine(text)
    .split(/(`[^`]+`)/)
    .map((piece, i) => (i % 2 === 1 ? piece : escaped(piece)))
    .join('')

const list = (items: readonly string[]): string => items.map((item) => `- ${item}`).join('\n')
const cell = (text: string): string => text.replaceAll('|', '\\|')

function table(columns: readonly Text[], rows: readonly (readonly string[])[], lang: Lang): string {
  const row = (cells: readonly string[]) => `| ${cells.map(cell).join(' | ')} |`
  return [row(columns.map((it) => it[lang])), row(columns.map(() => '---')), ...rows.map(row)].join('\n')
}

const { columns } = words
const steps = (taken: readonly CheckStep[], lang: Lang): string =>
  table(
    [columns.step, columns.answer, columns.saw, columns.ms],
    taken.map(({ id, answer, saw, ms }) => [
      stepNames[id][lang],
      answers[answer][lang],
      inline(saw),
      ms > 0 ? String(Math.round(ms)) : '',
    ]),
    lang,
  )

type Fact = readonly [keyof typeof words.facts, string | undefined]
const facts = (known: readonly Fact[], lang: Lang): string =>
  list(known.flatMap(([name, value]) => (value ? [`${words.facts[name][lang]}: ${value}`] : [])))

const verdict = ({ verdict, finding, vantage, as, ms, lang }: Check): string =>
  facts(
    [
      ['finding', code(finding ?? verdict)],
      ['vantage', code(vantage.name)],
      ['as', code(as)],
      ['took', `${(ms / 1000).toFixed(1)} s`],
    ],
    lang,
  )

function seen(observed: Observed, lang: Lang): string[] {
  const { addresses, chain, resolver, region, proxy, clientIp, certificate, layerHosts, requests } = observed
  const codes = (values: readonly string[], between: string) => values.map(code).join(between)
  const validity = certificate && `${certificate.validFrom.slice(0, 10)} – ${certificate.validTo.slice(0, 10)}`
  return [
    ...part('way', lang, [
      facts(
        [
          ['addresses', codes(addresses, ', ')],
          ['chain', codes(chain, ' → ')],
          ['resolver', resolver && code(resolver)],
          ['region', region && code(region)],
          ['proxy', proxy && code(proxy)],
          ['clientIp', clientIp && code(clientIp)],
          ['subject', certificate && code(certificate.subject)],
          ['issuer', certificate && code(certificate.issuer)],
          ['valid', validity],
          ['layerHosts', codes(layerHosts, ', ')],
        ],
        lang,
      ),
    ]),
    ...part('requests', lang, [
      requests.length > 0
        ? table(
            [columns.request, columns.status, columns.correlationId, columns.at],
            requests.map(({ what, status, correlationId, at }) => [
              words.requests[what][lang],
              String(status),
              correlationId ? code(correlationId) : '',
              at?.slice(0, 19).replace('T', ' ') ?? '',
            ]),
            lang,
          )
        : '',
    ]),
  ]
}

/** Longer than any run of backticks in it, so that nothing ends the block early. */
function block(lines: readonly string[]): string {
  const clean = lines.map(oneLine)
  const longest = Math.max(2, ...clean.flatMap((line) => [...line.matchAll(/`+/g)].map(([run]) => run.length)))
  const fence = '`'.repeat(longest + 1)
  return [`${fence}text`, ...clean, fence].join('\n')
}

function quotes({ diagnosis }: Check): string {
  const lines = (diagnosis?.symptoms ?? []).flatMap(({ evidence }) => evidence)
  const byLine = new Map(lines.map(({ line, text }) => [line, text]))
  const numbered = [...byLine].toSorted(([one], [other]) => one - other).map(([line, text]) => `${line}: ${text}`)
  const titles = list((diagnosis?.symptoms ?? []).map(({ id, title }) => `${inline(title)} (${code(id)})`))
  const names = Object.entries(diagnosis?.entities ?? {}).map(([name, value]) => `${name}: ${code(String(value))}`)
  return [titles, numbered.length > 0 ? block(numbered) : '', list(names)].filter((it) => it !== '').join('\n\n')
}

function azureKnows({ id, conclusions, facts, missing }: AzureCheck, lang: Lang): string[] {
  const concluded = conclusions.map(({ id, says, sources, repair }) =>
    [
      `- ${inline(says)} (${code(id)})`,
      ...sources.map((source) => `  - ${words.columns.source[lang]}: ${code(source)}`),
      ...(repair ? [`  - ${inline(repair.text)} ${code(repair.command)}`] : []),
    ].join('\n'),
  )
  const { fact, source, at } = columns
  return part('azure', lang, [
    id === undefined ? '' : code(id),
    concluded.join('\n'),
    facts.length > 0
      ? table(
          [fact, source, at],
          facts.map((it) => [inline(it.says), code(it.source), it.at.slice(0, 19).replace('T', ' ')]),
          lang,
        )
      : '',
    list(missing.map(({ says, scope }) => `${inline(says)}${scope === undefined ? '' : ` (${code(scope)})`}`)),
  ])
}

const causes = ({ causes }: Check): string =>
  causes
    .map(({ id, title, confidence, because }, at) =>
      [
        `${at + 1}. ${inline(title)} (${code(id)}, ${Math.round(confidence * 100)} %)`,
        ...because.map((reason) => `   - ${inline(reason)}`),
      ].join('\n'),
    )
    .join('\n')
