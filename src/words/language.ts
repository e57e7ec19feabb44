// Which language a paste is written in, by its own words; error strings are the same in every language.
import type { Lang } from './text.ts'

const polish =
  /[ąćęłńśźż]|(?<![\p{L}])(?:nie|się|sie|jest|dla|przy|mamy|mam|od|wczoraj|błąd|blad|rejestru|rejestr|obraz\w*|działa|dziala|można|mozna|proszę|prosze|nasz\w*|kto|co|jak)(?![\p{L}])/giu

export function languageOf(text: string): Lang {
  const sample = text.slice(0, 20_000)
  const words = new Set((sample.match(polish) ?? []).map((word) => word.toLowerCase()))
  return words.size >= 2 ? 'pl' : 'en'
}
