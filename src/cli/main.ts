/** The command line: `zhunsheng <verb>`. Each verb is a file beside this one. */
import { Command } from 'commander'

const wholeNumber = (text: string): number => {
  const number = Number(text)
  if (!Number.isInteger(number) || number < 0) throw new Error(`expected a whole number, found ${text}`)
  return number
}

const program = new Command('zhunsheng')
  .description('准绳 · a platform for the standing fight against organised crime')
  .showHelpAfterError()

program
  .command('serve')
  .description('start the system and serve it')
  .option('--demo', 'with the demo world (made at the first start)')
  .option('--empty', 'with the rulebook alone')
  .option('--data <dir>', 'the folder for database, evidence and keys')
  .option('--port <n>', 'the port', wholeNumber)
  .action(async (options: { demo?: true; empty?: true; data?: string; port?: number }) => {
    const { serveUntilStopped } = await import('./serve.ts')
    await serveUntilStopped({
      world: options.empty === true ? 'empty' : 'demo',
      ...(options.data === undefined ? {} : { data: options.data }),
      ...(options.port === undefined ? {} : { port: options.port }),
    })
  })

await program.parseAsync().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
})
