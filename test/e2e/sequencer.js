const { basename } = require('node:path');
const { default: Sequencer } = require('@jest/test-sequencer');

/** What matters most comes first: where the time ends, what is left is skipped. Others follow these. */
const first = [
  'deploy',
  'deploy-bindings-21',
  'deploy-cdktn',
  'upgrade',
  'guardrails',
  'waves',
  'clone',
  'adoption',
  'leaving-cdktf',
  'export',
];

/** The order in which the deployments are tried. */
module.exports = class extends Sequencer {
  sort(tests) {
    const place = ({ path }) => {
      const index = first.indexOf(basename(path, '.test.ts'));
      return index === -1 ? first.length : index;
    };
    return [...tests].sort((a, b) => place(a) - place(b) || (a.path < b.path ? -1 : 1));
  }
};
