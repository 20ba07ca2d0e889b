/** `zhunsheng user add|password|list|end-sessions`: accounts. What an account may do follows from tenures alone. */
import { randomInt, randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { Command } from 'commander'
import type { Unit } from '#kernel/org/unit.ts'
import { dayOf } from '#kernel/time.ts'
import type { PersonId } from '#kernel/record/field.ts'
import { enterPeople, installRulebook } from '#server/bootstrap.ts'
import { now } from '#server/compose.ts'
import { createAccount, setPassword } from '#server/identity/accounts.ts'
import { LONGEST_PASSWORD } from '#server/identity/passwords.ts'
import { openInstallation, type DataOption, type Installation } from './installation.ts'
import { print } from './terminal.ts'

interface NewUser extends DataOption {
  readonly name: string
  readonly login: string
  readonly post: string
  readonly unit: string
  readonly passwordFile?: string
}

const dataOption = ['--data <dir>', 'the folder of the installation'] as const
const passwordOption = [
  '--password-file <file>',
  'the password is the first line of this file (- is standard input); left out, one is made and printed once',
] as const

export function userCommand(): Command {
  const user = new Command('user').description('accounts: the first administrator, passwords, sessions')
  user
    .command('add')
    .description('enter a person with a post, and an account to sign in with')
    .requiredOption('--name <name>', 'the name of the person')
    .requiredOption('--login <login>', 'what they sign in with')
    .requiredOption('--post <post>', 'the post they hold from today, such as systemAdministrator')
    .requiredOption('--unit <unit>', 'the unit, such as 22:clueCentre')
    .option(...passwordOption)
    .option(...dataOption)
    .action(async (wanted: NewUser) => {
      await using installation = await openInstallation(wanted)
      await addUser(installation, wanted)
    })
  user
    .command('password <login>')
    .description('give an account a new password and end its sessions')
    .option(...passwordOption)
    .option(...dataOption)
    .action(async (login: string, options: DataOption & Pick<NewUser, 'passwordFile'>) => {
      const given = await givenPassword(options.passwordFile)
      await using installation = await openInstallation(options)
      const password = given ?? madePassword()
      if (!(await setPassword(installation.database.ownerPool, login, password)))
        throw new Error(`Nobody has the login ${login}; zhunsheng user list shows who there is.`)
      print(given === undefined ? `${login}  ${password}` : `${login}: the password was changed.`)
    })
  user
    .command('list')
    .description('who can sign in, with the posts they hold today')
    .option('--json', 'one JSON list')
    .option(...dataOption)
    .action(async (options: DataOption & { json?: true }) => {
      await using installation = await openInstallation(options)
      const users = await listUsers(installation)
      if (options.json === true) print(JSON.stringify(users, undefined, 2))
      else for (const one of users) print([one.login, one.name, one.posts.join(' '), one.created].join('\t'))
    })
  user
    .command('end-sessions [login]')
    .description('sign out everywhere: one account, or with --all everybody')
    .option('--all', 'everybody')
    .option(...dataOption)
    .action(async (login: string | undefined, options: DataOption & { all?: true }) => {
      if ((login === undefined) === (options.all === undefined))
        throw new Error('Name a login, or say --all for everybody.')
      await using installation = await openInstallation(options)
      const { ownerPool } = installation.database
      if (login !== undefined) {
        const { rowCount } = await ownerPool.query('select from zs.account where login = $1', [login])
        if (rowCount === 0) throw new Error(`Nobody has the login ${login}.`)
      }
      const { rowCount } = await ownerPool.query(
        `delete from zs.session s using zs.account a
         where s.person = a.person and ($1::text is null or a.login = $1)`,
        [login ?? null],
      )
      print(`${rowCount ?? 0} sessions ended.`)
    })
  return user
}

async function addUser({ database, composed }: Installation, wanted: NewUser): Promise<void> {
  const { office, realm } = composed
  const given = await givenPassword(wanted.passwordFile)
  await installRulebook(office, realm)
  const unit = realm.org().findUnit(wanted.unit)
  if (unit === undefined) throw new Error(`There is no unit ${wanted.unit}; ids look like 22:clueCentre.`)
  if (!unit.posts.some(({ post }) => post === wanted.post))
    throw new Error(`${unit.name.zh} has no post ${wanted.post}; it has ${postsOf(unit)}.`)
  const { rowCount } = await database.ownerPool.query('select from zs.account where login = $1', [
    wanted.login,
  ])
  if (rowCount !== 0) throw new Error(`Somebody has the login ${wanted.login} already.`)

  // Ids of people made here have the form that record ids have.
  const person = randomUUID() as PersonId
  const today = dayOf(now())
  await enterPeople(office, realm, {
    persons: [{ id: person, name: wanted.name, login: wanted.login }],
    tenures: [{ id: randomUUID(), person, post: wanted.post, unit: unit.id, from: today, kind: 'appointed' }],
    ties: [],
  })
  const password = given ?? madePassword()
  await createAccount(database.ownerPool, { person, login: wanted.login, password, at: now() })
  print(given === undefined ? `${wanted.login}  ${password}` : `${wanted.login}: the account was made.`)
}

const postsOf = ({ posts }: Unit): string => posts.map(({ post }) => post).join(', ')

/** No letters that are taken for one another. 16 of 54: 92 bits. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789'
function madePassword(): string {
  const letters = Array.from({ length: 16 }, () => LETTERS[randomInt(LETTERS.length)] ?? '')
  return letters.join('').replace(/(.{4})(?=.)/g, '$1-')
}

/** Never from the command line, where everybody on the machine can read it. */
async function givenPassword(file: string | undefined): Promise<string | undefined> {
  if (file === undefined) return undefined
  const text = file === '-' ? await standardInput() : await readFile(file, 'utf8')
  const [password = ''] = text.split(/\r?\n/)
  if (password.length < 8 || password.length > LONGEST_PASSWORD)
    throw new Error(
      `A password has 8 to ${LONGEST_PASSWORD} characters; that in ${file} has ${password.length}.`,
    )
  return password
}

async function standardInput(): Promise<string> {
  const parts: Buffer[] = []
  // Standard input gives bytes as long as no encoding is set.
  for await (const part of process.stdin as AsyncIterable<Buffer>) parts.push(part)
  return Buffer.concat(parts).toString('utf8')
}

async function listUsers({ database, composed }: Installation) {
  const { rows } = await database.ownerPool.query<{ login: string; person: PersonId; created: string }>(
    'select login, person, created from zs.account order by login',
  )
  const org = composed.realm.org()
  const today = dayOf(now())
  return rows.map(({ login, person, created }) => ({
    login,
    name: org.findPerson(person)?.name ?? '',
    posts: org.tenuresOn(person, today).map(({ post, unit }) => `${post}@${unit}`),
    created,
  }))
}
