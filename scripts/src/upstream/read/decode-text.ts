import { isUtf8 } from 'node:buffer';
import { UnreadableDocument } from './upstream-document.ts';

/** Bytes of a file as text: UTF-8, with or without a byte order mark. */
export function decodeText(file: string, bytes: Uint8Array): string {
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    throw new UnreadableDocument(file, 1, 'This file is UTF-16. Save it as UTF-8.');
  }
  const nul = bytes.indexOf(0);
  if (nul !== -1) throw new UnreadableDocument(file, lineAt(bytes, nul), nulProblem);
  if (!isUtf8(bytes)) throw notUtf8(file, bytes);
  return new TextDecoder('utf-8').decode(bytes);
}

export const nulProblem: string =
  'This file holds a NUL byte, so it is not text. Give a YAML or JSON document.';

function lineAt(bytes: Uint8Array, end: number): number {
  let line = 1;
  for (let index = 0; index < end; index++) if (bytes[index] === 0x0a) line++;
  return line;
}

function notUtf8(file: string, bytes: Uint8Array): UnreadableDocument {
  let line = 1;
  for (let start = 0; start < bytes.length; line++) {
    const newline = bytes.indexOf(0x0a, start);
    const end = newline === -1 ? bytes.length : newline;
    if (!isUtf8(bytes.subarray(start, end))) break;
    start = end + 1;
  }
  return new UnreadableDocument(
    file,
    line,
    'This line is not UTF-8 (it may be Windows-1252 or Latin-1). Save the file as UTF-8.',
  );
}
