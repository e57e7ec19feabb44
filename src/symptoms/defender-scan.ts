// Defender for Cloud (once Azure Security Center) does not scan the registry's images or shows no results.
import type { Symptom } from './symptom.ts'

export const defenderScan = {
  id: 'defender-scan',
  title: { en: 'Defender does not scan the images', pl: 'Defender nie skanuje obrazów' },
  signs: {
    'talk-defender': {
      talk: { all: ['defender', 'scan', 'trouble', 'registry-or-image'] },
      means: {
        en: 'this says that Defender does not scan or shows no results',
        pl: 'to opis sytuacji, w której Defender nie skanuje albo nie pokazuje wyników',
      },
      weighs: { 'service-access': 4.2 },
    },
    'talk-defender-closed': {
      talk: { all: ['defender', 'closed-to-public', 'registry-or-image'] },
      means: {
        en: 'a restricted registry lets Defender in only as a trusted service',
        pl: 'rejestr z ograniczeniami sieci wpuszcza Defendera tylko jako zaufaną usługę',
      },
      weighs: { 'service-access': 3 },
    },
  },
  examples: [
    "Defender for Cloud doesn't scan the images in our container registry since it has a private endpoint",
    'Azure Security Center cannot scan images in the registry, no scan results are shown',
    'Defender nie skanuje obrazów w naszym ACR',
  ],
  lookalikes: [{ paste: 'Defender for Endpoint quarantined setup.exe on the build server', is: 'none' }],
} as const satisfies Symptom
