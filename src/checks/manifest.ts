// Is the image there, for this identity?
import { tellStatus, tellTrouble } from './registry.ts'
import type { Seen } from './seen.ts'
import { type CheckStepOf, notReached, type StepTold, say, skipped } from './step.ts'

const without = {
  'catalog-refused': say(
    'These rights do not allow to list images: name one to try a pull.',
    'Te uprawnienia nie pozwalają na listę obrazów: podaj obraz, aby sprawdzić pobieranie.',
  ),
  'catalog-empty': say('The registry holds no image to try.', 'W rejestrze nie ma obrazu do sprawdzenia.'),
  'tags-refused': say(
    'These rights do not allow to list tags: name one to try a pull.',
    'Te uprawnienia nie pozwalają na listę tagów: podaj tag, aby sprawdzić pobieranie.',
  ),
} as const

function tell(seen: Seen): StepTold | undefined {
  const { token, manifest, image, noImage, as } = seen
  if (!token) return skipped(notReached)
  if (image && !token.granted)
    return {
      answer: 'no',
      finding: 'token-denied',
      saw: say(`No access token for \`${image.repository}\`.`, `Brak tokenu dostępu do \`${image.repository}\`.`),
    }
  if (!token.granted) return skipped(say('No token, so no pull.', 'Bez tokenu nie ma pobierania.'))
  if (noImage && !image) return skipped(without[noImage])
  if (!image && as === 'anonymous')
    return skipped(say('Name an image to try a pull.', 'Podaj obraz, aby sprawdzić pobieranie.'))
  if (!manifest || !image) return undefined
  const { ms } = manifest
  const name = `\`${image.repository}${image.reference.startsWith('sha256:') ? '@' : ':'}${image.reference}\``
  if (!manifest.ok) return { ...tellTrouble(manifest, 'GET manifest'), ms }
  const { status } = manifest
  if (status === 200) return { answer: 'yes', saw: say(`${name} is there.`, `${name} jest na miejscu.`), ms }
  if (status === 404) {
    const saw = say(`404: ${name} is not there.`, `404: ${name} nie istnieje.`)
    // One that we guessed may have been deleted meanwhile.
    return image.named ? { answer: 'no', finding: 'image-not-found', saw, ms } : { answer: 'unknown', saw, ms }
  }
  const known = tellStatus(manifest, seen)
  if (known && known.finding !== 'ip-denied') return { ...known, ms }
  if (status === 401 || status === 403)
    return {
      answer: 'no',
      finding: 'token-denied',
      ms,
      saw: say(`${status}: this identity may not pull ${name}.`, `${status}: ta tożsamość nie może pobrać ${name}.`),
    }
  return { answer: 'unknown', ms, saw: say(`${status} for ${name}.`, `${status} dla ${name}.`) }
}

export const manifest = {
  id: 'manifest',
  tell,
  findings: {
    'image-not-found': {
      title: say('The image is not in the registry', 'Tego obrazu nie ma w rejestrze'),
      means: say(
        'The registry answers and lets us in, but has no such repository, tag or digest.',
        'Rejestr odpowiada i wpuszcza, ale nie ma takiego repozytorium, tagu lub skrótu.',
      ),
      symptom: 'image-not-found',
      weighs: { 'image-not-found': 7 },
    },
  },
} as const satisfies CheckStepOf<'image-not-found'>
