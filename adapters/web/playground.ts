// The playground's files. They are read when asked for rather than at the start, so that a server without the
// playground neither needs the bundle nor holds it in memory.
import { access, readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { Hono } from 'hono'
import type { Config } from '../config.ts'
import { type Env, guardPlayground } from './guards.ts'
import { refuse } from './refuse.ts'

const written = fileURLToPath(new URL('./page', import.meta.url))

/** The page's own start, which says what it may offer. */
const opening = '<html lang="en">'
const offering = '<html lang="en" data-azure="offered">'

/**
 * `bundle` is the folder that `node infra/setup.cjs page` fills.
 * @param offers `azure`: checks may ask what Azure knows
 */
export function playground(config: Config, bundle: string, offers: { azure: boolean }) {
  const app = new Hono<Env>()
  if (!config.playground)
    return app.get('/', (c) =>
      refuse(
        c,
        404,
        'playground-off',
        'The playground is off here: set ACR_CHECK_PLAYGROUND=on on the server (in production it is off unless asked for)',
      ),
    )
  const script = path.join(bundle, 'main.js')
  const files = {
    '/': [path.join(written, 'index.html'), 'text/html; charset=utf-8'],
    '/page/icon.svg': [path.join(written, 'icon.svg'), 'image/svg+xml'],
    '/page/main.css': [path.join(bundle, 'main.css'), 'text/css; charset=utf-8'],
    '/page/main.js': [script, 'text/javascript; charset=utf-8'],
  } as const
  for (const [address, [file, type]] of Object.entries(files))
    app.get(address, guardPlayground(config), async (c) => {
      try {
        await access(script)
        // Asked for again each time, since a restarted server may have a newer page, and mostly answered with 304.
        const { mtimeMs, size } = await stat(file)
        const headers = {
          'Cache-Control': 'no-cache',
          ETag: `"${mtimeMs.toString(36)}-${size.toString(36)}${offers.azure ? '-azure' : ''}"`,
        }
        if (c.req.header('if-none-match') === headers.ETag) return c.body(null, 304, headers)
        const content = await readFile(file)
        const shown = address === '/' && offers.azure ? content.toString().replace(opening, offering) : content
        return c.body(shown, 200, { ...headers, 'Content-Type': type })
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
        return refuse(
          c,
          503,
          'not-bundled',
          'The playground has not been bundled yet: stop the server and run "npm start"',
        )
      }
    })
  return app
}
