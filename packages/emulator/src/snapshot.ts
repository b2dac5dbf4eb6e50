import { adminDocument } from './admin/admin-document.ts';
import type { components } from './admin/generated/admin-api.ts';
import { holdsRealToken, maskRealTokens } from './journal/mask.ts';
import { once } from './pipeline/once.ts';
import { newAjv } from './spec/new-ajv.ts';

/** Everything that an emulator holds but its journal and its clock, as plain JSON. No token is in it. */
export type Snapshot = components['schemas']['Snapshot'];

const validator = once(() => {
  const ajv = newAjv({ strict: false }).addSchema(adminDocument, 'admin');
  return { ajv, check: ajv.compile<Snapshot>({ $ref: 'admin#/components/schemas/Snapshot' }) };
});

/**
 * A snapshot that may come from anywhere.
 *
 * @throws TypeError if it is none.
 */
export function readSnapshot(value: unknown): Snapshot {
  const { ajv, check } = validator();
  if (check(value)) return value;
  throw new TypeError(`@cliqkit/emulator: this is no snapshot: ${ajv.errorsText(check.errors)}`);
}

/** A snapshot as it may be shown: what looks like a token of the real service is masked, wherever somebody wrote it. */
export function maskedSnapshot(snapshot: Snapshot): Snapshot {
  const text = JSON.stringify(snapshot);
  // A copy, which does not change with what it was taken of.
  return JSON.parse(holdsRealToken(text) ? maskRealTokens(text) : text);
}
