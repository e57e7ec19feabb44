// Names of hosts: which are a registry of ours, which are Azure around it, which belong to someone else's service.

export type AcrHost = {
  host: string
  /** The resource's name: without suffix, region and name-label hash. */
  registry: string
  loginServer: string
  kind: 'login' | 'data' | 'geo' | 'privatelink'
  region?: string
}

const acrHost =
  /(?<![a-z0-9._$-])([a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)((?:\.(?!privatelink\b)[a-z0-9]{2,40})?(?:\.(?:data|geo))?)(\.privatelink)?(\.azurecr\.(?:io|cn|us))(?![a-z0-9-]|\.[a-z0-9])/gi
/** A domain-name label's hash is 16 letters and digits, with a digit more often than not. */
const nameLabelHash = /-(?=[a-z0-9]*\d)[a-z0-9]{16}$/i

/** Does the paste name a registry both with its hash and without it? */
export function mixesHash(text: string): boolean {
  const labels = acrHosts(text).map(({ loginServer, registry }) => ({
    registry,
    hashed: loginServer.split('.')[0] !== registry,
  }))
  return labels.some(
    ({ registry, hashed }) => hashed && labels.some((other) => !other.hashed && other.registry === registry),
  )
}

export function acrHosts(text: string): AcrHost[] {
  const found: AcrHost[] = []
  if (!/azurecr/i.test(text)) return found
  for (const [host, label = '', middle = '', link = '', suffix = ''] of text.matchAll(acrHost)) {
    const [, region, kind] = middle.split('.')
    if (middle !== '' && kind !== 'data' && kind !== 'geo') continue
    found.push({
      host,
      registry: label.replace(nameLabelHash, ''),
      loginServer: label + suffix,
      kind: link ? 'privatelink' : kind === 'data' ? 'data' : kind === 'geo' ? 'geo' : 'login',
      ...(region && { region }),
    })
  }
  return found
}

/** What a typo of an ACR suffix looks like: `azureacr.io`, `azurecr.com`, `az-azurecr.io`, `azurecr.us.azurecr.io`, ... */
export const wrongSuffix =
  /[a-z0-9\]>}-]\.((?!azurecr\.)[a-z-]{0,12}(?:azur[a-z]{0,5}-?a?c?r|acr)[a-z-]{0,12}\.(?:io|com|net|org|cn|us|de)|azurecr(?:io|\.(?!(?:io|cn|us)(?![a-z0-9]))[a-z.]{2,20})|azurecr\.(?:io|us|cn)\.azurecr\.(?:io|us|cn))(?![a-z0-9-]|\.[a-z0-9])/i
/** A host with a typo still tells which image was meant. */
export const misspeltHost = (text: string): string | undefined =>
  /azur|acr/i.test(text) ? wrongSuffix.exec(text)?.[1] : undefined

/** Someone else's registry or service, by its host; the name we call it by is the first group's or the given one. */
const others: readonly (readonly [RegExp, string])[] = [
  [/(?:^|\.)(?:docker\.io|docker\.com|dckr\.io)$/, 'docker.io'],
  [
    /(?:^|\.)ghcr\.io$|^docker\.pkg\.github\.com$|(?:^|\.)pkg\.github\.com$|pkg-containers\.githubusercontent\.com$/,
    'ghcr.io',
  ],
  [/(?:^|\.)quay\.io$/, 'quay.io'],
  [/(?:^|\.)gcr\.io$/, 'gcr.io'],
  [/(?:^|-docker\.|\.)pkg\.dev$/, 'pkg.dev'],
  [/\.dkr\.ecr\.[a-z0-9-]+\.amazonaws\.com(?:\.cn)?$|^public\.ecr\.aws$|\.amazonaws\.com$/, 'ecr'],
  [/(?:^|\.)mcr\.microsoft\.com$/, 'mcr.microsoft.com'],
  [/^registry\.k8s\.io$|^k8s\.gcr\.io$/, 'registry.k8s.io'],
  [/(?:^|\.)gitlab\.com$|^registry\.gitlab\./, 'registry.gitlab.com'],
  [/(?:^|\.)redhat\.(?:io|com)$/, 'registry.redhat.io'],
  [/^nvcr\.io$/, 'nvcr.io'],
  [/(?:^|\.)jfrog\.io$|^artifactory\./, 'artifactory'],
  [/(?:^|\.)npmjs\.(?:org|com)$|^registry\.yarnpkg\.com$/, 'npm'],
  [/(?:^|\.)pypi\.org$|pythonhosted\.org$/, 'pypi'],
  [/(?:^|\.)nuget\.org$/, 'nuget'],
  [/(?:^|\.)maven\.org$|maven\.apache\.org$/, 'maven'],
  [/(?:^|\.)pkgs\.(?:dev\.azure|visualstudio)\.com$/, 'azure-artifacts'],
  [/(?:^|\.)debian\.org$|(?:^|\.)ubuntu\.com$|alpinelinux\.org$|centos\.org$/, 'linux-packages'],
  [/(?:^|\.)vault\.(?:azure\.net|usgovcloudapi\.net|azure\.cn)$/, 'key-vault'],
  [/(?:^|\.)database\.(?:windows\.net|azure\.com)$/, 'azure-database'],
  [/(?:^|\.)servicebus\.windows\.net$/, 'service-bus'],
  [/(?:^|\.)azmk8s\.io$/, 'aks-api'],
  [
    /(?:^|\.)(?:documents|redis\.cache|search|azconfig|azure-api|openai|cognitiveservices|azuredatabricks)\.(?:azure\.com|windows\.net|azure\.net|io|net)$/,
    'azure',
  ],
  [/^harbor\./, 'harbor'],
  [/^nexus\./, 'nexus'],
]

/** Azure's and others' hosts that stand in errors of any registry: they tell nothing about whose the error is. */
const bystander =
  /(?:^|\.)(?:microsoft\.com|microsoftonline\.(?:com|us)|azure\.com|azure\.net|azure\.cn|azure\.us|windows\.net|windows\.com|chinacloudapi\.cn|usgovcloudapi\.net|azureedge\.net|azcr\.io|trafficmanager\.net|aka\.ms|github\.com|githubusercontent\.com|githubapp\.com|visualstudio\.com|docker\.internal|kubernetes\.io|k8s\.io|cluster\.local|golang\.org|python\.org|nodejs\.org|stackoverflow\.com|msedge\.net|office\.com|digicert\.com|w3\.org|ubuntu|local|internal|localdomain)$/

export function otherServiceOf(host: string): string | undefined {
  const name = host.toLowerCase().replace(/:\d+$/, '')
  for (const [pattern, service] of others) if (pattern.test(name)) return service
  return undefined
}

/** A host that an error names as its registry: whose is it, when neither ours nor a bystander? */
export function foreignRegistry(host: string): string | undefined {
  const name = host.toLowerCase()
  const known = otherServiceOf(name)
  if (known) return known
  const bare = name.replace(/:\d+$/, '')
  if (!/^[a-z0-9][a-z0-9.-]*(?::\d+)?$/.test(name) || name.endsWith('.sock')) return undefined
  if (/azurecr|azureacr|proxy|squid|zscaler|\*\*\*|[<>{}$]/.test(bare)) return undefined
  if (bystander.test(bare) || /^[\d.]+$/.test(bare)) return undefined
  if (bare === 'localhost' || /\.[a-z]{2,}$/.test(bare) || /:\d+$/.test(name)) return bare
  return undefined
}
