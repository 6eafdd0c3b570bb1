const { basename } = require('node:path');
const { default: Sequencer } = require('@jest/test-sequencer');

/** The longest come first, so both workers end at about the same time. */
const first = [
  'start',
  'deploy',
  'collect',
  'clone',
  'export',
  'adoption',
  'leaving-cdktf',
  'guardrails',
  'waves',
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
