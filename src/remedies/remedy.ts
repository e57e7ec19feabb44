// The shape of a remedy: what to do about one cause, as data. Every word for people is in every language; a command
// is the same in each, runs unchanged in bash, PowerShell and cmd (no quotes but double ones around a whole argument,
// nothing to expand), and names the user's own things as `{tokens}` (see fill.ts).
import type { Who } from '../diagnosis.ts'
import type { RemedyId } from '../ids.ts'
import type { Topic } from '../paste/topics.ts'
import type { Text } from '../words/text.ts'

export type RemedyStep = {
  text: Text
  command?: string
  who: Who
  /** What the step opens up or reveals: said beside it, so that nobody widens access unawares. */
  exposes?: Text
  undo?: Text
  /** Shown first only when one of these is in sight; without it the step always fits. */
  fits?: readonly Topic[]
}

export type Remedy = {
  id: RemedyId
  title: Text
  /** In the order to do them. */
  steps: readonly RemedyStep[]
  verify: Text
  links: readonly { title: Text; url: string }[]
}
