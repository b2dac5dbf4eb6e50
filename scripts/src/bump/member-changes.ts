/** What became of the lines of one declaration. */
export interface MemberChange {
  kind: 'breaking' | 'new';
  /** With `%` where the entry stands. */
  text: string;
}

/** How many characters are quoted at most. */
const mostShown = 240;

/** Compares two declarations of one name, member by member: the extractor starts each on a line, and sorts them. */
export function memberChanges(name: string, before: string[], after: string[]): MemberChange[] {
  const [was, is] = [membersOf(before), membersOf(after)];
  const gone = without(was, is);
  const added = without(is, was);
  const changes: MemberChange[] = [];
  for (const line of gone) {
    const member = memberOf(line);
    const at = added.findIndex((each) => memberOf(each) === member);
    const [now] = at === -1 ? [] : added.splice(at, 1);
    const called = callIt(name, member);
    if (now === undefined) changes.push({ kind: 'breaking', text: `${called} is gone from %.` });
    else if (line.length + now.length > mostShown)
      changes.push({ kind: 'breaking', text: `${called} of % has changed.` });
    else changes.push({ kind: 'breaking', text: `${called} of % was ${code(line)} and is ${code(now)}.` });
  }
  for (const line of added)
    changes.push({ kind: 'new', text: `${callIt(name, memberOf(line))} is new in %.` });
  return changes;
}

/** The lines of one list that the other has not, each as often as it is missing. */
function without(lines: string[], others: string[]): string[] {
  const left = [...others];
  return lines.filter((line) => {
    const at = left.indexOf(line);
    if (at !== -1) left.splice(at, 1);
    return at === -1;
  });
}

/** The first line, and each member with the lines in it as one. */
function membersOf(lines: string[]): string[] {
  const members: string[] = [];
  for (const line of lines) {
    const isStart = /^(?: {4})?[^\s)}\]]/.test(line);
    const last = members.pop();
    if (isStart || last === undefined) members.push(...(last === undefined ? [] : [last]), line);
    else members.push(line === '}' || line === '};' ? last : `${last} ${line.trim()}`);
  }
  return members;
}

/** `    readonly url: string;` -> `url`. The line of the declaration itself, `export class Pins {`, has none. */
function memberOf(line: string): string | undefined {
  if (line.startsWith('export ')) return undefined;
  return line.match(
    /^\s*(?:(?:readonly|static|abstract|protected|get|set|async) )*(["'][^"']*["']|\[[^\]]*\]|[\w$]+)/,
  )?.[1];
}

function callIt(name: string, member: string | undefined): string {
  return member === undefined ? `\`${name}\`` : `\`${name}.${member.replaceAll(/["']/g, '')}\``;
}

function code(line: string): string {
  const text = line
    .trim()
    .replace(/^export /, '')
    .replace(/;$/, '');
  return text.includes('`') ? `\`\` ${text} \`\`` : `\`${text}\``;
}
