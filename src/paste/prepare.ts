// The one order in which a paste is made ready: readable, then whole, then without secrets. A secret that a terminal cut
// in two or a logger escaped is seen only in that order.
import { clean } from './clean.ts'
import { unwrap } from './lines.ts'
import { redact } from './redact.ts'

/** `numbers` as in `unwrap`. */
export const prepare = (paste: string, numbers?: readonly number[]) => redact(unwrap(clean(paste), numbers))
