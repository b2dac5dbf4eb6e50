import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';

/*
 * The contract of the admin API, read apart from the server's own reading of it: every reply has to be as it says.
 */

interface Operation {
  readonly operationId: string;
  readonly security?: readonly unknown[];
  readonly responses: Readonly<Record<string, unknown>>;
}

interface Contract {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

const contract: Contract = JSON.parse(
  readFileSync(new URL('../../openapi/admin.json', import.meta.url), 'utf8'),
);
const ajv = new Ajv2020({ strict: false, allErrors: true });
ajv.addSchema(contract, 'contract');

export interface ContractOperation {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly open: boolean;
  readonly pattern: RegExp;
  readonly pointer: string;
  readonly statuses: readonly string[];
}

const encode = (key: string): string => encodeURIComponent(key.replaceAll('~', '~0').replaceAll('/', '~1'));

export const contractOperations: readonly ContractOperation[] = Object.entries(contract.paths).flatMap(
  ([path, methods]) =>
    Object.entries(methods).map(([method, { operationId, security, responses }]) => ({
      id: operationId,
      method: method.toUpperCase(),
      path,
      open: security?.length === 0,
      pattern: new RegExp(
        `^/_emulator${path.replaceAll('.', '\\.').replaceAll(/\{[^}]+\}/g, '[^/]+')}$`,
        'u',
      ),
      pointer: `#/paths/${encode(path)}/${method}/responses`,
      statuses: Object.keys(responses),
    })),
);

/** What is wrong with a reply by the contract; nothing when all is right. */
function problemWith(
  { pointer, statuses }: ContractOperation,
  status: number,
  text: string,
): string | undefined {
  if (status >= 400 && status < 500) {
    const check = ajv.compile({ $ref: 'contract#/components/schemas/Refusal' });
    return check(JSON.parse(text)) ? undefined : `refusal: ${ajv.errorsText(check.errors)}`;
  }
  if (!statuses.includes(String(status))) return `status ${status} is not in the contract`;
  if (status === 204) return text === '' ? undefined : 'a 204 with a body';
  const check = ajv.compile({ $ref: `contract${pointer}/${status}/content/application~1json/schema` });
  return check(JSON.parse(text)) ? undefined : ajv.errorsText(check.errors);
}

/** A fetch that throws for a reply that the contract does not allow, and notes which operations it has seen succeed. */
export function contractFetch(seen: Set<string> = new Set()): typeof fetch {
  return async (input, init) => {
    const reply = await fetch(input, init);
    const { pathname } = new URL(String(input));
    const method = init?.method ?? 'GET';
    const operation = contractOperations.find((one) => one.method === method && one.pattern.test(pathname));
    if (operation === undefined || operation.id === 'followEvents') return reply;
    const text = await reply.clone().text();
    const problem = problemWith(operation, reply.status, text);
    if (problem !== undefined)
      throw new Error(`${operation.id}, ${reply.status}: ${problem}: ${text.slice(0, 300)}`);
    if (reply.ok) seen.add(operation.id);
    return reply;
  };
}
