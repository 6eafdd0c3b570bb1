import { createHash, randomBytes } from 'node:crypto';
import * as nodeDisk from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { CannotDo, errorCode } from './cannot-do.js';

/** Files below one folder, which is created if it does not exist. */
export interface FileSet {
  readonly folder: string;
  readonly files: readonly {
    /** Below the folder. */
    readonly path: string;
    readonly text: string;
    /** Set for a new version of an existing file of the user. */
    readonly replaces?: true;
  }[];
  /** Set for an exported module: files of an earlier export are replaced, or removed if this one does not have them. */
  readonly isModule?: true;
  /** Replaces existing files of any origin. */
  readonly force?: boolean | undefined;
}

/**
 * Writes sets of files, all of them or none. An existing file is replaced only if its set permits that, or if an
 * interrupted run of the command wrote it. Throws `CannotDo` when a file cannot be written or replaced.
 */
export type WriteFiles = (sets: readonly FileSet[]) => void;

/** A file that a command writes at its end. */
export interface OutputFile {
  /** True for a pipe or a device, which gets the text and stays what it is. */
  readonly isStream: boolean;
  /** Writes the complete text or nothing; an existing file keeps its mode, and a symlink stays a symlink. */
  readonly write: (text: string) => void;
}

/**
 * Returns a file to write; `isOwn` recognizes the text of an existing file that may be replaced (default: any), `mode`
 * is for a new file. Throws `CannotDo` at once if the file cannot be written or replaced.
 */
export type OpenOutput = (
  path: string,
  options?: {
    readonly isOwn?: ((existing: string) => boolean) | undefined;
    /** What to do about a file that `isOwn` does not recognize. */
    readonly help?: string;
    readonly mode?: number;
  },
) => OutputFile;

/** The operations of a file system that writing needs. */
export type Disk = Pick<
  typeof nodeDisk,
  | ('accessSync' | 'closeSync' | 'fchmodSync' | 'lstatSync' | 'mkdirSync' | 'openSync')
  | ('readdirSync' | 'readFileSync' | 'realpathSync' | 'renameSync' | 'rmSync' | 'rmdirSync' | 'statSync')
  | 'writeSync'
>;

/** The only writer of files. Each text goes to a temporary file beside its place, and moves there once it is complete. */
export function fileWriter(disk: Disk = nodeDisk): {
  readonly openOutput: OpenOutput;
  readonly writeFiles: WriteFiles;
} {
  return {
    openOutput: (path, { isOwn = () => true, help = forceHelp, mode } = {}) => {
      const open = (): Destination => {
        const place = destinationOf(disk, path);
        if (place.kind === 'stream') return place;
        const folder = dirname(place.path);
        if (!disk.statSync(folder).isDirectory()) throw cannotWrite(path, noSuchFolder);
        disk.accessSync(folder, nodeDisk.constants.W_OK);
        if (place.kind === 'new' || place.size === 0) return place;
        if (isOwn(disk.readFileSync(place.path, 'utf8'))) return place;
        throw new CannotDo(`\`${path}\` exists and was not written by this command`, help);
      };
      return {
        isStream: attempt(path, open).kind === 'stream',
        write: (text) =>
          attempt(path, () => {
            const place = open();
            if (place.kind === 'stream') writeToStream(disk, place.target, text);
            else applyChanges(disk, [{ place, text, mode }], false);
          }),
      };
    },
    writeFiles: (sets) => {
      const folder = sets[0]?.folder ?? '';
      attempt(folder, () => {
        const changes = sets.map((set) => changesOf(disk, set));
        const steps = [
          ...changes.flatMap(({ before }) => before),
          ...changes.flatMap(({ files }) => files),
          ...changes.reverse().flatMap(({ after }) => after),
        ];
        applyChanges(disk, steps, true);
      });
    },
  };
}

const noSuchFolder = 'there is no such folder';
const forceHelp = 'name another file, or replace it with `--force`';

/** A place for a file: nothing is there yet, or a regular file, symlinks resolved. */
type FileDestination =
  | { readonly kind: 'new'; readonly path: string }
  | { readonly kind: 'file'; readonly path: string; readonly mode: number; readonly size: number };

/** Where a text goes; a stream is a path or an open descriptor. */
type Destination = FileDestination | { readonly kind: 'stream'; readonly target: string | number };

/** Where a path leads. Throws `CannotDo` for a folder, a socket, a block device, and a symlink to nothing. */
function destinationOf(disk: Disk, path: string): Destination {
  // Opening `/dev/stdout` would overwrite what a redirected stream has in its file already.
  const [, name, number] = /^\/(?:dev|proc\/self)\/(?:(stdout|stderr)|fd\/(\d+))$/.exec(resolve(path)) ?? [];
  if (name !== undefined) return { kind: 'stream', target: name === 'stdout' ? 1 : 2 };
  if (number !== undefined) return { kind: 'stream', target: Number(number) };
  const stats = disk.statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) {
    const isLink = disk.lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true;
    if (!isLink) return { kind: 'new', path };
    throw cannotWrite(path, 'it is a symlink to a file that does not exist', 'remove the symlink');
  }
  if (stats.isFIFO() || stats.isCharacterDevice()) return { kind: 'stream', target: path };
  if (stats.isDirectory()) throw cannotWrite(path, 'it is a folder');
  if (!stats.isFile()) throw cannotWrite(path, 'it is not a regular file, a pipe or a character device');
  disk.accessSync(path, nodeDisk.constants.W_OK);
  return { kind: 'file', path: disk.realpathSync(path), mode: stats.mode & 0o7777, size: stats.size };
}

/** The file that a path of a set leads to; streams are not allowed there. */
function fileDestination(disk: Disk, path: string): FileDestination {
  const place = destinationOf(disk, path);
  if (place.kind !== 'stream') return place;
  throw cannotWrite(path, 'it is not a regular file');
}

function writeToStream(disk: Disk, target: string | number, text: string): void {
  const descriptor = typeof target === 'number' ? target : disk.openSync(target, 'w');
  try {
    writeAll(disk, descriptor, Buffer.from(text));
  } catch (error) {
    // The reader of a pipe has read all that it wants.
    if (errorCode(error) !== 'EPIPE') throw error;
  } finally {
    if (descriptor !== target) disk.closeSync(descriptor);
  }
}

/** Writes all bytes to an open descriptor, which may be non-blocking. */
export function writeAll(disk: Pick<Disk, 'writeSync'>, descriptor: number, bytes: Buffer): void {
  let written = 0;
  while (written < bytes.length) {
    try {
      written += disk.writeSync(descriptor, bytes, written);
    } catch (error) {
      if (errorCode(error) !== 'EAGAIN') throw error;
    }
  }
}

/** A new text of a file, or its removal. */
interface Change {
  readonly place: FileDestination;
  readonly text: string | undefined;
  /** The mode of a new file. */
  readonly mode?: number | undefined;
}

/** Makes all changes in their order, or none. Every text is on the disk before the first file changes. */
function applyChanges(disk: Disk, changes: readonly Change[], createFolders: boolean): void {
  const undo: (() => void)[] = [];
  try {
    for (const folder of new Set(changes.map(({ place }) => dirname(place.path)))) {
      if (createFolders) createFolder(disk, folder, undo);
      removeLeftovers(disk, folder);
    }
    const steps = changes.map(({ place, text, mode }) => {
      if (text === undefined) return () => disk.rmSync(place.path, { force: true });
      return stage(disk, place, { text, mode }, undo);
    });
    for (const [index, { place }] of changes.entries()) {
      if (changes.length > 1) undo.push(restoring(disk, place));
      steps[index]?.();
    }
  } catch (error) {
    for (const step of undo.reverse()) quietly(step);
    throw error;
  }
}

/** Writes a text to a temporary file; the returned function moves it to its place. */
function stage(
  disk: Disk,
  place: FileDestination,
  { text, mode }: { readonly text: string | Buffer; readonly mode?: number | undefined },
  undo: (() => void)[],
): () => void {
  const draft = join(dirname(place.path), draftName());
  undo.push(() => disk.rmSync(draft, { force: true }));
  const kept = place.kind === 'file' ? place.mode : undefined;
  const descriptor = disk.openSync(draft, 'wx', kept ?? mode ?? 0o666);
  try {
    writeAll(disk, descriptor, Buffer.from(text));
    if (kept !== undefined) disk.fchmodSync(descriptor, kept);
  } finally {
    disk.closeSync(descriptor);
  }
  return () => disk.renameSync(draft, place.path);
}

/** Remembers what is at a place; the returned function brings it back. */
function restoring(disk: Disk, place: FileDestination): () => void {
  const bytes = bytesAt(disk, place.path);
  if (bytes === undefined) return () => disk.rmSync(place.path, { force: true });
  return () => stage(disk, place, { text: bytes }, [])();
}

function createFolder(disk: Disk, folder: string, undo: (() => void)[]): void {
  const top = disk.mkdirSync(folder, { recursive: true });
  if (top === undefined) return;
  undo.push(() => {
    for (let each = folder; each.length >= top.length; each = dirname(each)) disk.rmdirSync(each);
  });
}

const draftPattern = /^\.chat-guardrails-(\d+)-[0-9a-f]{12}\.tmp$/;

function draftName(): string {
  return `.chat-guardrails-${process.pid}-${randomBytes(6).toString('hex')}.tmp`;
}

/** Removes temporary files of processes that were killed. This process has none before it begins to write. */
function removeLeftovers(disk: Disk, folder: string): void {
  quietly(() => {
    for (const name of disk.readdirSync(folder)) {
      const [, id] = draftPattern.exec(name) ?? [];
      if (id === undefined || isRunning(Number(id))) continue;
      disk.rmSync(join(folder, name), { force: true });
    }
  });
}

function isRunning(id: number): boolean {
  if (id === process.pid) return false;
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    return errorCode(error) !== 'ESRCH';
  }
}

/** What the tool wrote below a folder: the hash of every file, by its path. */
interface Ledger {
  /** What the last complete run wrote. */
  readonly files: Readonly<Record<string, string>>;
  /** What a run was about to write, which may have been interrupted. */
  readonly pending: Readonly<Record<string, string>>;
}

/** The ledger of an exported module, which stays; that of other sets is there only while they are written. */
const ledgerNames = { module: '.chat-guardrails-export.json', run: '.chat-guardrails-run.json' } as const;

/** What a set changes: its ledger announces the files before they change and is settled after. */
interface SetChanges {
  readonly before: readonly Change[];
  /** The first file of the set last: where it is there, the others are. */
  readonly files: readonly Change[];
  readonly after: readonly Change[];
}

/** Works out what a set changes. Throws `CannotDo` if it would change a file that is not the tool's. */
function changesOf(disk: Disk, set: FileSet): SetChanges {
  const { folder, files, isModule = false } = set;
  const ledgerPlace = fileDestination(disk, join(folder, ledgerNames[isModule ? 'module' : 'run']));
  const ledger = readLedger(bytesAt(disk, ledgerPlace.path)?.toString(), isModule);
  if (isModule && set.force !== true && ledger === undefined) refuseFull(disk, folder);
  const earlier = { ...ledger?.files, ...ledger?.pending };
  const isStale = (path: string): boolean => isModule && !files.some((file) => file.path === path);
  const stale = Object.keys(earlier).filter(isStale);
  const changes = [...files, ...stale.map((path) => ({ path, text: undefined, replaces: undefined }))].map(
    ({ path, text, replaces }): Change => {
      const place = fileDestination(disk, resolve(folder, path));
      if (place.kind === 'file' && replaces !== true && set.force !== true) {
        refuseForeign(set, path, disk.readFileSync(place.path), { ledger, text });
      }
      return { place, text };
    },
  );
  const written = Object.fromEntries(files.map(({ path, text }) => [path, hashOf(text)]));
  if (!isModule && ledger === undefined && files.length < 2) return { before: [], files: changes, after: [] };
  const pending = { files: earlier, pending: written };
  return {
    before: [{ place: ledgerPlace, text: renderLedger(pending) }],
    files: changes.reverse(),
    after: [
      { place: ledgerPlace, text: isModule ? renderLedger({ files: written, pending: {} }) : undefined },
    ],
  };
}

/** An exported module has a folder of its own. */
function refuseFull(disk: Disk, folder: string): void {
  if (!disk.statSync(folder, { throwIfNoEntry: false })) return;
  if (disk.readdirSync(folder).every((name) => draftPattern.test(name))) return;
  throw new CannotDo(
    `\`${folder}\` is not empty, and was not written by \`chat-guardrails export\``,
    'name another folder, empty it, or write into it with `--force`',
  );
}

/** Refuses to change a file that the tool did not write, or that was edited since. */
function refuseForeign(
  { folder, isModule }: FileSet,
  path: string,
  existing: Buffer,
  { ledger, text }: { readonly ledger: Ledger | undefined; readonly text: string | undefined },
): void {
  const found = hashOf(existing);
  const earlier = ledger?.files[path];
  if (found === earlier || found === ledger?.pending[path]) return;
  if (isModule !== true) {
    const help = 'remove it, write to another folder, or replace it with `--force`';
    throw new CannotDo(`\`${path}\` already exists`, help);
  }
  if (text !== undefined && found === hashOf(text)) return;
  const why = earlier === undefined ? 'was not written by this command' : 'was edited since it was exported';
  throw new CannotDo(
    `\`${path}\` in \`${folder}\` ${why}`,
    'move the change into the configuration or into a file of your own, delete this one, and export again; `--force` replaces it',
  );
}

/** The text of a ledger, files sorted. */
function renderLedger({ files, pending }: Ledger): string {
  const sorted = (hashes: Ledger['files']) => Object.fromEntries(Object.entries(hashes).sort());
  const rest = Object.keys(pending).length === 0 ? {} : { pending: sorted(pending) };
  const ledger = { writtenBy: 'chat-guardrails export', files: sorted(files), ...rest };
  return `${JSON.stringify(ledger, null, 2)}\n`;
}

/** Returns the ledger in a text; undefined if this tool did not write it: that of a module names files below it. */
function readLedger(text: string | undefined, isModule: boolean): Ledger | undefined {
  try {
    const { files, pending = {} }: { readonly files?: unknown; readonly pending?: unknown } = JSON.parse(
      text ?? '',
    );
    if (!areHashes(files) || !areHashes(pending)) return undefined;
    const names = Object.keys({ ...files, ...pending }).flatMap((path) => path.split(/[\\/]/));
    return isModule && names.some((name) => name === '' || name === '..') ? undefined : { files, pending };
  } catch {
    return undefined;
  }
}

function areHashes(value: unknown): value is Ledger['files'] {
  if (typeof value !== 'object' || value === null) return false;
  return Object.values(value).every((hash) => typeof hash === 'string');
}

/** The hash by which a file is known to be as it was written. */
function hashOf(bytes: string | Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function bytesAt(disk: Disk, path: string): Buffer | undefined {
  return disk.statSync(path, { throwIfNoEntry: false }) && disk.readFileSync(path);
}

function quietly(work: () => void): void {
  try {
    work();
  } catch {
    // The error that matters is reported already.
  }
}

function attempt<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof CannotDo) throw error;
    const code = errorCode(error);
    if (code === undefined) throw error;
    const reasons: Readonly<Record<string, string>> = {
      ENOENT: noSuchFolder,
      ENOTDIR: noSuchFolder,
      EISDIR: 'it is a folder',
    };
    throw cannotWrite(path, reasons[code] ?? code);
  }
}

function cannotWrite(path: string, reason: string, help?: string): CannotDo {
  return new CannotDo(`cannot write \`${path}\`: ${reason}`, help);
}
