import type { CommandEntry } from './command.js';

/** Every command, in the order in which `--help` lists them. */
export const commands: readonly CommandEntry[] = [
  {
    name: 'init',
    summary: 'write a commented configuration to start from',
    load: () => import('./commands/init.js'),
  },
  {
    name: 'check',
    summary: 'check configuration files and raw policy documents',
    load: () => import('./commands/check.js'),
  },
  {
    name: 'plan',
    summary: 'show what the configuration creates, updates and removes in the organization',
    load: () => import('./commands/plan.js'),
  },
  {
    name: 'effective',
    summary: 'print the effective chat policy of an account, and the policy that sets each value',
    load: () => import('./commands/effective.js'),
  },
  {
    name: 'impact',
    summary: 'show what each account gains and loses when the configuration is applied',
    load: () => import('./commands/impact.js'),
  },
  {
    name: 'report',
    summary: 'write all policies and their effect as one HTML page',
    load: () => import('./commands/report.js'),
  },
  {
    name: 'test',
    summary: 'run policy tests: who can do what from chat, and who cannot',
    load: () => import('./commands/test.js'),
  },
  {
    name: 'collect',
    summary: 'read a live organization into an organization file',
    load: () => import('./commands/collect.js'),
  },
  {
    name: 'import',
    summary: 'turn existing policies into a configuration and Terraform imports',
    load: () => import('./commands/import.js'),
  },
  {
    name: 'drift',
    summary: 'compare the organization with the configuration',
    load: () => import('./commands/drift.js'),
  },
  {
    name: 'decide',
    summary: 'decide whether a command from chat is allowed, and why',
    load: () => import('./commands/decide.js'),
  },
  {
    name: 'explain',
    summary: 'explain an access-denied message: which policy, which guardrail, which exemption',
    load: () => import('./commands/explain.js'),
  },
  {
    name: 'verify',
    summary: 'compare the effective policies of AWS with the computed ones',
    load: () => import('./commands/verify.js'),
  },
  {
    name: 'replay',
    summary: 're-evaluate commands that were run from chat, before and after the plan',
    load: () => import('./commands/replay.js'),
  },
  {
    name: 'who-can',
    summary: 'list the channels and accounts in which an action can be run',
    load: () => import('./commands/who-can.js'),
  },
  {
    name: 'exceptions',
    summary: 'list exemptions with reason, owner and end date',
    load: () => import('./commands/exceptions.js'),
  },
  {
    name: 'export',
    summary: 'write the plan as a plain Terraform module that needs no CDKTF',
    load: () => import('./commands/export.js'),
  },
  {
    name: 'problems',
    summary: 'list the kinds of problems, or print the page of one',
    load: () => import('./commands/problems.js'),
  },
  {
    name: 'schema',
    summary: 'print the JSON Schema of the configuration file',
    load: () => import('./commands/schema.js'),
  },
  {
    name: 'guardrails',
    summary: 'list the catalogue of guardrails, or show one',
    load: () => import('./commands/guardrails.js'),
  },
  {
    name: 'completion',
    summary: 'print a completion script for a shell',
    load: async () => ({ command: (await import('./commands/completion.js')).completionOf(commands) }),
  },
];
