// May a bot speak up unasked? Only when a program printed the error, it can be nobody's but Azure Container Registry's,
// and the first cause is likely: in a busy channel a wrong answer costs more than silence.
import type { Reading } from './evidence.ts'

/** Of the pastes that no rule has seen, first causes below this were wrong too often to be said unasked. */
const likely = 0.75
/** In log-odds: a sign that makes its cause likely by itself. */
const telling = 3
const ourName = /\bacr\b|azurecr|container ?registry/i

/** `confidence` is that of the first cause. */
export function isSure({ signs, entities }: Reading, confidence: number): boolean {
  const printed = [...signs.values()].filter(({ sign }) => sign.says)
  const named = entities.loginServer !== undefined || entities.dataEndpoint !== undefined
  return (
    confidence >= likely &&
    printed.some(({ sign }) => Object.values(sign.weighs).some((by) => by >= telling)) &&
    (named || printed.some(({ sign, evidence }) => sign.proves && evidence.some(({ text }) => ourName.test(text))))
  )
}
