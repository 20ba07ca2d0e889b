/**
 * Who may import whom. Read top to bottom: each rule is one arrow that does not exist.
 *
 *   kernel  <-  mechanisms  <-  server, portal, cli
 *   kernel  <-  workbench (in the browser; it asks the server over HTTP, and seals a reporter as the portal's browser does)
 *   kernel  <-  store       <-  server, cli
 *   verifier stands alone; test and bench may import everything, nobody imports them
 */
const forbid = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to })
const packages = ['npm', 'npm-dev', 'npm-optional', 'npm-peer', 'npm-bundled', 'npm-no-pkg', 'npm-unknown']
const test = '[.](test|types|fixture)[.]ts$'

module.exports = {
  forbidden: [
    forbid(
      'no-cycles',
      'Two files that need each other are one file, or miss a third.',
      {},
      { circular: true },
    ),
    forbid(
      'imports-lead-somewhere',
      'A file that is not there cannot be checked either.',
      {},
      { couldNotResolve: true },
    ),
    forbid(
      'kernel-knows-nobody',
      'The kernel is what the mechanisms are written in; it never looks up.',
      { path: '^src/kernel/', pathNot: test },
      { path: '^(src/(?!kernel/)|test/|bench/|scripts/)' },
    ),
    forbid(
      'kernel-does-no-io',
      'No clock, file, socket or database: what the kernel needs is handed to it.',
      { path: '^src/(kernel|mechanisms)/', pathNot: test },
      { dependencyTypes: ['core'] },
    ),
    forbid(
      'kernel-is-self-contained',
      'One package only: canonicalize (RFC 8785), because the bytes of an entry are defined by it.',
      { path: '^src/kernel/', pathNot: test },
      { dependencyTypes: packages, pathNot: '(^|/)node_modules/canonicalize/' },
    ),
    forbid(
      'mechanisms-use-only-the-kernel',
      'A mechanism is a declaration plus pure logic.',
      { path: '^src/mechanisms/', pathNot: test },
      { path: '^(src/(?!kernel/|mechanisms/)|test/|bench/|scripts/)' },
    ),
    forbid(
      'mechanisms-need-one-package',
      'pinyin-pro (how a name sounds) is data; everything else belongs into the kernel or outside.',
      { path: '^src/mechanisms/', pathNot: test },
      { dependencyTypes: packages, pathNot: '(^|/)node_modules/pinyin-pro/' },
    ),
    forbid(
      'mechanisms-are-strangers',
      'Records refer to each other by name. A mechanism can be deleted by deleting its folder.',
      { path: '^src/mechanisms/([^/]+)/' },
      { path: '^src/mechanisms/[^/]+/', pathNot: '^src/mechanisms/$1/' },
    ),
    forbid(
      'store-serves-any-mechanism',
      'Tables and queries know declarations in general, none in particular.',
      { path: '^src/store/', pathNot: test },
      { path: '^src/(?!kernel/|store/)' },
    ),
    forbid(
      'pages-do-not-reach-behind-the-counter',
      'The portal renders what it is handed; routes and data belong to the server.',
      { path: '^src/portal/', pathNot: test },
      { path: '^src/(server|store|cli)/' },
    ),
    forbid(
      'workbench-talks-over-http',
      'It runs in a browser and knows of the rest only what the doors say; shapes of the kernel are types. How who reports is sealed is the same in every browser.',
      { path: '^src/workbench/', pathNot: test },
      {
        path: '^(src/(?!kernel/|workbench/)|test/|bench/|scripts/)',
        pathNot: '^src/portal/(sealing|ownWords|anonymousCode)[.]ts$',
      },
    ),
    forbid(
      'workbench-is-not-imported',
      'The server hands it out as files.',
      { path: '^src/(?!workbench/)' },
      { path: '^src/workbench/' },
    ),
    forbid(
      'server-does-not-command',
      'The command line starts the server, never the other way round.',
      { path: '^src/(kernel|mechanisms|store|server|portal|workbench|verifier)/', pathNot: test },
      { path: '^src/cli/' },
    ),
    forbid(
      'store-belongs-to-the-server',
      'Only server and command line touch the database.',
      { path: '^src/(kernel|mechanisms|portal|verifier)/', pathNot: test },
      { path: '^src/store/' },
    ),
    forbid(
      'verifier-stands-alone',
      'Who checks us must not need to trust us: one folder, no import of ours, no package.',
      { path: '^src/verifier/', pathNot: test },
      { path: '^(src/(?!verifier/)|test/|bench/|scripts/)|(^|/)node_modules/' },
    ),
    forbid(
      'verifier-is-not-used',
      'It stays an independent second opinion only as long as nothing of ours is built on it.',
      { path: '^src/(?!verifier/)', pathNot: test },
      { path: '^src/verifier/', pathNot: '^src/verifier/[^/]+[.]types[.]ts$' },
    ),
    forbid(
      'tests-are-not-imported',
      'Test support is for tests.',
      { path: '^src/', pathNot: test },
      { path: '[.](test|types|fixture)[.]ts$|^test/|^bench/|^scripts/' },
    ),
    forbid(
      'shipped-code-needs-shipped-packages',
      'What only developers install is not there in an office.',
      { path: '^src/', pathNot: test },
      {
        dependencyTypes: ['npm-dev'],
        dependencyTypesNot: ['type-only', 'npm'],
        pathNot: '(^|/)node_modules/@types/',
      },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'types'] },
  },
}
