// npm run -s teams-package [FOLDER | FILE.zip]: what is uploaded to Teams, made for the bot that MicrosoftAppId names.
import { readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { strToU8, zipSync } from 'fflate'

const placeholder = '00000000-0000-0000-0000-000000000000'

function refuse(message: string): never {
  process.stderr.write(`teams-package: ${message}\n`)
  process.exit(2)
}

const read = (name: string) => readFileSync(new URL(name, import.meta.url))

const [given = '.', ...tooMany] = process.argv.slice(2)
if (tooMany.length > 0 || given.startsWith('-'))
  refuse('it takes at most one argument, the folder or the .zip file to write to')

const appId = process.env.MicrosoftAppId?.trim().toLowerCase()
if (!appId)
  refuse('MicrosoftAppId is not set: set it to the application (client) ID of the bot, as shown by "az bot show"')
if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(appId) || appId === placeholder)
  refuse(
    `MicrosoftAppId is ${JSON.stringify(appId.slice(0, 60))}, which is no application (client) ID: it looks like 1b2c3d4e-0000-4000-8000-5f6a7b8c9d0e`,
  )

const zip = zipSync(
  {
    'manifest.json': strToU8(read('manifest.json').toString().replaceAll(placeholder, appId)),
    'pl.json': read('pl.json'),
    'color.png': read('color.png'),
    'outline.png': read('outline.png'),
  },
  // One date, so that the same bot always gives the same bytes.
  { level: 9, mtime: new Date(2000, 0, 1) },
)

const target = resolve(given.toLowerCase().endsWith('.zip') ? given : join(given, 'acr-check-teams.zip'))
try {
  writeFileSync(target, zip)
} catch (error) {
  refuse(`cannot write ${target} (${(error as NodeJS.ErrnoException).code}): name a folder that exists`)
}
process.stdout.write(
  `Wrote ${target} for the bot ${appId}. Next, in Teams: Apps, Manage your apps, Upload an app, and choose this file.\n`,
)
