// How often the answer is right, and whether its confidence is a probability. The rules were written with the worked
// part at hand; the held part was written by others afterwards and no rule has seen it. What a score is worth was fitted
// on the held part's even lines, and is measured on its odd ones.
import { diagnose } from '../../src/diagnose.ts'
import type { Diagnosis } from '../../src/diagnosis.ts'
import { features, judge } from '../../src/judge.ts'
import { toLines } from '../../src/paste/lines.ts'
import { prepare } from '../../src/paste/prepare.ts'
import { read } from '../../src/reading.ts'
import { corpora, type Pasted, pasted } from '../support/pasted.ts'

const held = ['held.jsonl']
const worked = () => corpora().filter((file) => !held.includes(file))
const ours = ({ accept }: Pasted) => accept[0] !== 'none'

const share = (part: number, of: number) => `${of === 0 ? '-' : ((100 * part) / of).toFixed(1)} %`.padStart(8)
const count = <T>(items: readonly T[], is: (item: T) => boolean) => items.filter(is).length

type Answered = { paste: Pasted; answer: Diagnosis }

function score(name: string, answered: readonly Answered[]) {
  const positive = answered.filter(({ paste }) => ours(paste))
  const negative = answered.filter(({ paste }) => !ours(paste))
  const withSymptom = positive.filter(({ paste }) => paste.symptoms.length > 0)
  const entities = positive.flatMap(({ paste, answer }) =>
    Object.entries(paste.entities).map(
      ([key, value]) =>
        String(answer.entities[key as keyof typeof answer.entities]).toLowerCase() === String(value).toLowerCase(),
    ),
  )
  console.log(
    `${name.padEnd(20)} ${String(answered.length).padStart(5)}`,
    share(
      count(positive, ({ paste, answer }) => paste.accept.includes(answer.causes[0]?.id ?? 'none')),
      positive.length,
    ),
    share(
      count(positive, ({ paste, answer }) =>
        paste.must.every((id) => answer.causes.slice(0, 3).some((cause) => cause.id === id)),
      ),
      positive.length,
    ),
    share(
      count(withSymptom, ({ paste, answer }) => answer.symptoms.some(({ id }) => paste.symptoms.includes(id))),
      withSymptom.length,
    ),
    share(count(entities, Boolean), entities.length),
    `${count(negative, ({ answer }) => answer.recognised)} of ${negative.length}`.padStart(10),
  )
}

type Claim = { confidence: number; right: boolean }

const brier = (claims: readonly Claim[], confidence: (claim: Claim) => number) =>
  claims.reduce((sum, claim) => sum + (confidence(claim) - Number(claim.right)) ** 2, 0) / claims.length

function calibration(name: string, claims: readonly Claim[]) {
  console.log(`\nConfidence, ${name}: of the causes given with this confidence, how many were right`)
  for (let step = 0; step < 10; step++) {
    const those = claims.filter(({ confidence }) => Math.min(9, Math.floor(confidence * 10)) === step)
    const mean = those.reduce((sum, { confidence }) => sum + confidence, 0) / those.length
    if (those.length > 0)
      console.log(
        `  ${(step / 10).toFixed(1)} to ${((step + 1) / 10).toFixed(1)}  said ${mean.toFixed(2)}  right ${share(
          count(those, ({ right }) => right),
          those.length,
        )}  of ${those.length}`,
      )
  }
  const rate = count(claims, ({ right }) => right) / claims.length
  console.log(
    `  Brier score ${brier(claims, ({ confidence }) => confidence).toFixed(4)}; a constant confidence of ${rate.toFixed(2)} has ${brier(claims, () => rate).toFixed(4)} (less is better)`,
  )
}

export function accuracy() {
  const answer = (paste: Pasted): Answered => ({ paste, answer: diagnose(paste.text) })
  console.log('Accuracy               pastes  first    three    symptom  entities alarms')
  const parts = {
    worked: worked().map((file) => ({ file, answered: pasted(file).map(answer) })),
    held: held.map((file) => ({ file, answered: pasted(file).map(answer) })),
  }
  for (const { file, answered } of parts.worked) score(file, answered)
  for (const { file, answered } of parts.held) score(`${file} (held)`, answered)
  const claims = parts.held
    .flatMap(({ answered }) => answered.filter(({ paste }) => ours(paste)).filter((_, i) => i % 2 === 1))
    .map(({ paste, answer }) =>
      answer.causes.map(({ id, confidence }) => ({ confidence, right: paste.accept.includes(id) })),
    )
  calibration('every cause named, held part', claims.flat())
  calibration(
    'first causes, held part',
    claims.flatMap(([first]) => first ?? []),
  )
}

/** Logistic regression by gradient descent, drawn a little to zero: what `calibration` in src/judge.ts should be. */
const drawn = 0.01

export function fit() {
  const rows = held
    .flatMap(pasted)
    .filter(ours)
    .filter((_, i) => i % 2 === 0)
    .flatMap(({ text, accept }) => {
      const judged = judge(read(toLines(prepare(text).text))).slice(0, 5)
      return features(judged.map(({ score }) => score)).map((x, i) => ({
        x,
        y: Number(accept.includes(judged[i]?.id ?? '')),
      }))
    })
  const weights = (rows[0]?.x ?? []).map(() => 0)
  for (let step = 0; step < 20_000; step++) {
    const gradient = weights.map(() => 0)
    for (const { x, y } of rows) {
      const p = 1 / (1 + Math.exp(-x.reduce((sum, value, i) => sum + value * (weights[i] ?? 0), 0)))
      x.forEach((value, i) => {
        gradient[i] = (gradient[i] ?? 0) + ((p - y) * value) / rows.length
      })
    }
    gradient.forEach((slope, i) => {
      weights[i] = (weights[i] ?? 0) - 0.1 * (slope + (i > 0 ? drawn * (weights[i] ?? 0) : 0))
    })
  }
  console.log(
    'calibration =',
    weights.map((weight) => Number(weight.toFixed(3))),
  )
}
