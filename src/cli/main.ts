/**
 * The command line: `zhunsheng <verb>`, begun by `bin/main.mjs`. Each verb is a file beside this one and is loaded when it is
 * asked for.
 */
import { Command } from 'commander'

interface Verb {
  readonly says: string
  load(): Promise<Command>
}

const verbs: Readonly<Record<string, Verb>> = {
  serve: {
    says: 'start the system and serve it',
    load: async () => (await import('./serveCommand.ts')).serveCommand(),
  },
  import: {
    says: 'bring in a file of reports',
    load: async () => (await import('./importCommand.ts')).importCommand(),
  },
  verify: {
    says: 'compute everything again from the entries and name what does not fit',
    load: async () => (await import('./verifyWorld.ts')).wiredVerifyCommand(),
  },
  doctor: {
    says: 'settings, versions, addresses, and what is wrong',
    load: async () => (await import('./doctorCommand.ts')).doctorCommand(),
  },
  calendar: {
    says: 'working days and deadlines; bring in the next year’s notice',
    load: async () => (await import('./calendarCommand.ts')).calendarCommand(),
  },
  user: {
    says: 'accounts: the first administrator, passwords, lost factors, sessions',
    load: async () => (await import('./userCommand.ts')).userCommand(),
  },
  backup: {
    says: 'everything into one file',
    load: async () => (await import('./backupCommand.ts')).backupCommand(),
  },
  restore: {
    says: 'a backup into an empty place',
    load: async () => (await import('./restoreCommand.ts')).restoreCommand(),
  },
  export: {
    says: 'a case file, or the register as a table',
    load: async () => (await import('./exportCommand.ts')).exportCommand(),
  },
  key: {
    says: 'the keys of the logs, of the witnesses asked, and the centre’s key for who reports',
    load: async () => (await import('./keysWired.ts')).wiredKeyCommand(),
  },
  witness: {
    says: 'cosign the checkpoints of other installations’ logs',
    load: async () => (await import('./witness.ts')).witnessCommand(),
  },
  institution: {
    says: 'a simulated institution at the other end of the query desk’s files',
    load: async () => (await import('./institutionCommand.ts')).institutionCommand(),
  },
  office: {
    says: 'the people of the demo walk clues through a running demo server',
    load: async () => (await import('./officeCommand.ts')).officeCommand(),
  },
}

const program = new Command('zhunsheng')
  .description('准绳 · a platform for the standing fight against organised crime')
  .showSuggestionAfterError()
const asked = process.argv[2] ?? ''
for (const [name, verb] of Object.entries(verbs))
  program.addCommand(name === asked ? await verb.load() : new Command(name).description(verb.says))

await program.parseAsync().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
})
