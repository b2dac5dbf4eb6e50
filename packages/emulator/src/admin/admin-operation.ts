import type { ErrorObject, ValidateFunction } from 'ajv/dist/2020.js';
import { once } from '../pipeline/once.ts';
import { newAjv } from '../spec/new-ajv.ts';
import { adminDocument, adminEndpoints } from './admin-document.ts';
import { AdminRefusal } from './admin-refusal.ts';
import type { AdminBody, AdminOperationId, AdminParameters, AdminResult } from './admin-types.ts';
import { nearestErrors } from './nearest-errors.ts';

/** An operation of the admin API, its types behind it. */
export interface AdminOperation {
  readonly id: AdminOperationId;
  /**
   * @throws AdminRefusal for parameters or a body that the contract does not allow, and for what cannot be done.
   */
  carryOut(parameters: unknown, body: unknown): unknown;
}

const options = { strict: false, allErrors: true, useDefaults: true };
// What comes in a URL is text, whatever it is to mean.
const urlAjv = once(() => newAjv({ ...options, coerceTypes: true }));
const ajv = once(() => newAjv(options).addSchema(adminDocument, 'admin'));

function complaint(errors: readonly ErrorObject[]): string {
  const lines = nearestErrors(errors).map(({ instancePath, message = 'is not as it should be', params }) => {
    const extra = 'additionalProperty' in params ? ` (${String(params['additionalProperty'])})` : '';
    return `${instancePath === '' ? 'the whole' : instancePath} ${message}${extra}`;
  });
  return [...new Set(lines)].slice(0, 5).join('; ');
}

function requireValid<Value>(what: string, check: ValidateFunction<Value>, value: unknown): Value {
  if (check(value)) return value;
  throw new AdminRefusal(400, `${what}: ${complaint(check.errors ?? [])}.`);
}

/** Ties an operation of the contract to what carries it out. What arrives is checked by the contract first. */
export function adminOperation<Id extends AdminOperationId>(
  id: Id,
  carryOut: (parameters: AdminParameters<Id>, body: AdminBody<Id>) => AdminResult<Id>,
): AdminOperation {
  const endpoint = adminEndpoints.find((candidate) => candidate.id === id);
  if (endpoint === undefined) throw new Error(`@cliqkit/emulator: the contract has no ${id}`);
  const { parameters, bodySchema } = endpoint;
  const checkParameters = once(() => urlAjv().compile<AdminParameters<Id>>(parameters));
  const checkBody = once(() =>
    ajv().compile<AdminBody<Id>>(bodySchema === undefined ? {} : { $ref: `admin#${bodySchema}` }),
  );
  return {
    id,
    carryOut(given, body) {
      return carryOut(
        requireValid('The parameters will not do', checkParameters(), given),
        requireValid('The body will not do', checkBody(), body),
      );
    },
  };
}
