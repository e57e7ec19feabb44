// Which image to pull, as somebody writes it; and what proves who pulls. A name enters a path only in its own grammar.
import { grammar } from '../paste/grammar.ts'

/** `reference`: a tag or a digest; none: whichever there is. */
export type Image = { repository: string; reference?: string }

export type Credential =
  | { kind: 'anonymous' }
  | { kind: 'password'; username: string; password: string }
  | { kind: 'azure'; token: string }

const longestRepository = 255

/** `app/web`, `app/web:1.2` or `app/web@sha256:…`; undefined when it is none. */
export function imageOf(text: string): Image | undefined {
  const [, repository = '', tag, digest] = /^([^:@\s]+)(?::([^@\s]+))?(?:@(\S+))?$/.exec(text.trim()) ?? []
  if (repository.length > longestRepository || !grammar.repository.test(repository)) return undefined
  if ((tag && !grammar.tag.test(tag)) || (digest && !grammar.digest.test(digest))) return undefined
  const reference = digest ?? tag
  return { repository, ...(reference && { reference }) }
}
