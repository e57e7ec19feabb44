// The command line: which commands and options there are, what is misuse, and what each exit status means.
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander'
import packageJson from '../../package.json' with { type: 'json' }
import { langs } from '../../src/words/text.ts'
import { whereOf } from '../where.ts'
import { batch } from './batch.ts'
import { diagnoseCommand, formats } from './diagnose.ts'
import { Misuse, type Surroundings, status } from './surroundings.ts'

const examples = `
Examples:
  $ acr-check diagnose build.log             a file of any size
  $ docker pull myregistry.azurecr.io/app 2>&1 | acr-check diagnose
  $ kubectl describe pod web | acr-check diagnose --lang pl
  $ acr-check diagnose --json error.txt      for a program
  $ acr-check serve                          the playground, on http://localhost:3978/

Exit status of diagnose: 0 recognised, 1 nothing recognised, 2 misuse.`

const oneOf = (values: readonly string[]) => (value: string) => {
  if (!values.includes(value)) throw new InvalidArgumentError(`Choose one of: ${values.join(', ')}.`)
  return value
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
    .action(async (file, options) => done(await (options.batch ? batch : diagnoseCommand)(file, options, around)))

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
