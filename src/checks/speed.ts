// How fast is it? A pull that takes an hour is a fault too.
import type { Seen } from './seen.ts'
import { type CheckStepOf, type StepTold, say, skipped } from './step.ts'

/**
 * From here on it is slow. A round trip of 150 ms is another continent's: the registry or its replica is far. At 512 KB a
 * second an image of 1 GB takes more than half an hour.
 */
const slowFrom = { roundTripMs: 150, bytesPerSecond: 512 * 1024 } as const
/** Less than this, or for less time, tells nothing of the throughput. */
const least = { bytes: 16 * 1024, ms: 400 }

/** `ownMs`: of that, how long this process was busy itself. */
type Took = { ms: number; ownMs?: number | undefined }
type Measured = { trips: readonly Took[]; layer?: Took & { bytes: number } }

function measuredIn({ way, challenge, layer }: Seen): Measured {
  const opened: Took[] = (way?.tried ?? []).filter(({ ok }) => ok)
  const answered = [challenge, layer?.redirect].flatMap((told) =>
    told?.ok ? { ms: told.headersMs, ownMs: told.ownMs?.headers } : [],
  )
  const trips = [...opened, ...answered]
  const read = layer?.body
  if (!read?.ok || read.body.length < least.bytes) return { trips }
  return { trips, layer: { ms: read.bodyMs, ownMs: read.ownMs?.body, bytes: read.body.length } }
}

const taken = ({ ms }: Took) => ms
/** The network took no less than this. */
const surely = ({ ms, ownMs = 0 }: Took) => ms - ownMs

/** Of round trips the least: anything longer had another reason. */
const roundTripOf = ({ trips }: Measured, of: (took: Took) => number) => Math.min(...trips.map(of))
const rateOf = (bytes: number, ms: number) => (1000 * bytes) / Math.max(1, ms)

function isSlow(measured: Measured, of: (took: Took) => number): boolean {
  if (roundTripOf(measured, of) >= slowFrom.roundTripMs) return true
  const { layer } = measured
  return layer !== undefined && of(layer) >= least.ms && rateOf(layer.bytes, of(layer)) < slowFrom.bytesPerSecond
}

function tell(seen: Seen): StepTold | undefined {
  const measured = measuredIn(seen)
  const { trips, layer } = measured
  if (trips.length === 0 || !seen.challenge?.ok) return skipped(say('Nothing to measure.', 'Nie ma czego mierzyć.'))
  const slow = isSlow(measured, taken)
  if (slow && !isSlow(measured, surely))
    return {
      answer: 'unknown',
      saw: say(
        'This machine was too busy itself to tell how fast the way is.',
        'Ta maszyna była sama zbyt zajęta, żeby stwierdzić, jak szybka jest droga.',
      ),
    }
  const throughput = layer && rateOf(layer.bytes, layer.ms)
  const rate = throughput && (throughput / 1024 / 1024).toFixed(throughput < 1024 * 1024 ? 2 : 0)
  const roundTrip = roundTripOf(measured, taken)
  const trip = roundTrip < 10 ? roundTrip.toFixed(1) : roundTrip.toFixed(0)
  const saw = say(
    `Round trip ${trip} ms${rate ? `, ${rate} MB a second` : ''}.`,
    `Czas obiegu ${trip} ms${rate ? `, ${rate} MB na sekundę` : ''}.`,
  )
  return slow ? { answer: 'no', finding: 'slow', saw } : { answer: 'yes', saw }
}

export const speed = {
  id: 'speed',
  tell,
  findings: {
    slow: {
      title: say('The registry can be reached, but slowly', 'Rejestr jest osiągalny, ale wolno'),
      means: say(
        `Everything works, but the way is slow: a round trip of ${slowFrom.roundTripMs} ms or more, or less than ${slowFrom.bytesPerSecond / 1024} KB a second.`,
        `Wszystko działa, ale droga jest wolna: obieg trwa ${slowFrom.roundTripMs} ms lub dłużej albo przychodzi mniej niż ${slowFrom.bytesPerSecond / 1024} KB na sekundę.`,
      ),
      symptom: 'slow-transfer',
      weighs: { 'slow-transfer': 6.5 },
    },
  },
} as const satisfies CheckStepOf<'slow'>
