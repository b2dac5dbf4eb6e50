import { describe, expect, test } from 'vitest';
import { edited, operation, pins, Repository, report } from './repository.ts';

const limit = 'paths>/pins>post>x-rate-limit>requests';
const schemas = 'components>schemas';

/** The only changeset of a repository, without its mark. */
function onlyChangeset(repository: Repository): string {
  const [name, ...others] = repository.changesets();
  expect(others).toEqual([]);
  return repository.read(`.changeset/${name}`).replace(/^# .*\n/m, '');
}

describe('the specs', () => {
  test('a tightened limit is a minor with a banner, for all who install it and for the emulator', async () => {
    const repository = new Repository();
    repository.writeSpec(edited(pins(), limit, 20));
    const { exitCode, lines } = await repository.bump();
    expect(exitCode).toBe(0);
    expect(lines[0]).toBe('Compared with HEAD, which is on main: what is not committed.');
    expect(repository.changesets()).toEqual(['stricter-pin-chat.md']);
    expect(onlyChangeset(repository)).toBe(`---
'cliqkit': minor
'@cliqkit/emulator': minor
'@cliqkit/pins': minor
'@cliqkit/types': minor
---

Changes of the API: 1 stricter.

- **Stricter:** \`pinChat\` allows 20 calls a minute; it was 50.
`);
  });

  test('a limit of more calls and a shorter lock are patches', async () => {
    const repository = new Repository();
    const more = edited(pins(), limit, 100);
    repository.writeSpec(edited(more, 'paths>/pins>post>x-rate-limit>lockSeconds', 60));
    await repository.bump();
    const text = onlyChangeset(repository);
    expect(text).toContain("'@cliqkit/types': patch\n");
    expect(text).toContain('- `pinChat` allows 100 calls a minute; it was 50.\n');
    expect(text).toContain('- `pinChat` locks for 1 minute after too many calls; it was 5 minutes.\n');
  });

  test('an added operation is a minor, and the emulator has it once it plays it', async () => {
    const repository = new Repository();
    const read = operation('getMainPin', 'ZohoCliq.Chats.READ');
    repository.writeSpec(edited(pins(), 'paths>/pins/main', { get: read }));
    await repository.bump();
    const text = onlyChangeset(repository);
    expect(text).toContain('- **New:** `getMainPin` can be called.');
    expect(text).toContain("'@cliqkit/pins': minor");
    expect(text).not.toContain('emulator');
  });

  test.each([
    ['0.2.0', 'minor'],
    ['1.4.2', 'major'],
  ])('what breaks at %s is a %s, and is called breaking', async (version, level) => {
    const repository = new Repository(version);
    repository.writeSpec(edited(pins(), `${schemas}>Pin>properties>text`, undefined));
    await repository.bump();
    const text = onlyChangeset(repository);
    expect(text).toContain(`'@cliqkit/types': ${level}\n`);
    expect(text).toContain(`'cliqkit': ${level}\n`);
    expect(text).toContain('- **Breaking:** `Pin.text` in replies of `getPin` and `pinChat` is gone.\n');
    expect(text).not.toContain('emulator');
  });

  test('a renamed error code is one that came and one that went', async () => {
    const repository = new Repository('1.0.0');
    repository.writeSpec(edited(pins(), 'paths>/pins>get>x-error-codes>1>code', 'pin_unknown'));
    await repository.bump();
    const text = onlyChangeset(repository);
    expect(text).toContain('- **Breaking:** `getPin` no longer answers with the error code `no_such_pin`.\n');
    expect(text).toContain('- **New:** `getPin` can answer with the error code `pin_unknown`.\n');
    expect(text).toContain("'@cliqkit/emulator': minor\n");
  });

  test('what Zoho has no word for is compared too: retry classes, and the status of a code', async () => {
    const repository = new Repository();
    const retried = edited(pins(), 'paths>/pins>get>x-retry-class', 'never');
    repository.writeSpec(edited(retried, 'paths>/pins>get>x-error-codes>1>status', 410));
    await repository.bump();
    const text = onlyChangeset(repository);
    expect(text).toContain('- The retry class of `getPin` is `never`; it was `safe`.\n');
    expect(text).toContain('- The error code `no_such_pin` of `getPin` comes with status 410; it was 404.\n');
  });

  test('an operation of another name breaks every call of it', async () => {
    const repository = new Repository();
    repository.writeSpec(edited(pins(), 'paths>/pins>get>operationId', 'readPin'));
    await repository.bump();
    expect(onlyChangeset(repository)).toContain(
      '- **Breaking:** The operation `getPin` is called `readPin`.\n',
    );
  });

  test('other words are a patch of the types and the module', async () => {
    const repository = new Repository();
    repository.writeSpec(edited(pins(), 'paths>/pins>get>description', 'In other words.'));
    await repository.bump();
    expect(onlyChangeset(repository)).toContain(
      '- Descriptions and examples of the pins were put in other words.\n',
    );
  });

  test('no difference of a document goes without a line', async () => {
    const repository = new Repository();
    repository.writeSpec(edited(pins(), 'x-something', { else: true }));
    await repository.bump();
    expect(onlyChangeset(repository)).toContain('- The document of the pins differs at `/x-something`.\n');
  });

  test('a module without a package of its own concerns the types alone', async () => {
    const repository = new Repository();
    repository.writeSpec(edited(pins(), 'info>title', 'Reminders'), 'reminders');
    await repository.bump();
    const text = onlyChangeset(repository);
    expect(text).toContain("---\n'@cliqkit/types': minor\n---");
    expect(text).toContain('- **New:** `getPin` and `pinChat` can be called.\n');
  });
});

describe('the API', () => {
  const path = 'packages/core/api/index.api.md';

  test('what is gone is breaking, for those who pass it on too, and for nobody else', async () => {
    const repository = new Repository('1.0.0');
    repository.write(path, report('@cliqkit/core', 'export function dial(): void;'));
    await repository.bump();
    expect(onlyChangeset(repository)).toBe(`---
'cliqkit': major
'@cliqkit/core': major
---

Changes of the API: 1 breaking, 1 new.

- **Breaking:** \`connect\` is gone from \`@cliqkit/core\`.
- **New:** \`@cliqkit/core\` exports \`dial\`.
`);
  });

  test('reports that the base does not have yet are not compared', async () => {
    const repository = new Repository();
    repository.git('rm', '--quiet', '-r', 'packages/core/api', 'packages/cliqkit/api');
    repository.commit('No reports');
    repository.write(path, report('@cliqkit/core', 'export function connect(): void;'));
    const { lines } = await repository.bump();
    expect(lines).toContain('It has no API reports yet, so the specs alone are compared.');
    expect(repository.changesets()).toEqual([]);
  });
});

describe('a second run', () => {
  test('where nothing changed, says so and writes nothing', async () => {
    const repository = new Repository();
    const { exitCode, lines } = await repository.bump();
    expect(exitCode).toBe(0);
    expect(lines).toContain('Neither the specs nor the API of a package changed.');
    expect(repository.changesets()).toEqual([]);
  });

  test('leaves its changeset as it is, and brings it up to date when there is more', async () => {
    const repository = new Repository();
    repository.writeSpec(edited(pins(), limit, 20));
    await repository.bump();
    const first = onlyChangeset(repository);
    expect((await repository.bump()).lines.join('\n')).toContain(
      'Nothing to add to .changeset/stricter-pin-chat.md',
    );
    expect(onlyChangeset(repository)).toBe(first);
    repository.writeSpec(
      edited(edited(pins(), limit, 10), `${schemas}>PinRequest>properties>ids>maxItems`, 5),
    );
    await repository.bump();
    const text = onlyChangeset(repository);
    expect(text).toContain('`pinChat` allows 10 calls a minute; it was 50.');
    expect(text).toContain(
      '- **Stricter:** `PinRequest.ids` in requests of `pinChat` has at most 5 items; it was 25.',
    );
    expect(text).not.toContain('20 calls');
  });

  test('deletes it when all is as it was', async () => {
    const repository = new Repository();
    repository.writeSpec(edited(pins(), limit, 20));
    await repository.bump();
    repository.writeSpec(pins());
    expect((await repository.bump()).lines.join('\n')).toContain('deleted .changeset/stricter-pin-chat.md');
    expect(repository.changesets()).toEqual([]);
  });

  test("keeps a person's words and levels, adds what is new, and says which lines to look at", async () => {
    const repository = new Repository();
    repository.writeSpec(edited(pins(), limit, 20));
    await repository.bump();
    const file = '.changeset/stricter-pin-chat.md';
    const mine = repository
      .read(file)
      .replace(/- \*\*Stricter.*/, '- **Stricter:** Pin fewer chats: 20 a minute.')
      .replace("'@cliqkit/emulator': minor", "'@cliqkit/emulator': patch");
    repository.write(file, mine);
    await repository.bump();
    expect(repository.read(file)).toBe(mine);

    repository.writeSpec(
      edited(edited(pins(), limit, 20), `${schemas}>Pin>properties>note`, { type: 'string' }),
    );
    await repository.bump();
    const text = onlyChangeset(repository);
    expect(text).toContain('- **Stricter:** Pin fewer chats: 20 a minute.\n');
    expect(text).toContain('- **New:** `Pin.note` in replies of `getPin` and `pinChat` is new.');
    expect(text).toContain("'@cliqkit/emulator': patch\n");
    expect(text).toContain('Changes of the API: 1 stricter, 1 new.\n');

    repository.writeSpec(pins());
    const { lines } = await repository.bump();
    expect(lines.at(-1)).toMatch(/was edited by hand, and a line in it may no longer hold/);
    expect(onlyChangeset(repository)).toContain('Pin fewer chats');
    expect(onlyChangeset(repository)).not.toContain('note');
  });

  test('leaves alone the changeset of what is on main already, and writes another', async () => {
    const repository = new Repository();
    repository.writeSpec(edited(pins(), limit, 20));
    await repository.bump();
    repository.commit('Fewer calls');
    repository.writeSpec(edited(pins(), limit, 10));
    await repository.bump();
    expect(repository.changesets()).toEqual(['stricter-pin-chat-2.md', 'stricter-pin-chat.md']);
    expect(repository.read('.changeset/stricter-pin-chat-2.md')).toContain('10 calls a minute; it was 20.');
  });

  test('a dry run prints the file and writes none', async () => {
    const repository = new Repository();
    repository.writeSpec(edited(pins(), limit, 20));
    const { lines } = await repository.bump({ mode: 'dry-run' });
    expect(lines).toContain('Would write .changeset/stricter-pin-chat.md');
    expect(lines.join('\n')).toContain("'@cliqkit/types': minor");
    expect(repository.changesets()).toEqual([]);
  });
});
