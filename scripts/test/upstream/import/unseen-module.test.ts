import { beforeAll, describe, expect, it } from 'vitest';
import { operationsOf } from '../../../src/openapi.ts';
import type { ReadDraft } from './draft-of.ts';
import { draftOfFixture, notesOf } from './draft-of.ts';

/** A document with every slip that upstream makes, and more, about a module that nothing here knows. */
let draft: ReadDraft;
const schema = (name: string) => draft.api.components.schemas[name];
const operation = (path: string, method: 'get' | 'put' | 'post' | 'patch' | 'delete') => {
  const found = draft.api.paths[path]?.[method];
  if (found === undefined) throw new Error(`There is no ${method} ${path}.`);
  return found;
};

beforeAll(async () => {
  draft = await draftOfFixture('reminders', 'reminders');
});

describe('the draft of a module that nobody has seen', () => {
  it('has every path once, with neither query nor alias', () => {
    const paths = Object.keys(draft.api.paths);
    const shapes = paths.map((path) => path.replace(/\{[^}]+\}/g, '{}'));
    expect(new Set(shapes).size).toBe(paths.length);
    expect(paths.filter((path) => /[?#]/.test(path))).toEqual([]);
  });

  it('makes variants of made-up paths, told apart by keys or by the query', () => {
    const put = operation('/reminders/{REMINDER_ID}', 'put')['x-variants'];
    expect(put?.map(({ upstreamId, template, body }) => [upstreamId, template, body])).toEqual([
      ['Update a reminder', '/reminders/{REMINDER_ID}', 'UpdateReminderRequest'],
      ['Assign a reminder', '/reminders/{REMINDER_ID1}', 'AssignReminderRequest'],
      ['Update the state of a reminder', '/reminders/{REMINDER_ID2}', 'MarkReminderRequest'],
    ]);
    const get = operation('/reminders', 'get')['x-variants'];
    expect(get?.map(({ template, select, response }) => [template, select, response])).toEqual([
      ['/reminders', undefined, 'RemindersReply'],
      ['/reminders?status=done', { query: { status: 'done' } }, 'DoneRemindersReply'],
    ]);
  });

  it('puts together what no set of keys tells apart, and asks', () => {
    const notes = operation('/reminders/{REMINDER_ID}/notes', 'post');
    expect(notes['x-variants']).toBeUndefined();
    expect(schema('ReminderNoteAnyRequest')?.required).toEqual(['text']);
    expect(notesOf(draft, 'cannot be told apart')).toEqual([
      'addNote holds answerNote too (upstream: Answer a note)',
    ]);
  });

  it('gives each operation an id that is a name, and each only once', () => {
    const ids = operationsOf(draft.api).flatMap(({ operation: { operationId, 'x-variants': variants } }) => [
      operationId,
      ...(variants ?? []).map((variant) => variant.operationId),
    ]);
    expect(ids.filter((id) => !/^[a-z][A-Za-z0-9]*$/.test(id))).toEqual([]);
    expect(new Set(ids).size).toBe(ids.length);
    expect(notesOf(draft, 'taken, so it got a number')).toEqual([
      'getReminder became getReminder2: another operation of this document has it too',
      'getReminder became getReminder3: another operation of this document has it too',
    ]);
    expect(notesOf(draft, 'gives no operationId')).toEqual(['deleteRemindersReminderId']);
  });

  it('reads limits and locks from prose, and marks what it assumes', () => {
    const limits = operationsOf(draft.api).map(
      ({ operation: { operationId: id, 'x-rate-limit': limit } }) => [id, limit],
    );
    expect(Object.fromEntries(limits)).toMatchObject({
      createReminder: { requests: 10, windowSeconds: 300, lockSeconds: 3600, source: 'documented' },
      snoozeReminder: { requests: 30, windowSeconds: 60, lockSeconds: 90, source: 'documented' },
      deleteRemindersReminderId: { requests: 30, windowSeconds: 60, lockSeconds: 300, source: 'assumed' },
      // Of three operations on one URL, the one with the least.
      writeReminders: { requests: 15, windowSeconds: 60, lockSeconds: 600, source: 'documented' },
    });
    expect(notesOf(draft, 'no figure for a limit')).toEqual(['no lock', 'no limit', 'no limit and lock']);
  });

  it('reads error codes from tables, lists and Markdown', () => {
    const codes = (errors: { code: string }[] | undefined) => errors?.map(({ code }) => code);
    expect(codes(operation('/reminders', 'post')['x-error-codes'])).toEqual([
      'reminder_limit_reached',
      'time_in_past',
    ]);
    expect(codes(operation('/reminders', 'get')['x-variants']?.[0]?.errors)).toEqual([
      'limit_invalid',
      'reminders_disabled',
    ]);
    expect(codes(operation('/reminders/{REMINDER_ID}', 'put')['x-variants']?.[1]?.errors)).toEqual([
      'reminder_not_found',
      'user_not_found',
    ]);
  });

  it('has no HTML, no tables and no links in its words', () => {
    const words: string[] = [];
    JSON.stringify(draft.document, (key, value: unknown) => {
      if (key === 'description' || key === 'summary' || key === 'when') words.push(String(value));
      return value;
    });
    expect(words.filter((text) => /<\/?[a-z][^>]*>|&[a-z]+;|\|---/i.test(text))).toEqual([]);
  });

  it('makes every id a string, in schemas and in examples', () => {
    const parameters = draft.api.paths['/reminders/{REMINDER_ID}']?.parameters;
    expect(parameters?.[0]?.schema).toMatchObject({ type: 'string', minLength: 1 });
    const whole = operation('/reminders/{REMINDER_ID}', 'get').responses['200']?.content;
    expect(JSON.stringify(whole)).toContain('"id":"40000000800010000001"');
    const numbers: string[] = [];
    JSON.stringify(draft.document, (key, value: unknown) => {
      if (/(^|_)ids?$/.test(key) && typeof value === 'number') numbers.push(key);
      return value;
    });
    expect(numbers).toEqual([]);
  });

  it('replaces an id that lost its digits, and asks', () => {
    expect(notesOf(draft, 'lost its digits')).toEqual(['`1.7738947728961294e+23`']);
    expect(JSON.stringify(draft.document)).not.toMatch(/e\+23/);
  });

  it('closes every request body, and leaves replies open', () => {
    const open = Object.entries(draft.api.components.schemas).filter(
      ([name, one]) =>
        /Request$/.test(name) && !('additionalProperties' in one && one.additionalProperties === false),
    );
    expect(open.map(([name]) => name)).toEqual([]);
    expect(schema('RemindersReply')).not.toHaveProperty('additionalProperties');
  });

  it('takes maxima from prose', () => {
    expect(schema('BaseReminder')?.properties?.['content']?.maxLength).toBe(2000);
  });

  it('states nullable as a type', () => {
    expect(schema('BaseReminder')?.properties?.['color']).toMatchObject({ type: ['string', 'null'] });
    expect(JSON.stringify(draft.document)).not.toContain('nullable');
  });

  it('keeps a PATCH, and leaves out what cannot be sent, with a question', () => {
    expect(operation('/reminders/{REMINDER_ID}', 'patch').operationId).toBe('snoozeReminder');
    expect(notesOf(draft, 'headers and cookies')).toEqual(['`X-Request-Id` in `header`']);
    expect(notesOf(draft, 'body is not JSON')).toEqual(['`multipart/form-data`']);
  });

  it('refers to common.yaml for what all modules share, and says what it lacks', () => {
    expect(operation('/reminders', 'post').responses['429']).toEqual({
      $ref: 'common.yaml#/components/responses/TooManyRequests',
    });
    expect([...draft.replies.keys()]).toEqual(['PayloadTooLarge']);
    expect(draft.scopes).toContain('ZohoCliq.Reminders.CREATE');
  });

  it('has one tag, which every operation has', () => {
    expect(draft.document['tags']).toEqual([{ name: 'reminders', description: 'Reminders.' }]);
    expect(operationsOf(draft.api).map(({ operation: { tags } }) => tags)).toEqual(
      operationsOf(draft.api).map(() => ['reminders']),
    );
  });

  it('says first that all words have to be written anew', () => {
    const [first] = draft.questions.numbered(() => 1, draft.lineOf);
    expect(first?.text).toMatch(/^All summaries, descriptions and examples are taken over/);
  });
});
