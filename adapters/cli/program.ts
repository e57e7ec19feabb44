// The command line: which commands and options there are, what is misuse, and what each exit status means.
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander'
import packageJson from '../../package.json' with { type: 'json' }
import { shells } from '../../src/checks/probe.ts'
import { langs } from '../../src/words/text.ts'
import { whereOf } from '../where.ts'
import { formats } from './print.ts'
import { Misuse, type Surroundings, status } from './surroundings.ts'

const examples = `
Examples:
  $ acr-check diagnose build.log             a file of any size
  $ docker pull myregistry.azurecr.io/app 2>&1 | acr-check diagnose
  $ kubectl describe pod web | acr-check diagnose --lang pl
  $ acr-check diagnose --json error.txt      for a program
  $ acr-check check myregistry               asks the registry itself, step by step
  $ acr-check evidence myregistry            the same as a file for a support ticket
  $ acr-check serve                          the playground, on http://localhost:3978/

Exit status of diagnose: 0 recognised, 1 nothing recognised, 2 misuse.
Exit status of check: 0 healthy, 1 a problem found, 3 could not tell, 2 misuse.`

const oneOf = (values: readonly string[]) => (value: string) => {
  if (!values.includes(value)) throw new InvalidArgumentError(`Choose one of: ${values.join(', ')}.`)
  return value
}

const seconds = (value: string) => {
  const number = Number(value)
  if (!(number >= 1 && number <= 60)) throw new InvalidArgumentError('Give a number of seconds from 1 to 60.')
  return number
}

function program(around: Surroundings, done: (exit: number) => void): Command {
  const cli = new Command('acr-check')
    .description(packageJson.description)
    .version(packageJson.version, '--version', 'print the version')
    .helpOption('--help', 'print this help')
    .addHelpText('after', examples)
    .showHelpAfterError('(acr-check --help shows what there is)')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => around.stdout.write(text),
      writeErr: (text) => around.stderr.write(text),
      getOutHelpWidth: () => around.stdout.columns ?? 80,
      getErrHelpWidth: () => around.stderr.columns ?? 80,
    })

  cli
    .command('diagnose')
    .description('read a pasted error or a log and say what is wrong, how we know, and what to run')
    .argument('[file]', 'the file to read; standard input when absent or -')
    .addOption(new Option('--json', 'print the diagnosis as one JSON document').conflicts(['format', 'batch', 'all']))
    .addOption(
      new Option('--format <format>', `how to print it: ${formats.join(', ')}`)
        .argParser(oneOf(formats))
        .default('text'),
    )
    .addOption(new Option('--lang <lang>', 'the language: en or pl (default: the paste’s)').argParser(oneOf(langs)))
    .option('--all', 'every step and every other cause, not only the first ones')
    .addOption(
      new Option(
        '--batch',
        'JSON Lines {"id","text"} in, JSON Lines {"id", ...diagnosis} out, in the same order',
      ).conflicts(['all']),
    )
    .helpOption('--help', 'print this help')
    .addHelpText(
      'after',
      '\nSecrets are removed before anything else is done with the text; the answer names the kinds to rotate.',
    )
    .action(async (file, options) => {
      if (options.batch) return done(await (await import('./batch.ts')).batch(file, options, around))
      const { diagnoseCommand } = await import('./diagnose.ts')
      done(await diagnoseCommand(file, options, around))
    })

  const checkOptions = (command: Command) =>
    command
      .argument('<registry>', 'its name or login server: myregistry or myregistry.azurecr.io')
      .addOption(new Option('--lang <lang>', 'the language: en or pl').argParser(oneOf(langs)))
      .option('--image <image>', 'an image to pull: repository, repository:tag or repository@digest')
      .addOption(new Option('--deadline <seconds>', 'the whole takes no longer (default: 10)').argParser(seconds))
      .option('--paste <file>', 'an error to diagnose along: the check confirms or rules out what it says')
      .option('--azure', 'log in with the Azure identity of this machine, and say what Azure itself knows')
      .option('--aks <cluster>', 'with --azure: the AKS cluster that pulls, by name or resource id')
      .helpOption('--help', 'print this help')

  checkOptions(cli.command('check'))
    .description('ask the registry itself, step by step: name, DNS, TCP, TLS, registry, token, layers')
    .addOption(new Option('--json', 'print the check as one JSON document').conflicts(['format']))
    .addOption(
      new Option('--format <format>', `how to print it: ${formats.join(', ')}`)
        .argParser(oneOf(formats))
        .default('text'),
    )
    .addHelpText(
      'after',
      `
Logs in with ACR_USERNAME and ACR_PASSWORD, or an Azure identity, where there are some; else without a login, and then
no pull is tried. HTTPS_PROXY, NO_PROXY and NODE_EXTRA_CA_CERTS count.

Exit status: 0 healthy, 1 a problem found, 3 could not tell, 2 misuse.`,
    )
    .action(async (registry, options) => {
      const { checkCommand } = await import('./check.ts')
      done(await checkCommand(registry, options, around))
    })

  checkOptions(cli.command('evidence'))
    .description('check a registry and write all that was seen into one Markdown file, for a support ticket')
    .option('--output <file>', 'where to write it; - prints it (default: acr-check-REGISTRY-TIME.md in this folder)')
    .option('--firewall-request', 'print a request to the network team instead: exact names, port, service tags')
    .addHelpText(
      'after',
      `
Secrets are removed; addresses, hosts and ids stay, so look through it before you hand it on. A file that exists is
never written over.

Exit status: 0 written, 2 misuse, whatever the check found.`,
    )
    .action(async (registry, options) => {
      const { evidenceCommand } = await import('./evidence.ts')
      done(await evidenceCommand(registry, options, around))
    })

  cli
    .command('probe')
    .description('print one read-only line to run on the machine that fails; paste its output back')
    .argument('<registry>', 'its name or login server')
    .addOption(
      new Option('--shell <shell>', `where it will run: ${shells.join(', ')}`).argParser(oneOf(shells)).default('bash'),
    )
    .helpOption('--help', 'print this help')
    .addHelpText(
      'after',
      `
Save what it prints to a file, then: acr-check check REGISTRY --paste FILE
The answer names the first step where the two places differ.`,
    )
    .action(async (registry, options) => {
      const { probeCommand } = await import('./probe.ts')
      done(probeCommand(registry, options, around))
    })

  cli
    .command('serve')
    .description('serve the playground, the API and the configured chats (npm start does this once set up)')
    .helpOption('--help', 'print this help')
    .addHelpText(
      'after',
      '\nSettings, from the environment: HOST, PORT, ACR_CHECK_API_TOKEN, ACR_CHECK_PLAYGROUND, ACR_CHECK_DATA, and those of\nSlack (SLACK_...) and Teams (MicrosoftApp...): see README.md.',
    )
    .action(async () => {
      const { serveCommand } = await import('./serve.ts')
      done(await serveCommand(around))
    })

  const channelOptions = (command: Command) =>
    command
      .addOption(new Option('--slack <channel>', 'the id of a channel in Slack').conflicts(['teams']))
      .option('--teams <conversation>', 'the id of a conversation in Teams')
      .helpOption('--help', 'print this help')
  const beside = '\nWorks beside the running server, on the database in ACR_CHECK_DATA (.acr-check/ unless set).'

  channelOptions(cli.command('watch'))
    .description('check registries on a schedule, and open a case in a channel when one breaks')
    .argument('<registries...>', 'names or login servers')
    .option('--every <span>', 'from 1m to 24h', '5m')
    .option('--image <image>', 'an image to pull: repository, repository:tag or repository@digest')
    .option('--findings <ids>', 'only these are worth a case, separated by commas (default: all)')
    .option(
      '--mention <whom>',
      'whom a new case calls: @here, @channel, or the id of a person (U...) or group (S...); in Teams "Ola Nowak <ola@contoso.com>" or "On call <tag:ID>"',
    )
    .addHelpText('after', beside)
    .action(async (registries, options) => {
      const { watchCommand } = await import('./oncall.ts')
      done(await watchCommand(registries, options, around))
    })
  channelOptions(cli.command('unwatch'))
    .description('stop watching registries for a channel')
    .argument('<registries...>', 'names or login servers')
    .addHelpText('after', beside)
    .action(async (registries, options) => {
      const { unwatchCommand } = await import('./oncall.ts')
      done(await unwatchCommand(registries, options, around))
    })
  channelOptions(cli.command('unsilence'))
    .description('tell again what the button of a case silenced in a channel')
    .argument('<registry>', 'a name or login server')
    .argument('[finding]', 'this one only (default: all of them)')
    .addHelpText('after', beside)
    .action(async (registry, finding, options) => {
      const { sayCommand } = await import('./oncall.ts')
      done(await sayCommand(['unsilence', registry, ...(finding ? [finding] : [])], options, around))
    })
  for (const [name, description, example] of [
    ['quiet', 'when nothing new is said in a channel', 'acr-check quiet "22:00-06:00 mon-fri; all day sat-sun"'],
    [
      'maintenance',
      'when no case is opened in a channel; without words, what is planned',
      'acr-check maintenance 2026-12-01 22:00 to 23:30 for myregistry\n  $ acr-check maintenance cancel 1',
    ],
    ['zone', 'the time zone of a channel', 'acr-check zone Europe/Warsaw'],
    [
      'share',
      'which other channels are told what the cases of a channel are about',
      'acr-check share cases with everyone',
    ],
    ['digest', 'when the day of what a channel watches is summed up', 'acr-check digest 09:00'],
  ] as const)
    channelOptions(cli.command(name))
      .description(description)
      .argument(
        name === 'maintenance' ? '[words...]' : '<words...>',
        'as said to the bot in the channel; "off" ends it',
      )
      .addHelpText('after', `\nExample:\n  $ ${example} --slack C0123456789\n${beside}`)
      .action(async (words: string[], options) => {
        const { sayCommand } = await import('./oncall.ts')
        done(await sayCommand([name, ...words], options, around))
      })
  cli
    .command('watches')
    .description('show what is watched, for whom')
    .option('--json', 'print one JSON document')
    .helpOption('--help', 'print this help')
    .addHelpText('after', beside)
    .action(async (options) => {
      const { watchesCommand } = await import('./oncall.ts')
      done(await watchesCommand(options, around))
    })

  const alerts = cli
    .command('alerts')
    .description('addresses to which Azure Monitor, registries and others post alerts, each for one channel')
    .helpOption('--help', 'print this help')
  channelOptions(alerts.command('create'))
    .description('make an address; it is shown once')
    .option('--feed', 'also tell of images that registries’ webhooks say were pushed or deleted')
    .addHelpText('after', beside)
    .action(async (options) => {
      const { createAlertsCommand } = await import('./oncall.ts')
      done(await createAlertsCommand(options, around))
    })
  alerts
    .command('list')
    .description('show the addresses, without their tokens')
    .option('--json', 'print one JSON document')
    .helpOption('--help', 'print this help')
    .action(async (options) => {
      const { listAlertsCommand } = await import('./oncall.ts')
      done(await listAlertsCommand(options, around))
    })
  alerts
    .command('revoke')
    .description('take an address back')
    .argument('<id>', 'as "alerts list" shows it')
    .helpOption('--help', 'print this help')
    .action(async (id) => {
      const { revokeAlertsCommand } = await import('./oncall.ts')
      done(await revokeAlertsCommand(id, around))
    })

  cli
    .command('feedback')
    .description('show whom the answers in chat helped, by cause')
    .option('--json', 'print one JSON document')
    .helpOption('--help', 'print this help')
    .addHelpText(
      'after',
      '\nReads the database in ACR_CHECK_DATA (.acr-check/ unless set), also while the server runs.',
    )
    .action(async (options) => {
      const { feedbackCommand } = await import('./feedback.ts')
      done(await feedbackCommand(options, around))
    })
  return cli
}

/** Never throws for what the user does wrong; resolves with the exit status. */
export async function run(args: readonly string[], around: Surroundings): Promise<number> {
  let exit: number = status.ok
  around.stdout.on('error', (error: NodeJS.ErrnoException) => {
    // The reader has seen enough, as `| head` has.
    if (error.code === 'EPIPE') process.exit(exit)
    throw error
  })
  try {
    const cli = program(around, (done) => {
      exit = done
    })
    if (args.length === 0) cli.help({ error: true })
    await cli.parseAsync(args, { from: 'user' })
    return exit
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? status.ok : status.misuse
    if (error instanceof Misuse) {
      around.stderr.write(`acr-check: ${error.message}\n`)
      return status.misuse
    }
    around.stderr.write(`acr-check: this is a fault of acr-check; please report these lines:\n${whereOf(error)}\n`)
    return status.fault
  }
}
