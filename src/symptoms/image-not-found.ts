// The registry works; this repository, tag, digest or platform is not in it (or not yet in this replica).
import type { Symptom } from './symptom.ts'

export const imageNotFound = {
  id: 'image-not-found',
  title: { en: 'The image or tag is not in the registry', pl: 'Obrazu lub tagu nie ma w rejestrze' },
  signs: {
    'manifest-unknown': {
      says: [
        'manifest unknown',
        'manifest_unknown',
        'manifest tagged by',
        'name_unknown',
        'name unknown',
        'repository name not known',
        'no such manifest',
        'unknown manifest',
        'manifest not found',
      ],
      means: {
        en: 'the registry answered that it has no such image',
        pl: 'rejestr odpowiedział, że nie ma takiego obrazu',
      },
      weighs: { 'image-not-found': 5.2, 'registry-name': 0.4 },
    },
    'reference-not-found': {
      says: [
        ': not found',
        'does not exist',
        'not found: repository',
        'tagnotfound',
        'repository not found',
        'image not found',
        'imagenotfound',
        'tag does not exist',
        'could not find image',
        'the specified tag does not exist',
        'the specified repository',
      ],
      and: /azurecr\.\w{2,3}\/|repository|image|tag|reference|manifest|\*\*\*\//i,
      not: /may require|registry does not exist|resource (?:with )?name|ResourceNotFound|command not found|: not found in subscription|login attempt|no such host|x509|could not be found in subscription|certificate/i,
      means: {
        en: 'the registry looked for this image or tag and did not find it',
        pl: 'rejestr szukał tego obrazu lub tagu i go nie znalazł',
      },
      weighs: { 'image-not-found': 4 },
    },
    'status-404': {
      status: [404],
      means: { en: 'the registry does not have what was asked for', pl: 'rejestr nie ma tego, o co pytano' },
      weighs: { 'image-not-found': 2.6, 'registry-name': 1.6, 'service-side': 0.8 },
    },
    'no-platform-match': {
      says: [
        'no match for platform',
        'no matching manifest',
        'does not match the specified platform',
        'image operating system',
        'exec format error',
      ],
      means: { en: 'the image exists, but not for this platform', pl: 'obraz istnieje, ale nie dla tej platformy' },
      weighs: { 'image-not-found': 4.6 },
    },
    'talk-image-missing': {
      talk: { all: ['image', 'image-missing', 'registry'] },
      means: { en: 'this says that the image is missing', pl: 'ten opis mówi, że brakuje obrazu' },
      weighs: { 'image-not-found': 2.8 },
    },
  },
  examples: [
    'manifest for contoso.azurecr.io/app:9 not found: manifest unknown: manifest tagged by "9" is not found',
    'failed to resolve reference "contoso.azurecr.io/app:9": contoso.azurecr.io/app:9: not found',
    'no match for platform in manifest: not found (contoso.azurecr.io/app:1)',
  ],
  lookalikes: [
    { paste: 'manifest for opsdemo19/aksweb:latest not found: manifest unknown: manifest unknown', is: 'none' },
  ],
} as const satisfies Symptom
