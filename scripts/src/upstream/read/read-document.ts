import { readFile, stat } from 'node:fs/promises';
import { composeYaml } from './compose-yaml.ts';
import { decodeText, nulProblem } from './decode-text.ts';
import { lineOf } from './places.ts';
import { PlainData } from './plain-data.ts';
import type { Json, UpstreamDocument } from './upstream-document.ts';
import { UnreadableDocument } from './upstream-document.ts';

/** The largest file that is read; that takes about ten seconds. The largest of Zoho's documents is a hundredth of it. */
const maxMegabytes = 12;
const maxBytes = maxMegabytes * 1024 * 1024;

/** Reads a document as Zoho publishes it: YAML or JSON. Throws `UnreadableDocument`, and nothing else, when that fails. */
export async function readDocument(file: string): Promise<UpstreamDocument> {
  return parseDocumentText(file, decodeText(file, await readBytes(file)));
}

/** The same for text that is there already; `file` is its name in messages. */
export function parseDocumentText(file: string, source: string): UpstreamDocument {
  if (source.length > maxBytes) throw tooLarge(file);
  const text = source.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  const nul = text.indexOf('\0');
  if (nul !== -1) throw new UnreadableDocument(file, text.slice(0, nul).split('\n').length, nulProblem);
  if (text.trim() === '')
    throw new UnreadableDocument(file, undefined, 'This file is empty. Give an OpenAPI document.');
  if (/^\s*<(!doctype|html|\?xml)/i.test(text)) {
    throw new UnreadableDocument(
      file,
      1,
      'This is a web page or XML, no OpenAPI document. Download the document itself.',
    );
  }

  const composed = composeYaml(file, text);
  if (composed.contents === null) {
    throw new UnreadableDocument(
      file,
      undefined,
      'This file holds nothing but comments. Give an OpenAPI document.',
    );
  }
  const data = new PlainData(file, composed);
  const { value, place } = data.read(composed.contents);
  return {
    file,
    value: outline(file, value, (key) => lineOf(place, [key])),
    brokenNumbers: data.brokenNumbers,
    lineOf: (at) => lineOf(place, at),
  };
}

const folderProblem = 'This is a folder. Give the file of one document.';

async function readBytes(file: string): Promise<Uint8Array> {
  try {
    // Asked before it is opened: to open a pipe can wait for ever.
    const stats = await stat(file);
    if (stats.isDirectory()) throw new UnreadableDocument(file, undefined, folderProblem);
    if (!stats.isFile()) {
      throw new UnreadableDocument(
        file,
        undefined,
        'This is a pipe or a device. Save the document to a file first.',
      );
    }
    if (stats.size > maxBytes) throw tooLarge(file);
    return await readFile(file);
  } catch (error) {
    throw error instanceof UnreadableDocument
      ? error
      : new UnreadableDocument(file, undefined, fileProblem(error));
  }
}

function fileProblem(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT' || code === 'ENOTDIR') return 'There is no such file. Check the path.';
  if (code === 'EACCES' || code === 'EPERM') return 'This file may not be read. Check its permissions.';
  return `This file cannot be read (${error instanceof Error ? error.message : String(error)}). Check the path.`;
}

function tooLarge(file: string): UnreadableDocument {
  return new UnreadableDocument(
    file,
    undefined,
    `This file is larger than ${maxMegabytes} MB, the most that is read. Split it, or leave out parts.`,
  );
}

/** The document as a mapping, when it is an OpenAPI document in outline. */
function outline(file: string, value: Json, line: (key: string) => number): { [key: string]: Json } {
  const refusal = (key: string, problem: string) => new UnreadableDocument(file, line(key), problem);
  if (!isMapping(value)) {
    throw refusal(
      '',
      `${described(value)} stands where the document should be a mapping with \`openapi\` and \`paths\`.`,
    );
  }
  const { openapi, paths } = value;
  if ('swagger' in value)
    throw refusal('swagger', 'This is Swagger 2. Convert it to OpenAPI 3.0 or 3.1 first.');
  if (openapi === undefined) {
    throw refusal(
      '',
      'There is no key `openapi`, so this is no OpenAPI document. Give one, or add `openapi: 3.0.0`.',
    );
  }
  if (!/^3(\.|$)/.test(String(openapi))) {
    throw refusal('openapi', `\`openapi\` should be 3.0.x or 3.1.x. Check that this is the right document.`);
  }
  if (paths === undefined) throw refusal('', 'There is no key `paths`. Give a document that has operations.');
  if (!isMapping(paths)) {
    throw refusal(
      'paths',
      `${described(paths)} stands where \`paths\` should hold a mapping. Indent what belongs to it.`,
    );
  }
  return value;
}

function isMapping(value: Json): value is { [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function described(value: Json): string {
  if (value === null) return 'Nothing';
  if (Array.isArray(value)) return 'A list';
  return `A ${typeof value === 'string' ? 'text' : typeof value}`;
}
