import type { NeededAction } from '../policy/command-actions.js';
import { needs, type OptionRule } from './needed-action.js';
import type { CommandLine } from './parse-command-line.js';
import { optionalObjectActions } from './s3-object-rules.js';

/**
 * The commands of `s3`, which the CLI composes of S3's operations.
 * @see https://docs.aws.amazon.com/cli/latest/reference/s3/
 */
export const s3TransferRules: Readonly<Record<string, OptionRule>> = {
  cp: transfer,
  ls: (line) => {
    const [path] = paths(line);
    return path === undefined || bucketOf(path) === '' ? needs('s3:ListAllMyBuckets') : [list(path)];
  },
  mb: onBucket('s3:CreateBucket'),
  mv: transfer,
  rb: (line) => {
    const [path] = paths(line);
    if (path === undefined) return noBucket;
    const emptied = line.options.has('--force') ? [list(path), { action: 's3:DeleteObject' }] : [];
    return [...emptied, { action: 's3:DeleteBucket', ...bucketArn(path) }];
  },
  rm: (line) => {
    const [path] = paths(line);
    if (path === undefined) return noBucket;
    return line.options.has('--recursive')
      ? [list(path), { action: 's3:DeleteObject' }]
      : [object('s3:DeleteObject', path)];
  },
  sync: transfer,
  website: onBucket('s3:PutBucketWebsite'),
};

const noBucket = { reason: 'names no bucket', help: 'give the bucket as `s3://…`' };

/** `cp`, `mv` and `sync`: what is read, what is written, and what is deleted afterwards. */
function transfer(line: CommandLine): ReturnType<OptionRule> {
  const [from, to, more] = paths(line);
  if (from === undefined || to === undefined || more !== undefined || !(isS3(from) || isS3(to))) {
    return {
      reason: 'names no source and destination of which one is in S3',
      help: 'give both, for example `s3 cp s3://bucket/key .`',
    };
  }
  const { command, options } = line;
  const whole = command === 'sync' || options.has('--recursive');
  const one = (action: string, path: string): NeededAction => (whole ? { action } : object(action, path));
  return [
    ...(isS3(from) && whole ? [list(from)] : []),
    ...(isS3(to) && command === 'sync' ? [list(to)] : []),
    ...(isS3(from) ? [one('s3:GetObject', from)] : []),
    ...(isS3(to) ? ['s3:PutObject', ...optionalObjectActions(line)].map((action) => one(action, to)) : []),
    ...(isS3(from) && command === 'mv' ? [one('s3:DeleteObject', from)] : []),
    ...(isS3(to) && command === 'sync' && options.has('--delete') ? needs('s3:DeleteObject') : []),
  ];
}

function onBucket(action: string): OptionRule {
  return (line) => {
    const [path] = paths(line);
    return path === undefined ? noBucket : [{ action, ...bucketArn(path) }];
  };
}

/** Options without a value: a path can follow them. */
const flags = new Set(
  (
    '--delete --dryrun --exact-timestamps --follow-symlinks --force --force-glacier-transfer --human-readable ' +
    '--ignore-glacier-warnings --no-follow-symlinks --no-guess-mime-type --no-overwrite --no-progress ' +
    '--only-show-errors --quiet --recursive --size-only --summarize --validate-same-s3-paths'
  ).split(' '),
);

/** The paths in a command line, before or after its options. */
function paths(line: CommandLine): readonly string[] {
  const afterOptions = [...line.options].flatMap(([name, values]) =>
    flags.has(name) ? values : values.slice(1).filter((value) => name !== '--grants' || isS3(value)),
  );
  return [...line.arguments, ...afterOptions];
}

function isS3(path: string): boolean {
  return path.startsWith('s3://');
}

function bucketOf(path: string): string {
  return path.replace(/^s3:\/\//, '').replace(/\/.*$/s, '');
}

function list(path: string): NeededAction {
  return { action: 's3:ListBucket', ...bucketArn(path) };
}

/** A bucket by its name. Access points, which are named by ARN, are excluded. */
function bucketArn(path: string): { readonly resource?: string } {
  const bucket = bucketOf(path);
  return /^[a-z0-9.-]+$/.test(bucket) ? { resource: `arn:aws:s3:::${bucket}` } : {};
}

/** One object, where the path names it: below a folder it is called as the other side calls it. */
function object(action: string, path: string): NeededAction {
  const { resource } = bucketArn(path);
  const key = path.replace(/^s3:\/\/[^/]*\/?/, '');
  return resource === undefined || key === '' || key.endsWith('/')
    ? { action }
    : { action, resource: `${resource}/${key}` };
}
