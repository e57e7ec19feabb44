// Whose error is it? The same sentences come from every registry there is, so each line is told by the registry it
// names, or else by the registry that the lines before it were about.
import { acrHosts, foreignRegistry, otherServiceOf, wrongSuffix } from './hosts.ts'
import type { Line } from './lines.ts'

/** `acr`, another service by its name (`from`: the line that names it), `masked` (a name hidden by CI), or nothing that tells. */
export type Owner =
  | { is: 'acr'; byLink?: true }
  | { is: 'other'; service: string; from?: number }
  | { is: 'masked' }
  | { is: 'unknown' }

/** Where a line names the registry it is about: a literal it must hold, the pattern, and whether an image stands there. */
const namedRegistry: readonly (readonly [hint: RegExp, pattern: RegExp, image: boolean])[] = [
  [/:\/\//, /(?:https?|docker|oci):\/\/([^\s/"'`,;)\]]{1,260})(?=[/\s"'`,;)\]]|$)/gi, false],
  [/lookup /i, /\blookup ([^\s:"',]{1,260})(?=[\s:,]|$)/gi, false],
  [
    /login|pull|push|copy|inspect/i,
    /\b(?:docker|podman|nerdctl|buildah|crane|oras|skopeo|helm registry|img|ctr)\s(?:image\s|images\s|registry\s)?(?:login|pull|push|copy|inspect)\s(?:-\S{1,80}(?:\s(?!\S{0,200}[./])\S{1,80})?\s){0,6}"?([a-z0-9*<][^\s"']{0,400})/gi,
    true,
  ],
  [
    /image|reference|repository|manifest|push|pull|source/i,
    /(?:pull(?:ing)?(?: and unpack)? image|resolve reference|manifest for|pull access denied for|push refers to (?:a )?repository|push permission for|pushing manifest for|\bimage:|the image|container image|failed to push|failed to pull|error pulling image|initializing source|pushing|from image|Back-off pulling image|docker image|find image|--source|--image)\s{1,3}[["'`(]{0,3}(?:docker:\/\/)?([a-z0-9*<][^\s"'`\],)]{0,400})/gi,
    true,
  ],
  [/FROM /, /(?:^|[:\]] ?)FROM ([a-z0-9*<][^\s"']{0,400})/g, true],
  [
    /\//,
    /\b([a-z0-9][a-z0-9.-]{0,200}\.[a-z]{2,20}(?::\d{1,5})?)\/[a-z0-9][\w./-]{0,300}(?::[\w][\w.-]{0,127}|@sha256:)/gi,
    false,
  ],
]

/** Phrases (see phrases.ts) without one of which a line names no registry: the others need not be looked at. */
export const namingPhrases: readonly string[] = [
  '://',
  'lookup ',
  'login',
  'pull',
  'push',
  'copy',
  'inspect',
  'image',
  'reference',
  'repository',
  'manifest',
  'source',
  '|from ',
  'azur',
  'acr.io',
  'az acr',
  'az ',
  'aka.ms',
  'containerregistry',
  'docker.',
  'rate limit',
  'qps',
  '.io/',
  '.com/',
  '.dev/',
  '.net/',
  '.org/',
  '.aws/',
  'localhost:',
  'database.',
  'vault.',
  'servicebus.',
  'npmjs',
  'pypi',
  'nuget',
  'amazonaws',
  'gitlab',
  'redhat',
  'jfrog',
  'pkgs.',
  'azmk8s',
  'redis.',
  'probe failed',
  'unable to connect to the server',
  'unable to access',
  'documents.',
]

/** Lines that mention another registry without it being at fault. */
const passing =
  /: ok$|succeeded|already exists|on top of base image|pull complete|login server|up to date|^\s*#\d+ \[|sha256:[0-9a-f]+: done/i
/** The node's own limit; no registry was asked. */
const nodeLimit = /pull QPS exceeded/i
/** What asks something else than a registry, with the same words when it fails. */
const otherClient: readonly (readonly [pattern: RegExp, service: string])[] = [
  [/\b(?:liveness|readiness|startup) probe failed/i, 'kubelet'],
  [/Unable to connect to the server:/, 'kubernetes'],
  [/fatal: unable to access /, 'git'],
]
const hubLimit = /pull rate limit|increase-rate-limit|hub\.docker\.com/i

/** An image without a host is Docker Hub's; `xxx` and the like are stand-ins. */
const shortImage =
  /^(?:[a-z0-9]+(?:[._-][a-z0-9]+)*\/)?[a-z0-9]+(?:[._-]+[a-z0-9]+)*(?::[\w][\w.-]*)?(?:@sha256:[0-9a-f]+)?$/
const standIn =
  /^(?:linux|windows|darwin)\/|^(?:x+|image|img|myimage|my-image|name|foo|bar|repo|the|a|an|to|is|and|for|of|with|in|on|from|it|error|failed|denied|image:tag|my\w+)(?::\w+)?$/i
const masked = /\*{3}/

function ownerOfHost(reference: string, fromImage: boolean): Owner | undefined {
  const host = (reference.split('/')[0] ?? '').replace(/^.*@/, '')
  const service = foreignRegistry(host.replace(/^\*+\./, ''))
  if (masked.test(host) && !service) return { is: 'masked' }
  if (service && (reference.includes('/') || !fromImage || host.includes('.'))) return { is: 'other', service }
  if (
    fromImage &&
    !/[:.]/.test(host.replace(/:[\w.-]+$/, '')) &&
    shortImage.test(reference) &&
    !standIn.test(reference)
  )
    return reference.includes('/') || /[:]/.test(reference) ? { is: 'other', service: 'docker.io' } : undefined
  return undefined
}

const anyHost = /\b[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,6}\b/gi

/** A host of a service known by name, wherever it stands in the line. */
function knownService(text: string): Owner | undefined {
  for (const [host] of text.matchAll(anyHost)) {
    const service = otherServiceOf(host)
    if (service) return { is: 'other', service }
  }
  return undefined
}

/** What this line says by itself. */
function ownerOfLine(text: string): Owner {
  if (hubLimit.test(text)) return { is: 'other', service: 'docker.io' }
  const azure = /\baz (keyvault|storage|sql|cosmosdb|redis|postgres|mysql|servicebus|eventhubs)\b/.exec(text)?.[1]
  if (azure) return { is: 'other', service: `azure-${azure}` }
  if (nodeLimit.test(text)) return { is: 'other', service: 'kubelet' }
  const ours = acrHosts(text).length > 0 || wrongSuffix.test(text)
  if (ours) return { is: 'acr' }
  const elsewhere = otherClient.find(([pattern]) => pattern.test(text))?.[1]
  if (elsewhere) return { is: 'other', service: elsewhere }
  let found: Owner | undefined
  if (!passing.test(text))
    for (const [hint, pattern, image] of namedRegistry) {
      if (found?.is === 'other') break
      if (!hint.test(text)) continue
      for (const [, named = ''] of text.matchAll(pattern)) {
        const owner = ownerOfHost(named, image)
        if (owner && found?.is !== 'other') found = owner
      }
    }
  found ??= passing.test(text) ? undefined : knownService(text)
  if (found) return found
  if (/\baz acr\b|microsoft\.containerregistry/i.test(text)) return { is: 'acr' }
  if (/aka\.ms\/acr\//i.test(text)) return { is: 'acr', byLink: true }
  return { is: 'unknown' }
}

/** Microsoft's public registry is made of the same stuff and points to the same help pages. */
const isMicrosofts = (owner: Owner) => owner.is === 'other' && owner.service === 'mcr.microsoft.com'

const unknown: Owner = { is: 'unknown' }

/**
 * The owner of each line: its own, else that of the nearest line before it, else of the nearest after it.
 * @param naming whether a line holds one of the `namingPhrases`
 */
export function owners(lines: readonly Line[], naming: (line: number) => boolean): Owner[] {
  const own = lines.map(({ text }, from): Owner => {
    if (!naming(from)) return unknown
    const owner = ownerOfLine(text)
    return owner.is === 'other' ? { ...owner, from } : owner
  })
  let last = unknown
  const told = own.map((owner) => {
    if (owner.is !== 'unknown' && !(owner.is === 'acr' && owner.byLink && isMicrosofts(last))) last = owner
    return last
  })
  let following = unknown
  for (let i = lines.length - 1; i >= 0; i--) {
    if (own[i]?.is !== 'unknown') following = own[i] ?? unknown
    if (told[i]?.is === 'unknown') told[i] = following
  }
  return told
}
