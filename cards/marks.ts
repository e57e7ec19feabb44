// The marks of what a check saw, alike everywhere: plain characters that no platform turns into pictures, so that nothing
// is said by colour alone.
import type { StepAnswer } from '../src/check.ts'

export const marks: Readonly<Record<StepAnswer, string>> = { yes: '✓', no: '✗', unknown: '?', skipped: '–' }

/** Worth saying at once what was seen there. */
export const isTrouble = ({ answer }: { answer: StepAnswer }): boolean => answer === 'no' || answer === 'unknown'
