// docs/checks.md: every fault that a check is tried on, what it has to find, and how long it took when it was last measured.
import { type Fault, faults } from './faults.ts'

const head = `# What a check finds

Every line is a fault of a fake Azure on loopback (\`test/support/faults.ts\`): real DNS, TCP, TLS, HTTP and proxies, with one
thing broken. \`npm test\` makes each of them and insists on its finding. \`npm run bench -- checks --write\` makes each once more
with the usual deadline of ten seconds and writes this page; the milliseconds are those of that run. Where somebody keeps
silent, a check waits for as long as its budgets say (\`src/checks/way.ts\`).

`

const foundBy = ({ finding, login }: Fault): [string, string] => [
  finding ? `\`${finding}\`` : 'healthy',
  login ? 'yes' : '',
]

/** The rows without their times: by these a page is known to be up to date. */
export const rows = (): string[][] => Object.entries(faults).map(([name, fault]) => [name, ...foundBy(fault)])

/** @param ms by the name of the fault */
export function checksDoc(ms: ReadonlyMap<string, number>): string {
  const cells = [
    ['What is wrong', 'Found', 'With a login', 'ms'],
    ...rows().map((row) => [...row, String(Math.round(ms.get(row[0] ?? '') ?? Number.NaN))]),
  ]
  const widths = cells[0]?.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0))) ?? []
  const line = (row: readonly string[]) =>
    `| ${row.map((cell, column) => (column === 3 ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0))).join(' | ')} |`
  const rule = `| ${widths.map((width, column) => (column === 3 ? `${'-'.repeat(width - 1)}:` : '-'.repeat(width))).join(' | ')} |`
  const [titles = [], ...body] = cells
  return `${head}${[line(titles), rule, ...body.map(line)].join('\n')}\n`
}

/** Back from a page: the rows without their times. */
export const rowsIn = (page: string): string[][] =>
  page
    .split('\n')
    .filter((it) => it.startsWith('| '))
    .slice(2)
    .map((it) =>
      it
        .split('|')
        .slice(1, 4)
        .map((cell) => cell.trim()),
    )
