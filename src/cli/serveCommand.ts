/** `zhunsheng serve [--demo|--empty] [--data DIR] [--port N]` */
import { Command } from 'commander'

export const serveCommand = (): Command =>
  new Command('serve')
    .description('start the system and serve it')
    .option('--demo', 'with the demo world (made at the first start)')
    .option('--empty', 'with the rulebook alone')
    .option('--data <dir>', 'the folder for database, evidence and keys')
    .option('--port <n>', 'the port', wholeNumber)
    .action(async (options: { demo?: true; empty?: true; data?: string; port?: number }) => {
      if (options.demo === true && options.empty === true) throw new Error('Say --demo or --empty, not both.')
      const { serveUntilStopped } = await import('./serve.ts')
      await serveUntilStopped({
        world: options.empty === true ? 'empty' : 'demo',
        ...(options.data === undefined ? {} : { data: options.data }),
        ...(options.port === undefined ? {} : { port: options.port }),
      })
    })

function wholeNumber(text: string): number {
  const number = Number(text)
  if (!Number.isInteger(number) || number < 0 || number > 65_535)
    throw new Error(`--port takes a whole number from 0 to 65535, found ${text}.`)
  return number
}
