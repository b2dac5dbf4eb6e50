import type { Prose } from '../read/prose.ts';
import { readProse } from '../read/read-prose.ts';
import type { Json, Pointer, UpstreamDocument } from '../read/upstream-document.ts';
import type { Followed } from './follow-refs.ts';
import { followRefs } from './follow-refs.ts';
import { quoted, textOf } from './json.ts';
import type { Place } from './questions.ts';
import { Questions } from './questions.ts';
import type { KnownSpecs } from './read-known-specs.ts';

/** What every step of an import works with. */
export class ImportContext {
  readonly upstream: UpstreamDocument;
  readonly module: string;
  readonly known: KnownSpecs;
  readonly questions: Questions = new Questions();

  readonly #proses = new Map<string, Prose>();

  constructor(upstream: UpstreamDocument, module: string, known: KnownSpecs) {
    this.upstream = upstream;
    this.module = module;
    this.known = known;
  }

  /** What a node stands for. What leads nowhere is asked about, and undefined. */
  follow(node: Json, at: Pointer, place: Place): Extract<Followed, { node: Json }> | undefined {
    const followed = followRefs(this.upstream.value, node, at);
    if (!('problem' in followed)) return followed;
    const ref =
      typeof node === 'object' && node !== null && !Array.isArray(node) ? textOf(node['$ref']) : undefined;
    this.questions.ask(
      `A reference of upstream ${followed.problem}, and what it should say is missing here. Say it.`,
      place,
      at,
      ref && quoted(ref),
    );
    return undefined;
  }

  /** A description of upstream, taken apart. */
  prose(value: Json | undefined): Prose {
    const text = textOf(value) ?? '';
    const known = this.#proses.get(text);
    if (known) return known;
    const prose = readProse(text);
    this.#proses.set(text, prose);
    return prose;
  }

  /** A description of upstream as plain text, or undefined. */
  plain(value: Json | undefined): string | undefined {
    const text = this.prose(value).text.trim();
    return text === '' ? undefined : text;
  }
}
