import type { Json, Pointer } from '../../../src/upstream/read/upstream-document.ts';

export type Mapping = { [key: string]: Json };

/** An upstream document to make changes in. A change of something that is not there throws: a mutation must not miss. */
export class EditableDocument {
  readonly value: Mapping;

  constructor(value: Json) {
    this.value = mapping(structuredClone(value), []);
  }

  at(pointer: Pointer): Json {
    let value: Json = this.value;
    for (const [depth, step] of pointer.entries()) {
      const next: Json | undefined =
        Array.isArray(value) && typeof step === 'number'
          ? value[step]
          : typeof value === 'object' && value !== null && !Array.isArray(value) && Object.hasOwn(value, step)
            ? value[step]
            : undefined;
      if (next === undefined) throw new Error(`Nothing at ${pointer.slice(0, depth + 1).join(' > ')}.`);
      value = next;
    }
    return value;
  }

  has(pointer: Pointer): boolean {
    const parent = this.at(pointer.slice(0, -1));
    return typeof parent === 'object' && parent !== null && Object.hasOwn(parent, pointer.at(-1) ?? '');
  }

  mapping(pointer: Pointer): Mapping {
    return mapping(this.at(pointer), pointer);
  }

  list(pointer: Pointer): Json[] {
    const value = this.at(pointer);
    if (!Array.isArray(value)) throw new Error(`No list at ${pointer.join(' > ')}.`);
    return value;
  }

  text(pointer: Pointer): string {
    const value = this.at(pointer);
    if (typeof value !== 'string') throw new Error(`No text at ${pointer.join(' > ')}.`);
    return value;
  }

  /** Sets a key; the mapping or list around it has to be there. */
  set(pointer: Pointer, value: Json): void {
    const parent = this.at(pointer.slice(0, -1));
    const key = pointer.at(-1);
    if (Array.isArray(parent) && typeof key === 'number') parent[key] = value;
    else mapping(parent, pointer)[String(key)] = value;
  }

  drop(pointer: Pointer): void {
    this.at(pointer);
    const parent = this.at(pointer.slice(0, -1));
    const key = pointer.at(-1);
    if (Array.isArray(parent) && typeof key === 'number') parent.splice(key, 1);
    else delete mapping(parent, pointer)[String(key)];
  }

  /** Gives a key another name; it keeps its position. */
  rename(pointer: Pointer, name: string): void {
    this.at(pointer);
    const parent = this.mapping(pointer.slice(0, -1));
    for (const [key, value] of Object.entries(parent)) {
      delete parent[key];
      parent[key === pointer.at(-1) ? name : key] = value;
    }
  }

  /** Replaces a part of a text. */
  replace(pointer: Pointer, from: string | RegExp, to: string): void {
    const text = this.text(pointer);
    const changed = text.replace(from, () => to);
    if (changed === text) throw new Error(`No ${from} at ${pointer.join(' > ')}.`);
    this.set(pointer, changed);
  }

  push(pointer: Pointer, ...values: Json[]): void {
    this.list(pointer).push(...values);
  }

  /** Where the operation with this id stands. */
  operation(id: string): Pointer {
    for (const [path, methods] of Object.entries(this.mapping(['paths'])))
      for (const [method, operation] of Object.entries(mapping(methods, ['paths', path])))
        if (mapping(operation, ['paths', path, method])['operationId'] === id) return ['paths', path, method];
    throw new Error(`No operation ${id}.`);
  }

  /** Where a parameter of an operation stands. */
  parameter(id: string, name: string): Pointer {
    const parameters = [...this.operation(id), 'parameters'];
    const index = this.list(parameters).findIndex((each) => mapping(each, parameters)['name'] === name);
    if (index === -1) throw new Error(`${id} has no parameter ${name}.`);
    return [...parameters, index];
  }

  /** Changes the prose of an operation. */
  describe(id: string, from: string | RegExp, to: string): void {
    this.replace([...this.operation(id), 'description'], from, to);
  }
}

function mapping(value: Json, at: Pointer): Mapping {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Error(`No mapping at ${at.join(' > ')}.`);
  return value;
}

/** Where a schema, a property of it, or a keyword of that stands: `schema('pin-category', 'title')`. */
export function schema(name: string, ...properties: string[]): Pointer {
  return [
    'components',
    'schemas',
    name,
    ...properties.flatMap((property) => (property === '[]' ? ['items'] : ['properties', property])),
  ];
}
