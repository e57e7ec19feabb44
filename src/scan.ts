// One pass over a paste's lines for everything the vocabulary knows, and which lines a person wrote.
import { type Concept, isTopic } from './paste/concepts.ts'
import type { Line } from './paste/lines.ts'
import { findMeanings, type KnownSign } from './vocabulary.ts'

type Hit = { known: KnownSign; line: number; column: number }

export type Scan = {
  hits: Hit[]
  /** What the paste talks about, and the lines (by index) that show it. */
  talk: Map<Concept, number[]>
  /** ACR is spoken of, if only in words. */
  acr: boolean
  /** Might this line name a registry? */
  naming: (line: number) => boolean
  polish: boolean
}

/** How loggers, traces and structured output begin a line, and what no sentence of a person holds. */
const machine =
  /^\s{0,40}(?:\d{4}-\d\d|\d\d:\d\d|\[(?:\d|\+|command|[A-Z]{4,5}\])|[#{}"'<]|time=|(?:Warning|Normal)\s\s|at |File "|[a-z0-9]{12}: |##|(?:error|warning|warn|info|fatal|debug|unable to get|access to registry|failed to|unauthorized|denied|please)\b[:[( ]|Error response|(?:Get|Head) ")|\b[A-Z]{3,20}_[A-Z_]{0,40}ERROR|https?:\/\/\S{1,260}\/v2\/|rpc error|: OK\b|\b\w{2,40}(?:Error|Exception):/i

/** A sentence has two different little words. */
const fewestLittleWords = 2
/** Fewer may be chance: `do` and `na` stand in English and in code too. */
const fewestPolishWords = 3
/** Letters of Polish alone, on a line that no program printed. */
const accents = /[ąęłśżźćń]/i

/** What a program's output tells as well as a person; the other concepts count only in what people write. */
const anywhere = (concept: Concept) =>
  isTopic(concept) ||
  concept === 'pull-secret' ||
  concept === 'transferred' ||
  concept === 'registry' ||
  concept === 'other-registry'

export function scan(lines: readonly Line[]): Scan {
  const starts: number[] = []
  let length = 0
  for (const { text } of lines) {
    starts.push(length)
    length += text.length + 1
  }

  const hits: Hit[] = []
  /** A sign counts once a line: what the line must also show need not be tried again. */
  const lastLineOf = new Map<KnownSign, number>()
  const spoken: { concept: Concept; line: number }[] = []
  const naming = new Uint8Array(lines.length)
  const littleWords: (Set<string> | undefined)[] = []
  const polishWords = new Set<string>()
  let acr = false
  let line = 0
  findMeanings(lines.map(({ text }) => text).join('\n'), (meaning, start) => {
    while (line + 1 < starts.length && (starts[line + 1] as number) <= start) line++
    while (line > 0 && (starts[line] as number) > start) line--
    switch (meaning.is) {
      case 'sign':
        if (lastLineOf.get(meaning.known) !== line) {
          lastLineOf.set(meaning.known, line)
          hits.push({ known: meaning.known, line, column: start - (starts[line] as number) })
        }
        break
      case 'concept':
        spoken.push({ concept: meaning.concept, line })
        break
      case 'little-word':
        littleWords[line] ??= new Set()
        littleWords[line]?.add(meaning.word)
        if (meaning.polish) polishWords.add(meaning.word)
        break
      case 'acr':
        acr = true
        break
      case 'naming':
        naming[line] = 1
    }
  })

  const prose: (boolean | undefined)[] = []
  const isProse = (at: number) => {
    prose[at] ??= (littleWords[at]?.size ?? 0) >= fewestLittleWords && !machine.test(lines[at]?.text ?? '')
    return prose[at]
  }
  const talk = new Map<Concept, number[]>()
  for (const { concept, line: at } of spoken) {
    const shown = talk.get(concept)
    if (shown?.includes(at)) continue
    if (isProse(at)) talk.set(concept, shown ? [...shown, at] : [at])
    else if (anywhere(concept) && !shown) talk.set(concept, [])
  }
  const polish =
    polishWords.size >= fewestPolishWords || lines.some(({ text }) => accents.test(text) && !machine.test(text))
  return { hits, talk, acr, naming: (at) => naming[at] === 1, polish }
}
