// A ground in one sentence: the line it stands on, its words, what they mean.
import type { Ground } from '../diagnosis.ts'
import { lineLabel } from './answer.ts'
import type { Lang } from './text.ts'

const quoted = { en: (text: string) => `“${text}”`, pl: (text: string) => `„${text}”` } as const

export const groundInWords = ({ evidence, means }: Ground, lang: Lang): string =>
  evidence ? `${lineLabel[lang](evidence.line)}: ${quoted[lang](evidence.text)} – ${means}` : means
