// Which image a paste is about: repository, tag and digest, as they stand behind the registry's name or in its API.
import { type Clue, clues, follow, type Text } from './clue.ts'
import type { Entities } from './entity.ts'

type Image = Pick<Entities, 'repository' | 'tag' | 'digest'>

const name = String.raw`[a-z0-9]{1,80}(?:(?:[._/]|__|-{1,5})[a-z0-9]{1,80}){0,20}`
const tag = String.raw`[\w][\w.-]{0,127}`

const afterHost = (host: string) =>
  new RegExp(
    String.raw`${host.replace(/[.*[\]]/g, String.raw`\$&`)}\/(?:v2\/)?(${name})(?::(${tag}))?(?:@(sha256:[0-9a-f]{64}))?`,
    'gi',
  )
/** What is asked for in code, beside the clues. */
clues([['/v2/'], ['scope=']])
const apiPath = new RegExp(
  String.raw`\/v2\/(${name}?)\/(?:manifests|blobs|tags)\/(?:uploads|list|(sha256:[0-9a-f]{64})|((?!sha256:)${tag}))?`,
  'gi',
)
const scopePath = /scope=repository(?:%3A|:)([a-z0-9._/%-]{1,300}?)(?:%3A|:)/gi

/** Without a host: group 1 is the repository, group 2 the tag. */
const worded = clues<readonly Clue[]>([
  ['pulling from', new RegExp(`Pulling from (${name})`, 'gi')],
  ['"name"', new RegExp(String.raw`"Name":"(${name})","(?:Type":"repository|Revision)`, 'gi')],
  ['image: ', new RegExp(`, image: (${name})(?::(${tag}))?`, 'gi')],
  ['***/', new RegExp(String.raw`\*\*\*\/(${name})(?::(${tag}))?`, 'gi')],
  ['***.azurecr', new RegExp(String.raw`\*{3}\.azurecr\.(?:io|cn|us)\/(${name})(?::(${tag}))?`, 'gi')],
  [
    'az acr build',
    new RegExp(String.raw`az acr build\b.{0,200}?\s(?:-t|--image)[ =]["']?(${name})(?::(${tag}))?`, 'gi'),
  ],
  ['type', new RegExp(String.raw`"Type":"repository","Name":"(${name})"`, 'gi')],
  ['type:repository', new RegExp(String.raw`Name:(${name}) Type:repository`, 'gi')],
  ['repository: ', new RegExp(`repository: (${name})`, 'gi')],
  ['--repository', /--repository[ =]["']?([a-z0-9][a-z0-9._/-]*)/gi],
  ['--image', new RegExp(String.raw`--image[ =]["']?(${name})(?::(${tag}))?(?=["'\s]|$)`, 'gi')],
  ['building image', new RegExp(String.raw`Building image '(${name})' with tags (${tag})`, 'gi')],
  [
    'repository',
    new RegExp(String.raw`repository ["'\x60](${name})["'\x60](?: .*?tag ["'\x60](${tag})["'\x60])?`, 'gi'),
  ],
  ['manifest for', new RegExp(String.raw`manifest for (${name}):(${tag}) not found`, 'gi')],
])
const tags = clues<readonly Clue[]>([
  ['manifest tagged by', /manifest tagged by "([^"\n]{1,128})" is not found/i],
  ['using default tag', /Using default tag: ([\w.-]+)/i],
  ['"tag"', /"Tag"\s?:\s?"([\w.-]{1,128})"/],
])
const digests = clues<readonly Clue[]>([['sha256:', /(?:@|manifests\/|blobs\/)(sha256:[0-9a-f]{64})/]])

/** The registry's own API words that stand where a repository would. */
const apiWord = /^(?:v2|oauth2|token|exchange|_catalog|acr|login|com|azurecr)$/i
const elsewhere = /^(?:https?|v2)\b|\.[a-z]+\//
const trim = (found: string) => found.replace(/[._/-]{1,20}$/, '')

/** @param host the registry's host as the paste writes it, with whatever typo it has */
export function findImage(paste: Text, host: string | undefined): Image {
  const { text, has } = paste
  const found: Image = {}
  const take = (repository = '', foundTag?: string, digest?: string) => {
    const repo = trim(repository)
    if (!repo || apiWord.test(repo.split('/')[0] ?? '') || (found.repository && found.repository !== repo)) return
    found.repository = repo
    if (foundTag && !found.tag) found.tag = trim(foundTag)
    if (digest && !found.digest) found.digest = digest
  }
  if (has('/v2/')) for (const [, repo, digest, ref] of text.matchAll(apiPath)) take(repo, ref, digest)
  if (host)
    for (const [all, repo, ref, digest] of text.matchAll(afterHost(host)))
      if (!/\/(?:manifests|blobs)\//.test(all)) take(repo, ref, digest)
  if (has('scope=')) for (const [, scope = ''] of text.matchAll(scopePath)) take(scope.replace(/%2f/gi, '/'))
  for (const [hint, pattern] of worded) {
    if (found.repository || !has(hint)) continue
    for (const [, repo = '', ref] of text.matchAll(pattern)) if (!elsewhere.test(repo)) take(repo, ref)
  }
  const foundTag = found.tag ?? follow(paste, tags)
  const digest = found.digest ?? follow(paste, digests)
  return { ...found, ...(foundTag && { tag: foundTag }), ...(digest && { digest }) }
}
