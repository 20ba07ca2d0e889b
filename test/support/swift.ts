/** OpenStack Swift with its S3 interface (Debian: swift-proxy, -account, -container, -object, memcached), where it is installed. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { AwsClient } from 'aws4fetch'
import type { S3Settings } from '#store/evidence/s3.ts'

export interface Swift extends AsyncDisposable {
  readonly settings: Omit<S3Settings, 'prefix'>
}

const PROGRAMS = ['account', 'container', 'object', 'proxy'] as const
const program = (name: string) => `/usr/bin/swift-${name}-server`
const FILTERS =
  'catch_errors gatekeeper healthcheck proxy-logging cache listing_formats bulk tempurl s3api tempauth slo dlo versioned_writes symlink'

/** Undefined where it is not installed. It reads `/etc/swift/swift.conf` and nothing else there, so a copy is put in its place. */
export async function findSwift(): Promise<Swift | undefined> {
  if (!PROGRAMS.every((name) => existsSync(program(name))) || !existsSync('/usr/bin/memcached'))
    return undefined
  const folder = mkdtempSync(join(tmpdir(), 'zs-swift-'))
  const ports = Object.fromEntries(
    await Promise.all([...PROGRAMS, 'memcached'].map(async (name) => [name, await freePort()] as const)),
  )
  const portOf = (name: string) => String(ports[name])
  const write = (name: string, ...lines: readonly string[]) => {
    writeFileSync(join(folder, name), `${lines.join('\n')}\n`)
  }
  const user = userInfo().username
  mkdirSync(join(folder, 'dev', 'sdb1'), { recursive: true })
  write(
    'swift.conf',
    '[swift-hash]',
    'swift_hash_path_suffix = x',
    '[storage-policy:0]',
    'name = p0',
    'default = yes',
  )
  const common = (name: string) => [
    '[DEFAULT]',
    `devices = ${folder}/dev`,
    'mount_check = false',
    'bind_ip = 127.0.0.1',
    `bind_port = ${portOf(name)}`,
    'workers = 0',
    `user = ${user}`,
    `swift_dir = ${folder}`,
  ]
  for (const name of ['account', 'container', 'object']) {
    write(
      `${name}.conf`,
      ...common(name),
      '[pipeline:main]',
      `pipeline = ${name}-server`,
      `[app:${name}-server]`,
      `use = egg:swift#${name}`,
    )
    const builder = (...args: readonly string[]) =>
      spawnSync('swift-ring-builder', [`${name}.builder`, ...args], { cwd: folder })
    builder('create', '4', '1', '0')
    builder('add', `r1z1-127.0.0.1:${portOf(name)}/sdb1`, '1')
    builder('rebalance')
  }
  const more: Readonly<Record<string, readonly string[]>> = {
    cache: [`memcache_servers = 127.0.0.1:${portOf('memcached')}`],
    s3api: ['location = us-east-1', 'check_bucket_owner = false'],
    tempauth: ['user_test_tester = testing .admin'],
    versioned_writes: ['allow_versioned_writes = true', 'allow_object_versioning = true'],
  }
  const eggs: Readonly<Record<string, string>> = { cache: 'memcache', 'proxy-logging': 'proxy_logging' }
  write(
    'proxy.conf',
    ...common('proxy'),
    '[pipeline:main]',
    `pipeline = ${FILTERS} proxy-logging proxy-server`,
    ...[
      '[app:proxy-server]',
      'use = egg:swift#proxy',
      'account_autocreate = true',
      'allow_account_management = true',
    ],
    ...FILTERS.split(' ').flatMap((name) => [
      `[filter:${name}]`,
      `use = egg:swift#${eggs[name] ?? name}`,
      ...(more[name] ?? []),
    ]),
  )
  write(
    'run.py',
    'import sys',
    'import swift.common.utils as utils',
    `utils.SWIFT_CONF_FILE = ${JSON.stringify(join(folder, 'swift.conf'))}`,
    'from swift.common.wsgi import run_wsgi',
    "sys.exit(run_wsgi(sys.argv[1], sys.argv[2] + '-server', ''))",
  )
  const started: ChildProcess[] = [
    spawn('/usr/bin/memcached', ['-u', user, '-l', '127.0.0.1', '-p', portOf('memcached'), '-m', '32'], {
      stdio: 'ignore',
    }),
    ...PROGRAMS.map((name) =>
      spawn('/usr/bin/python3', [join(folder, 'run.py'), join(folder, `${name}.conf`), name], {
        stdio: 'ignore',
      }),
    ),
  ]
  const settings = {
    endpoint: `http://127.0.0.1:${portOf('proxy')}`,
    region: 'us-east-1',
    accessKeyId: 'test:tester',
    secretAccessKey: 'testing',
    bucket: 'evidence',
  }
  const swift: Swift = {
    settings,
    async [Symbol.asyncDispose]() {
      for (const child of started) child.kill('SIGKILL')
      await sleep(100)
      rmSync(folder, { recursive: true, force: true })
    },
  }
  const client = new AwsClient({ ...settings, service: 's3', retries: 0 })
  const until = performance.now() + 60_000
  while (performance.now() < until) {
    const made = await client
      .fetch(`${settings.endpoint}/${settings.bucket}`, { method: 'PUT' })
      .catch(() => undefined)
    if (made?.ok === true) return swift
    await sleep(200)
  }
  await swift[Symbol.asyncDispose]()
  throw new Error('Swift is installed and did not come up within a minute.')
}

async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve))
  // A server that listens on a port has an address of this shape.
  const { port } = probe.address() as AddressInfo
  await new Promise((resolve) => probe.close(resolve))
  return port
}
