// Answers of the agent about a knowledge store: operation 90.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { filledStore } from './knowledge.mjs';
import { accepts, done, has, instant, post, refuses } from './wire.mjs';

const say = (content) => [{ type: 'message', role: 'user', content }];
const ask = async (body) => post('/responses', { knowledge_store_id: (await filledStore()).store, input: say('Where is a dog?'), ...body });
const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}';

function checked(response) {
  has(response, 'id', 'type', 'status', 'session_id', 'knowledge_store_id', 'output', 'usage', 'created_at');
  assert.match(response.id, new RegExp(`^resp_${uuid}$`));
  assert.match(response.session_id, new RegExp(`^sess_${uuid}$`));
  assert.equal(response.type, 'response');
  assert.equal(response.status, 'completed');
  assert.match(response.created_at, instant);
  assert.ok(Number.isInteger(response.usage.input_tokens) && Number.isInteger(response.usage.output_tokens));
  const message = response.output.findLast((one) => one.type === 'message');
  has(message, 'type', 'id', 'status', 'role', 'content');
  assert.equal(message.role, 'assistant');
  for (const part of message.content) {
    has(part, 'type', 'text', 'annotations');
    assert.equal(part.type, 'output_text');
    for (const note of part.annotations) {
      has(note, 'type', 'start_index', 'end_index');
      assert.ok(['video_citation', 'image_citation', 'collection_citation'].includes(note.type));
      assert.ok(note.start_index >= 0 && note.end_index >= note.start_index && note.end_index < [...part.text].length);
    }
  }
  return message.content.map((part) => part.text).join('');
}

describe('asking the agent', () => {
  it('answers in JSON unless told to stream, with citations', async () => {
    const { store, items } = await filledStore();
    for (const more of [{}, { stream: false }, { model: 'jockey1.0' }]) {
      const response = done(await ask(more));
      assert.equal(response.knowledge_store_id, store);
      assert.ok(checked(response).length > 0);
    }
    const notes = done(await ask({}))
      .output.flatMap((one) => one.content ?? [])
      .flatMap((part) => part.annotations);
    assert.ok(notes.some((note) => note.item_id === items.dog._id));
    assert.ok(notes.every((note) => note.item_id !== items.talk._id || note.start_sec >= 0));
  });

  it('goes on in a session of one store', async () => {
    const first = done(await ask({}));
    const second = done(await ask({ session_id: first.session_id, input: say('And a person?') }));
    assert.equal(second.session_id, first.session_id);
    assert.notEqual(second.id, first.id);
    const { _id: other } = done(await post('/knowledge-stores', { name: 'other' }), 201);
    assert.equal((await ask({ session_id: first.session_id, knowledge_store_id: other })).status, 400);
  });

  it('shows its steps where asked to', async () => {
    assert.ok(done(await ask({})).output.every((one) => one.type === 'message'));
    const { output } = done(await ask({ include: ['intermediate_outputs'] }));
    const calls = output.filter((one) => one.type === 'function_call');
    assert.ok(calls.length > 0);
    for (const one of calls) {
      has(one, 'id', 'status', 'name', 'call_id', 'arguments');
      assert.ok(output.some((each) => each.type === 'function_call_output' && each.call_id === one.call_id));
    }
  });

  it('answers in a schema', async () => {
    const schema = { type: 'object', properties: { title: { type: 'string' }, dogs: { type: 'integer' } } };
    const data = JSON.parse(checked(done(await ask({ text: { format: { type: 'json_schema', name: 'films', schema } } }))));
    assert.deepEqual(Object.keys(data), ['title', 'dogs']);
  });

  it('looks where it was told to look', async () => {
    const { items } = await filledStore();
    const response = done(await ask({ input: say('What is in {{sel:0}}?'), selections: [{ kind: 'item', id: items.talk._id }] }));
    const notes = response.output.flatMap((one) => one.content ?? []).flatMap((part) => part.annotations);
    assert.ok(notes.every((note) => note.item_id === items.talk._id));
  });

  it('streams events in their order, and ends with [DONE]', async () => {
    const answer = await ask({ stream: true, include: ['intermediate_outputs'] });
    assert.equal(answer.status, 200, answer.text);
    assert.match(answer.headers.get('content-type'), /^text\/event-stream/);
    assert.ok(answer.text.endsWith('data: [DONE]\n\n'));
    const events = answer.text
      .trim()
      .split('\n\n')
      .slice(0, -1)
      .map((block) => {
        const [, type, data] = block.match(/^event: (\S+)\ndata: (.*)$/);
        const event = JSON.parse(data);
        assert.equal(event.type, type);
        return event;
      });
    const numbers = events.map((one) => one.sequence_number);
    numbers.slice(1).forEach((n, at) => assert.ok(n > numbers[at]));
    const types = events.map((one) => one.type);
    assert.deepEqual(types.slice(0, 2), ['response.created', 'response.in_progress']);
    assert.equal(types.at(-1), 'response.completed');
    const order = [
      'response.output_item.added',
      'response.content_part.added',
      'response.output_text.delta',
      'response.output_text.done',
      'response.content_part.done',
      'response.output_item.done',
    ];
    const last = events.findLastIndex((one) => one.type === 'response.output_item.added' && one.item.type === 'message');
    const message = types.slice(last, -1).filter((type, at, all) => type !== all[at - 1]);
    assert.deepEqual(message, order);
    for (const one of events) {
      if (/^response\.(created|in_progress|completed)$/.test(one.type)) has(one.response, 'id', 'status', 'output');
      else has(one, 'output_index');
      if (one.type.startsWith('response.output_item.')) has(one, 'item');
      if (one.type.startsWith('response.content_part.')) has(one, 'item_id', 'content_index', 'part');
      if (one.type === 'response.output_text.delta') has(one, 'item_id', 'content_index', 'delta');
      if (one.type === 'response.output_text.done') has(one, 'item_id', 'content_index', 'text');
      if (one.type === 'response.function_call_arguments.done') has(one, 'item_id', 'arguments');
    }
    const whole = checked(events.at(-1).response);
    const deltas = events
      .slice(last)
      .filter((one) => one.type === 'response.output_text.delta')
      .map((one) => one.delta)
      .join('');
    assert.equal(deltas, whole);
    assert.ok(events.some((one) => one.type === 'response.function_call_arguments.done'));
  });

  accepts([
    ['10,000 letters', () => ask({ input: say('dog '.repeat(2500)) })],
    ['instructions', () => ask({ instructions: 'Be brief.' })],
    ['plain text by name', () => ask({ text: { format: { type: 'text' } } })],
    ['fields it does not know', () => ask({ temperature: 0.2 })],
  ]);
  const schema = { type: 'object', properties: { a: { type: 'string' } } };
  refuses([
    ['another model', () => ask({ model: 'jockey9' }), { names: 'model' }],
    ['no store', () => ask({ knowledge_store_id: undefined }), { code: 'parameter_not_provided', names: 'knowledge_store_id' }],
    [
      'an unknown store',
      () => ask({ knowledge_store_id: 'ks_00000000-0000-7000-8000-000000000000' }),
      { status: 404, code: 'resource_not_exist' },
    ],
    ['no input', () => ask({ input: undefined }), { code: 'parameter_not_provided', names: 'input' }],
    ['an empty input', () => ask({ input: [] }), { code: ['parameter_invalid', 'parameter_not_provided'], names: 'input' }],
    ['an input that is text', () => ask({ input: 'dog' }), { names: 'input' }],
    ['an empty message', () => ask({ input: say('') }), { code: ['parameter_invalid', 'parameter_not_provided'], names: 'content' }],
    ['10,001 letters', () => ask({ input: say('a'.repeat(10_001)) }), { names: 'content' }],
    ['a message of another role', () => ask({ input: [{ type: 'message', role: 'system', content: 'x' }] }), { names: 'role' }],
    ['an input of another type', () => ask({ input: [{ type: 'image', role: 'user', content: 'x' }] }), { names: 'type' }],
    ['a message that is a number', () => ask({ input: say(5) }), { names: 'content' }],
    [
      'an unknown session',
      () => ask({ session_id: 'sess_00000000-0000-7000-8000-000000000000' }),
      { status: 404, code: 'resource_not_exist' },
    ],
    ['an unknown thing to include', () => ask({ include: ['thoughts'] }), { names: 'include' }],
    ['a stream that is text', () => ask({ stream: 'yes' }), { names: 'stream' }],
    ['a selection that does not exist', () => ask({ input: say('{{sel:3}}'), selections: [] }), { names: 'sel' }],
    [
      'a selection of an unknown kind',
      () => ask({ selections: [{ kind: 'film', id: 'ksi_00000000-0000-7000-8000-000000000000' }] }),
      { names: 'kind' },
    ],
    [
      'a selection of the wrong prefix',
      () => ask({ selections: [{ kind: 'collection', id: 'ksi_00000000-0000-7000-8000-000000000000' }] }),
      { names: 'id' },
    ],
    ['a format of an unknown type', () => ask({ text: { format: { type: 'xml' } } }), { names: 'type' }],
    [
      'a format without a name',
      () => ask({ text: { format: { type: 'json_schema', schema } } }),
      { code: ['parameter_invalid', 'parameter_not_provided'], names: 'name' },
    ],
    [
      'a format without a schema',
      () => ask({ text: { format: { type: 'json_schema', name: 'a' } } }),
      { code: ['parameter_invalid', 'parameter_not_provided'], names: 'schema' },
    ],
  ]);
});
