// The labelled pastes: those the project was given, and those written since by people who had not seen the rules.
// Labels were made from the text alone. `accept` is right as the first cause, `must` belongs among the first three.
import { readdirSync, readFileSync } from 'node:fs'

const folder = new URL('../pasted/', import.meta.url)

export type Pasted = {
  id: string
  text: string
  accept: string[]
  must: string[]
  symptoms: string[]
  entities: Record<string, string | number>
}

export const pasted = (file: string): Pasted[] =>
  readFileSync(new URL(file, folder), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line))

export const corpora = (): string[] => readdirSync(folder).filter((file) => file.endsWith('.jsonl'))

export const corpus = (): Pasted[] => corpora().flatMap(pasted)
