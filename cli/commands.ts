import type { CommandEntry } from './command.js';

/** Every command, in the order in which `--help` lists them. */
export const commands: readonly CommandEntry[] = [
  {
    name: 'check',
    summary: 'check configuration files and raw policy documents',
    load: () => import('./commands/check.js'),
  },
  {
    name: 'effective',
    summary: 'print the effective chat policy of an account, and why it is so',
    load: () => import('./commands/effective.js'),
  },
  {
    name: 'decide',
    summary: 'say what happens when someone runs a command from chat, and why',
    load: () => import('./commands/decide.js'),
  },
  {
    name: 'guardrails',
    summary: 'list the catalogue of guardrails, or show one',
    load: () => import('./commands/guardrails.js'),
  },
];
