import type { FieldReader } from './field-reader.js';
import type { Limits } from './limits.js';
import type { OrganizationPolicy } from './organization.js';
import type { PolicyType } from './plan.js';
import { quoted } from './problem.js';
import { type Spot, under } from './spot.js';
import { suggest } from './suggest.js';
import { typeQuotas } from './type-quotas.js';

/** What the attachments of an organization file are held against. */
interface Surroundings {
  readonly policies: ReadonlyMap<string, OrganizationPolicy>;
  /** Ids of what could not be read. */
  readonly unread: ReadonlySet<string>;
  readonly limits: Limits;
}

/** Reports every policy of a list that is not there or stands in it already, and more of a type than AWS attaches. */
export function reportWrongAttachments(
  reader: FieldReader,
  attached: readonly string[],
  spot: Spot,
  { policies, unread, limits }: Surroundings,
): void {
  const seen = new Set<string>();
  for (const [index, id] of attached.entries()) {
    if (seen.has(id))
      reader.report('duplicate-id', under(spot, index), `${quoted(id)} is attached here already`);
    seen.add(id);
    if (policies.has(id) || unread.has(id)) continue;
    const near = suggest(id, policies.keys());
    const help = near === undefined ? 'add it to `policies`' : `did you mean \`${near}\`?`;
    reader.report('unknown-policy', under(spot, index), `${quoted(id)} is not among \`policies\``, help);
  }
  for (const type of Object.keys(typeQuotas) as PolicyType[]) {
    const ofType = [...seen].filter((id) => policies.get(id)?.type === type).length;
    const { limits: ofLimits, plural } = typeQuotas[type];
    const most = limits[ofLimits].attachmentsPerTarget;
    if (ofType <= most) continue;
    const message = `${ofType} ${plural} attached here; AWS allows ${most}`;
    reader.report(
      'too-many-attachments',
      spot,
      message,
      'no organization is so; check what wrote the file',
      'warning',
    );
  }
}
