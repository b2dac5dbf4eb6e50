import type { Node, YAMLMap, YAMLSeq } from 'yaml';
import { Document, isCollection, isMap, isScalar, Scalar } from 'yaml';
import type { Json } from '../read/upstream-document.ts';

const width = 120;

/** Keys whose value is written out over several lines, however short it is. */
const spread = new Set([
  ...[
    'paths',
    'responses',
    'requestBody',
    'content',
    'components',
    'schemas',
    'properties',
    'examples',
    'parameters',
  ],
  ...[
    'x-variants',
    'x-error-codes',
    'errors',
    'tags',
    'servers',
    'security',
    'securitySchemes',
    'info',
    'get',
    'put',
    'post',
    'patch',
    'delete',
  ],
]);
/** Keys whose entries are so as well. */
const spreadEntries = new Set(['paths', 'schemas', 'content', 'x-variants']);

/** Data as the specs are written: short mappings on one line, strings in single quotes, no line over 120 signs. */
export function writeYaml(value: Json, indent = 0): string {
  // compat: what YAML 1.1 would take for a number, such as 12_345, is quoted.
  const document = new Document(value, { aliasDuplicateObjects: false, compat: 'yaml-1.1' });
  if (document.contents) arrange(document.contents as Node, '', '', indent); // Made of plain data, so it holds nodes alone.
  const text = document.toString({
    lineWidth: width - indent,
    singleQuote: true,
    flowCollectionPadding: true,
    minContentWidth: 40,
  });
  return indent === 0 ? text : text.replace(/^(?=.)/gm, ' '.repeat(indent));
}

/** Chooses the form of each part; returns how long it is on one line, or nothing when it takes several. */
function arrange(node: Node, key: string, parent: string, indent: number): number | undefined {
  if (isScalar(node)) return arrangeScalar(node, indent + key.length);
  if (!isCollection(node)) return undefined;
  const parts = isMap(node)
    ? node.items.map(({ key: name, value }) => {
        const word = isScalar(name) ? String(name.value) : '';
        const length = value ? arrange(value as Node, word, key, indent + 2) : 4;
        return length === undefined ? undefined : length + word.length + 2;
      })
    : node.items.map((item) => arrange(item as Node, '', key, indent + 2));
  const total = parts.reduce<number>((sum, length) => sum + (length ?? width) + 2, 4);
  const keepsLines =
    spread.has(key) ||
    spreadEntries.has(parent) ||
    key.startsWith('/') ||
    (parent === 'responses' && total > 100);
  // Those of the document stand on lines of their own, those of an operation are short.
  const oneLine = (key === 'security' || key === 'tags') && parent !== '' ? total < width : !keepsLines;
  if (parent === '' && key === '') return undefined;
  if (!oneLine || total + indent + key.length > width - 4 || isParameter(node)) return undefined;
  node.flow = true;
  return total;
}

function arrangeScalar(node: Scalar, indent: number): number | undefined {
  if (typeof node.value !== 'string') return String(node.value).length;
  const { length } = node.value;
  if (length + indent < 100 && !node.value.includes('\n')) return length;
  // Folding keeps the text as it is, unless a line of it is indented or ends in a space.
  if (!/^\s|[ \t]\n|\n[ \t]|\s$|(?!\n)\p{Cc}/u.test(node.value)) node.type = Scalar.BLOCK_FOLDED;
  return undefined;
}

/** A parameter is written out; a reference to one is not. */
function isParameter(node: YAMLMap | YAMLSeq): boolean {
  return isMap(node) && node.has('in') && node.has('name');
}
