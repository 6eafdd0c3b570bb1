import type { NeededAction } from '../policy/command-actions.js';
import { needs, type OptionRule, optionText } from './needed-action.js';
import type { CommandLine } from './parse-command-line.js';

/**
 * The commands of `s3api` whose options decide which actions they need: a version has actions of its own, and
 * access lists, tags and locks that come with an object need theirs.
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html
 */
export const s3ObjectRules: Readonly<Record<string, OptionRule>> = {
  'copy-object': (line) => [...readSource(line), ...needs('s3:PutObject', ...optionalObjectActions(line))],
  'create-bucket': (line) =>
    needs(
      's3:CreateBucket',
      ...(grants(line) ? ['s3:PutBucketAcl'] : []),
      ...(line.options.has('--object-lock-enabled-for-bucket')
        ? ['s3:PutBucketObjectLockConfiguration', 's3:PutBucketVersioning']
        : []),
      ...(line.options.has('--object-ownership') ? ['s3:PutBucketOwnershipControls'] : []),
    ),
  'create-multipart-upload': (line) => needs('s3:PutObject', ...optionalObjectActions(line)),
  'delete-object': (line) =>
    needs(...ofVersion(line, 's3:DeleteObject', 's3:DeleteObjectVersion'), ...bypass(line)),
  'delete-object-tagging': versioned('s3:DeleteObjectTagging', 's3:DeleteObjectVersionTagging'),
  'delete-objects': deleteObjects,
  'get-object': versioned('s3:GetObject', 's3:GetObjectVersion'),
  'get-object-acl': versioned('s3:GetObjectAcl', 's3:GetObjectVersionAcl'),
  'get-object-attributes': (line) =>
    line.options.has('--version-id')
      ? needs('s3:GetObjectVersion', 's3:GetObjectVersionAttributes')
      : needs('s3:GetObject', 's3:GetObjectAttributes'),
  'get-object-tagging': versioned('s3:GetObjectTagging', 's3:GetObjectVersionTagging'),
  'head-object': versioned('s3:GetObject', 's3:GetObjectVersion'),
  'put-object': (line) => needs('s3:PutObject', ...optionalObjectActions(line)),
  'put-object-acl': versioned('s3:PutObjectAcl', 's3:PutObjectVersionAcl'),
  'put-object-tagging': versioned('s3:PutObjectTagging', 's3:PutObjectVersionTagging'),
  'upload-part-copy': (line) => [...readSource(line), ...needs('s3:PutObject')],
};

function versioned(action: string, ofItsVersions: string): OptionRule {
  return (line) => needs(...ofVersion(line, action, ofItsVersions));
}

function ofVersion(line: CommandLine, action: string, ofItsVersions: string): readonly string[] {
  return [line.options.has('--version-id') ? ofItsVersions : action];
}

/** The object that is copied: `bucket/key`, perhaps with a version. */
function readSource(line: CommandLine): readonly NeededAction[] {
  const source = optionText(line, '--copy-source') ?? '';
  const action = /[?&]versionId=/.test(source) ? 's3:GetObjectVersion' : 's3:GetObject';
  const path = /^\/?([a-z0-9.-]+\/[\w./-]+)(?:\?|$)/.exec(source)?.[1];
  return [{ action, ...(path === undefined ? {} : { resource: `arn:aws:s3:::${path}` }) }];
}

/** The actions for what is set together with an object. */
export function optionalObjectActions(line: CommandLine): readonly string[] {
  const { options } = line;
  return [
    ...(grants(line) ? ['s3:PutObjectAcl'] : []),
    ...(options.has('--object-lock-legal-hold-status') ? ['s3:PutObjectLegalHold'] : []),
    ...(options.has('--object-lock-mode') ? ['s3:PutObjectRetention'] : []),
    ...(options.has('--tagging') ? ['s3:PutObjectTagging'] : []),
  ];
}

function grants({ options }: CommandLine): boolean {
  return [...options.keys()].some((name) => /^--(?:acl|grants?(?:-.*)?)$/.test(name));
}

function bypass({ options }: CommandLine): readonly string[] {
  return options.has('--bypass-governance-retention') ? ['s3:BypassGovernanceRetention'] : [];
}

function deleteObjects(line: CommandLine): ReturnType<OptionRule> {
  const objects = optionText(line, '--delete');
  if (objects === undefined) {
    return {
      reason:
        'deletes objects or versions of objects, which are two actions, and the line does not determine which',
      help: 'give the objects in `--delete`',
    };
  }
  const withVersion = objects.match(/"?VersionId"?\s*[:=]/g)?.length ?? 0;
  const all = objects.match(/"?\bKey"?\s*[:=]/g)?.length ?? 0;
  return needs(
    ...(all > withVersion ? ['s3:DeleteObject'] : []),
    ...(withVersion > 0 ? ['s3:DeleteObjectVersion'] : []),
    ...bypass(line),
  );
}
