import { join } from 'node:path';
import { modulesOf } from './installed.js';

const root = join(__dirname, '..', '..');
const onFork = process.env['TESTED_CORE'] === 'cdktn';

/** What the tests run on: CDKTF, or CDK Terrain where `npm run test:cdktn` runs them. */
export const testedCore = onFork
  ? {
      /** A clone that is built and has everything installed. */
      home: join(root, '.cache', 'cdktn'),
      modules: modulesOf('cdktn'),
      app: 'main-cdktn.js',
      door: 'cdktn.js',
      constructs: 'constructs-cdktn',
      /** What the package needs beside the core and its bindings. */
      variables: { NODE_PATH: join(root, 'node_modules') },
      /** A program of a user of CDKTF, moved to what is tested. */
      program: (text: string): string =>
        text.replaceAll("'cdktf'", "'cdktn'").replaceAll("'@cdktf/", "'@cdktn/"),
    }
  : {
      home: root,
      modules: join(root, 'node_modules'),
      app: 'main.js',
      door: 'index.js',
      constructs: 'constructs',
      variables: {},
      program: (text: string): string => text,
    };
