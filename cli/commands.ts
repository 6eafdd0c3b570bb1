import type { CommandEntry } from './command.js';

/** Every command, by group, in the order in which `--help` lists them. */
export const commands: readonly CommandEntry[] = [
  {
    name: 'init',
    group: 'Start:',
    summary: 'write a commented configuration to start from',
    load: () => import('./commands/init.js'),
  },
  {
    name: 'collect',
    group: 'Start:',
    summary: 'read a live organization into an organization file',
    load: () => import('./commands/collect.js'),
  },
  {
    name: 'import',
    group: 'Start:',
    summary: 'turn existing policies into a configuration and Terraform imports',
    load: () => import('./commands/import.js'),
  },
  {
    name: 'check',
    group: 'Check:',
    summary: 'check configuration files and raw policy documents',
    load: () => import('./commands/check.js'),
  },
  {
    name: 'plan',
    group: 'Check:',
    summary: 'show what the configuration creates, updates and removes in the organization',
    load: () => import('./commands/plan.js'),
  },
  {
    name: 'test',
    group: 'Check:',
    summary: 'run policy tests: who can do what from chat, and who cannot',
    load: () => import('./commands/test.js'),
  },
  {
    name: 'exceptions',
    group: 'Check:',
    summary: 'list exemptions with reason, owner and end date',
    load: () => import('./commands/exceptions.js'),
  },
  {
    name: 'decide',
    group: 'Ask:',
    summary: 'decide whether a command from chat is allowed, and why',
    load: () => import('./commands/decide.js'),
  },
  {
    name: 'who-can',
    group: 'Ask:',
    summary: 'list the channels and accounts in which an action can be run',
    load: () => import('./commands/who-can.js'),
  },
  {
    name: 'effective',
    group: 'Ask:',
    summary: 'print the effective chat policy of an account, and the policy that sets each value',
    load: () => import('./commands/effective.js'),
  },
  {
    name: 'explain',
    group: 'Ask:',
    summary: 'explain an access-denied message: which policy, which guardrail, which exemption',
    load: () => import('./commands/explain.js'),
  },
  {
    name: 'impact',
    group: 'Review:',
    summary: 'show what each account gains and loses when the configuration is applied',
    load: () => import('./commands/impact.js'),
  },
  {
    name: 'report',
    group: 'Review:',
    summary: 'write all policies and their effect as one HTML page',
    load: () => import('./commands/report.js'),
  },
  {
    name: 'replay',
    group: 'Review:',
    summary: 're-evaluate commands that were run from chat, before and after the plan',
    load: () => import('./commands/replay.js'),
  },
  {
    name: 'export',
    group: 'Deploy:',
    summary: 'write the plan as a plain Terraform module that needs no CDKTF',
    load: () => import('./commands/export.js'),
  },
  {
    name: 'drift',
    group: 'Deploy:',
    summary: 'compare the organization with the configuration',
    load: () => import('./commands/drift.js'),
  },
  {
    name: 'verify',
    group: 'Deploy:',
    summary: 'compare the effective policies of AWS with the computed ones',
    load: () => import('./commands/verify.js'),
  },
  {
    name: 'guardrails',
    group: 'Look up:',
    summary: 'list the catalogue of guardrails, or show one',
    load: () => import('./commands/guardrails.js'),
  },
  {
    name: 'problems',
    group: 'Look up:',
    summary: 'list the kinds of problems, or print the page of one',
    load: () => import('./commands/problems.js'),
  },
  {
    name: 'schema',
    group: 'Look up:',
    summary: 'print the JSON Schema of the configuration file',
    load: () => import('./commands/schema.js'),
  },
  {
    name: 'completion',
    group: 'Look up:',
    summary: 'print a completion script for a shell',
    load: async () => ({ command: (await import('./commands/completion.js')).completionOf(commands) }),
  },
];
