// Lays an answer out for a terminal or a log. Commands and addresses stay in one piece however narrow it is, so that
// they can be copied; nothing is left out.
import { wrapAnsi } from 'fast-wrap-ansi'
import type { Answer, AnswerStep, Items, Note, Section } from './answer.ts'
import { isTrouble, marks } from './marks.ts'
import { runs } from './prose.ts'

/** How to emphasise; the caller knows whether there are colours. Nothing is said by colour alone. */
export type Paint = Readonly<Record<'bold' | 'dim' | 'red' | 'cyan', (text: string) => string>>

const same = (text: string) => text
const plain: Paint = { bold: same, dim: same, red: same, cyan: same }

export function textCard(answer: Answer, { width, paint = plain }: { width: number; paint?: Paint }): string {
  const { bold, dim, red, cyan } = paint

  /** Code in prose stays in one piece: its spaces are hidden from the wrapping. */
  const prose = (text: string) =>
    runs(text)
      .map((run) => (run.code ? cyan(`\`${run.text}\``.replaceAll(' ', '\u00a0')) : run.text))
      .join('')

  /** Wraps after `first` and goes on below it. */
  const hang = (first: string, text: string) => {
    const lines = wrapAnsi(text, Math.max(20, width - first.length)).split('\n')
    return lines
      .map((line, i) => (i === 0 ? first : ' '.repeat(first.length)) + line.replaceAll('\u00a0', ' '))
      .join('\n')
  }

  const note =
    (indent: string) =>
    ({ label, text }: Note) =>
      hang(indent, `${dim(`${label}:`)} ${prose(text)}`)

  const step = ({ text, command, notes }: AnswerStep, index: number) => {
    const number = `  ${index + 1}. `
    const indent = ' '.repeat(number.length)
    return [hang(number, prose(text)), ...(command ? [indent + cyan(command)] : []), ...notes.map(note(indent))].join(
      '\n',
    )
  }

  const cause = ({ title, sure, why, notes, steps }: Items['causes']) =>
    [
      hang('  - ', `${bold(title)} · ${sure}`),
      ...why.map((it) => hang('    ', prose(it))),
      ...notes.map(note('    ')),
      ...steps.map(step),
    ].join('\n')

  /** A station stays in one piece with its mark. */
  const path = (stations: readonly Items['path'][]) => [
    hang(
      '  ',
      stations
        .map(({ label, answer }) => `${marks[answer]} ${label}`.replaceAll(' ', '\u00a0'))
        .map((station, i) => (stations[i]?.answer === 'no' ? red(bold(station)) : station))
        .join(' → '),
    ),
    ...stations
      .filter(isTrouble)
      .map(({ label, answer, says, saw }) => hang(`  ${marks[answer]} `, `${bold(label)} (${says}): ${prose(saw)}`)),
  ]

  const items = (section: Section): string[] => {
    switch (section.kind) {
      case 'points':
        return section.items.map((it) => hang(section.items.length > 1 ? '  - ' : '  ', prose(it)))
      case 'quotes':
        return section.items.map(({ label, text }) => hang('  ', `${dim(`${label}:`)} ${text}`))
      case 'steps':
        return section.items.map(step)
      case 'causes':
        return section.items.map(cause)
      case 'facts':
        return section.items.map(({ label, value, said }) =>
          hang('  ', `${dim(`${label}:`)} ${value}${said ? ` ${prose(said)}` : ''}`),
        )
      case 'links':
        return section.items.map(({ title, url }) => `${hang('  ', title)}\n  ${cyan(url)}`)
      case 'texts':
        return section.items
      case 'path':
        return path(section.items)
      case 'seen':
        return section.items.map(({ label, answer, saw, ms }) =>
          hang(`  ${marks[answer]} `, `${bold(label)}: ${prose(saw)}${ms === undefined ? '' : dim(` ${ms} ms`)}`),
        )
    }
  }

  const parts = [
    [...(answer.title ? [hang('', bold(answer.title))] : []), ...(answer.lead ? [hang('', prose(answer.lead))] : [])],
    ...(answer.rotate ? [[hang('', red(bold(answer.rotate)))]] : []),
    ...answer.sections.map((section) => [
      ...(section.heading ? [hang('', bold(section.heading))] : []),
      ...items(section),
      ...(section.more ? [`  ${dim(section.more)}`] : []),
    ]),
    ...[answer.removed, ...(answer.notes ?? [])].flatMap((line) => (line ? [[hang('', dim(line))]] : [])),
  ]
  return `${parts.map((lines) => lines.join('\n')).join('\n\n')}\n`
}
