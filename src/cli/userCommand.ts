/**
 * `zhunsheng user …`: accounts. What an account may do follows from tenures alone. Whatever is done here is noted in the
 * log of looks, as done by the operator.
 */
import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { Command } from 'commander'
import type { Unit } from '#kernel/org/unit.ts'
import { dayOf } from '#kernel/time.ts'
import type { PersonId } from '#kernel/record/field.ts'
import { enterPeople, installRulebook } from '#server/bootstrap.ts'
import { now } from '#server/compose.ts'
import { OPERATOR } from '#server/identity/accountNotes.ts'
import { createAccount, findAccount, setPasswordOf, type Account } from '#server/identity/accounts.ts'
import {
  bindSubject,
  disable,
  enable,
  resetFactors,
  unbindSubjects,
  type Mandate,
} from '#server/identity/administer.ts'
import { isCommon } from '#server/identity/commonPasswords.ts'
import { identityRulesIn } from '#server/identity/identityRules.ts'
import { madePassword } from '#server/identity/madePassword.ts'
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
  const user = new Command('user').description(
    'accounts: the first administrator, passwords, lost factors, sessions',
  )
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
      const account = await getAccount(installation, login)
      if (given !== undefined) await refuseWeak(installation, given, login)
      const password = given ?? madePassword()
      await setPasswordOf(installation.composed.accounts, account.person, password, {
        mustChange: given === undefined,
        note: { by: OPERATOR, act: 'passwordGiven', more: { reason: REASON } },
      })
      print(given === undefined ? `${login}  ${password}` : `${login}: the password was changed.`)
    })
  for (const [name, says, done, act] of [
    [
      'reset-factors',
      'remove all second factors of somebody who lost theirs',
      'the second factors are removed',
      resetFactors,
    ],
    ['disable', 'let an account sign in no more, and end its sessions', 'the account is disabled', disable],
    ['enable', 'let a disabled account sign in again', 'the account is enabled', enable],
    [
      'unbind',
      'forget which subjects of the identity provider somebody is',
      'no subject is bound',
      unbindSubjects,
    ],
  ] as const)
    user
      .command(`${name} <login>`)
      .description(says)
      .requiredOption('--reason <text>', 'why; it is kept in the log')
      .option(...dataOption)
      .action(async (login: string, options: DataOption & { reason: string }) => {
        await using installation = await openInstallation(options)
        await act(
          installation.composed.accounts,
          await getAccount(installation, login),
          mandateFor(options.reason),
        )
        print(`${login}: ${done}.`)
      })
  user
    .command('bind <login>')
    .description('say which subject of the identity provider somebody is')
    .requiredOption('--subject <sub>', 'the subject (sub) at the provider')
    .requiredOption('--reason <text>', 'why; it is kept in the log')
    .option('--issuer <url>', 'the provider; otherwise that of ZS_OIDC_ISSUER')
    .option(...dataOption)
    .action(
      async (login: string, options: DataOption & { subject: string; issuer?: string; reason: string }) => {
        await using installation = await openInstallation(options)
        const issuer = options.issuer ?? installation.settings.oidc?.issuer
        if (issuer === undefined) throw new Error('Say --issuer, or set ZS_OIDC_ISSUER.')
        const account = await getAccount(installation, login)
        const { subject, reason } = options
        if (
          !(await bindSubject(
            installation.composed.accounts,
            account,
            { issuer, subject },
            mandateFor(reason),
          ))
        )
          throw new Error(`The subject ${subject} is bound already; zhunsheng user unbind frees it.`)
        print(`${login}: bound to ${subject}.`)
      },
    )
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

/** Why, where nobody was asked: whoever may run commands here answers for them. */
const REASON = 'zhunsheng user'

const mandateFor = (reason: string): Mandate => ({ by: OPERATOR, reason })

async function getAccount({ database }: Installation, login: string): Promise<Account> {
  const account = await findAccount(database.ownerPool, login)
  if (account === undefined)
    throw new Error(`Nobody has the login ${login}; zhunsheng user list shows who there is.`)
  return account
}

async function refuseWeak({ composed }: Installation, password: string, login: string): Promise<void> {
  await installRulebook(composed.office, composed.realm)
  const { shortestPassword } = identityRulesIn(composed.realm.rulebookOn(dayOf(now())))
  if (Array.from(password).length < shortestPassword)
    throw new Error(
      `A password has at least ${shortestPassword} characters; this one has ${password.length}.`,
    )
  if (isCommon(password, login))
    throw new Error('This password is put together from what everybody takes: choose another.')
}

async function addUser(installation: Installation, wanted: NewUser): Promise<void> {
  const { database, composed } = installation
  const { office, realm } = composed
  const given = await givenPassword(wanted.passwordFile)
  await installRulebook(office, realm)
  if (given !== undefined) await refuseWeak(installation, given, wanted.login)
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
  await createAccount(
    installation.composed.accounts,
    { person, login: wanted.login, password, at: now(), mustChange: given === undefined },
    { by: OPERATOR, more: { reason: REASON, login: wanted.login } },
  )
  print(given === undefined ? `${wanted.login}  ${password}` : `${wanted.login}: the account was made.`)
}

const postsOf = ({ posts }: Unit): string => posts.map(({ post }) => post).join(', ')

/** Never from the command line, where everybody on the machine can read it. */
async function givenPassword(file: string | undefined): Promise<string | undefined> {
  if (file === undefined) return undefined
  const text = file === '-' ? await standardInput() : await readFile(file, 'utf8')
  const [password = ''] = text.split(/\r?\n/)
  if (password.length > LONGEST_PASSWORD)
    throw new Error(
      `A password has at most ${LONGEST_PASSWORD} characters; that in ${file} has ${password.length}.`,
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
