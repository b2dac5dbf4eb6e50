import type { ErrorObject } from 'ajv/dist/2020.js';
import { didYouMean } from '../did-you-mean.ts';
import type { Problems } from './problems.ts';
import { below } from './problems.ts';

/** The names that JSON Schema has for types, in words. */
const types: Readonly<Record<string, string>> = {
  array: 'a list',
  boolean: 'true or false',
  integer: 'a whole number',
  object: 'keys and values',
  string: 'text',
};

const longestShown = 60;

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > longestShown ? `${text.slice(0, longestShown)}…` : text;
}

function stringsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

function keysOf(value: unknown): readonly string[] {
  return typeof value === 'object' && value !== null ? Object.keys(value) : [];
}

/** What a word was meant to be, or could be. */
function suggestion(typed: string, names: readonly string[]): string {
  return didYouMean(typed.slice(0, longestShown), names);
}

/** What the schema says that there should have been, and an example. */
function expected(parent: ErrorObject['parentSchema']): string {
  const { description, examples } = parent ?? {};
  const [example] = stringsOf(examples);
  return `${String(description)}${example === undefined ? '' : ` For example ${example}`}`;
}

function textOf({ keyword, params, data, schema, parentSchema, message }: ErrorObject): string {
  switch (keyword) {
    case 'type':
      return `${shown(data)} is not ${types[String(schema)] ?? String(schema)}. ${expected(parentSchema)}`;
    case 'required':
      return `${String(params['missingProperty'])} is missing`;
    case 'additionalProperties': {
      const key = String(params['additionalProperty']);
      return `no such key here; ${suggestion(key, keysOf(parentSchema?.['properties']))}`;
    }
    case 'enum': {
      const values = stringsOf(schema);
      return `${shown(data)} will not do; ${suggestion(String(data), values)}`;
    }
    case 'pattern':
      return `${shown(data)} is not what belongs here. ${expected(parentSchema)}`;
    default:
      return `${shown(data)} ${String(message)}. ${expected(parentSchema)}`;
  }
}

/** Says what is wrong with a document that its schema refuses, and what would be right. */
export function addSchemaProblems(errors: readonly ErrorObject[], problems: Problems): void {
  for (const error of errors) {
    // Says only that something after it is wrong, which is reported for itself.
    if (error.keyword === 'if') continue;
    const { instancePath, params, keyword } = error;
    const at =
      keyword === 'additionalProperties'
        ? below(instancePath, String(params['additionalProperty']))
        : instancePath;
    problems.add(at, () => textOf(error));
  }
}
