// A name as programs of this machine see it: the system's own look-up, with hosts file, nsswitch and cache.
import { lookup } from 'node:dns/promises'
import type { LookedUp, NoAddresses } from '../../src/ports.ts'
import { before } from './troubles.ts'

/**
 * A look-up cannot be called back, and a process does not end before it has: so the C library is not to be as patient as it is
 * by itself, ten seconds for each server that keeps silent.
 */
process.env.RES_OPTIONS ??= 'timeout:1 attempts:2'

const late: NoAddresses = { ok: false, why: 'timeout' }

async function ask(host: string): Promise<LookedUp> {
  try {
    const found = await lookup(host, { all: true, order: 'verbatim' })
    const addresses = [...new Set(found.map(({ address }) => address))]
    return addresses.length > 0 ? { ok: true, addresses } : { ok: false, why: 'no-address' }
  } catch (error) {
    const { code = 'EUNKNOWN' } = error as NodeJS.ErrnoException
    // The system's look-up does not tell a name that does not exist from one without an address: DNS itself does.
    return { ok: false, why: /ENOTFOUND|ENODATA|EAI_NO/.test(code) ? 'no-such-name' : 'failed', code }
  }
}

/** The look-up itself cannot be called back; its answer is then not waited for. */
export const lookUp = (host: string, signal: AbortSignal): Promise<LookedUp> => before(signal, ask(host), late)
