import assert from 'node:assert/strict';
import { createReadStream } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { clients, thrown } from './clients.mjs';
import { makeFootage } from './footage.mjs';
import { request, startServer } from './server.mjs';

const footage = makeFootage();
const files = { talk: footage.talk(), photo: footage.dogPhoto() };
const server = await startServer();
after(async () => {
  await server.stop();
  footage.remove();
});

// 1.1.0 knows no responses.
const [{ name, client, errors }] = clients();

/** Repeats a question until the answer is final. */
async function settled(ask) {
  for (let n = 0; n < 900; n++) {
    const answer = await ask();
    if (['ready', 'failed'].includes(answer.status)) return answer;
    await delay(200);
  }
  throw new Error('It never became ready or failed.');
}

const says = (content) => [{ type: 'message', role: 'user', content }];
const messageOf = (response) => response.output.find((item) => item.type === 'message');
const partOf = (response) => messageOf(response).content[0];

describe(`responses with ${name}`, () => {
  const ids = {};
  let knowledgeStoreId;
  before(async () => {
    knowledgeStoreId = (await client.knowledgeStores.create({ name: 'films' })).id;
    for (const [key, file] of Object.entries(files)) {
      const { id } = await client.assets.create({ method: 'direct', file: createReadStream(file) });
      const asset = await settled(() => client.assets.retrieve(id));
      const item = await client.knowledgeStoreItems.create(knowledgeStoreId, { assetId: asset.id });
      assert.equal((await settled(() => client.knowledgeStoreItems.retrieve(knowledgeStoreId, item.id))).status, 'ready');
      ids[key] = item.id;
    }
  });

  it('answers with citations that lie on their markers and lead to media', async () => {
    const response = await client.responses.create({ knowledgeStoreId, input: says('Who or what can be seen? Find a person') });
    assert.equal(response.status, 'completed');
    assert.ok(response.createdAt instanceof Date);
    assert.ok(response.usage.outputTokens > 0);
    const { text, annotations } = partOf(response);
    assert.ok(annotations.length > 0);
    for (const { startIndex, endIndex } of annotations) assert.match([...text].slice(startIndex, endIndex + 1).join(''), /^\[\d+\]$/);
    const [cited] = annotations.filter((annotation) => annotation.type === 'video_citation');
    assert.equal(cited.itemId, ids.talk);
    assert.ok(cited.endSec > cited.startSec);
    assert.equal((await fetch(cited.hlsUrl)).status, 200);
    const thumbnail = await fetch(cited.thumbnailUrl);
    assert.equal(thumbnail.headers.get('content-type'), 'image/jpeg');
  });

  it('cites a picture as a whole', async () => {
    const { text, annotations } = partOf(await client.responses.create({ knowledgeStoreId, input: says('What do the pictures show?') }));
    assert.match(text, /The picture shows a (\w+ )?dog/);
    assert.deepEqual(
      annotations.map(({ type, itemId, startSec }) => ({ type, itemId, startSec })),
      [{ type: 'image_citation', itemId: ids.photo, startSec: undefined }],
    );
    assert.equal((await fetch(annotations[0].thumbnailUrl)).status, 200);
  });

  it('goes on with a session, and with another store does not', async () => {
    const first = await client.responses.create({ knowledgeStoreId, input: says('List the items') });
    const next = await client.responses.create({ knowledgeStoreId, sessionId: first.sessionId, input: says('What is in the second one?') });
    assert.equal(next.sessionId, first.sessionId);
    assert.deepEqual(new Set(partOf(next).annotations.map((annotation) => annotation.itemId)), new Set([ids.photo]));
    const other = await client.knowledgeStores.create({ name: 'other' });
    const refused = await thrown(() =>
      client.responses.create({ knowledgeStoreId: other.id, sessionId: first.sessionId, input: says('And?') }),
    );
    assert.ok(refused instanceof errors.BadRequestError);
  });

  it('looks only at what is selected, and fills a schema', async () => {
    const response = await client.responses.create({
      knowledgeStoreId,
      input: says('What is in {{sel:0}}?'),
      selections: [{ kind: 'item', id: ids.photo }],
      include: ['intermediate_outputs'],
      text: {
        format: {
          type: 'json_schema',
          name: 'found',
          schema: {
            type: 'object',
            properties: { answer: { type: 'string' }, dog_seen: { type: 'boolean', description: 'whether a dog is seen' } },
          },
        },
      },
    });
    const calls = response.output.filter((item) => item.type === 'function_call');
    assert.ok(calls.length > 0);
    assert.ok(calls.every((call) => response.output.some((item) => item.type === 'function_call_output' && item.callId === call.callId)));
    const { text, annotations } = partOf(response);
    assert.deepEqual(annotations, []);
    assert.equal(JSON.parse(text).dog_seen, true);
  });

  it('streams events that the client understands, the last with the whole answer', async () => {
    const types = [];
    let text = '';
    let last;
    for await (const event of await client.responses.createStream({ knowledgeStoreId, input: says('Summarize the videos') })) {
      if (types.at(-1) !== event.type) types.push(event.type);
      if (event.type === 'response.output_text.delta') text += event.delta;
      assert.ok(last === undefined || event.sequenceNumber > last.sequenceNumber);
      last = event;
    }
    assert.deepEqual(types, [
      'response.created',
      'response.in_progress',
      'response.output_item.added',
      'response.content_part.added',
      'response.output_text.delta',
      'response.output_text.done',
      'response.content_part.done',
      'response.output_item.done',
      'response.completed',
    ]);
    assert.equal(partOf(last.response).text, text);
    assert.ok(partOf(last.response).annotations.length > 0);
  });

  it('ends a stream with [DONE]', async () => {
    const answer = await request(server, '/responses', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ knowledge_store_id: knowledgeStoreId, input: says('Is there an elephant?'), stream: true }),
    });
    assert.match(answer.headers.get('content-type'), /^text\/event-stream/);
    assert.match(await answer.text(), /\n\ndata: \[DONE\]\n\n$/);
  });

  it('refuses what breaks a rule', async () => {
    assert.ok((await thrown(() => client.responses.create({ knowledgeStoreId, input: [] }))) instanceof errors.BadRequestError);
    assert.equal(
      (await thrown(() => client.responses.create({ knowledgeStoreId: 'ks_00000000-0000-7000-8000-000000000000', input: says('?') })))
        .statusCode,
      404,
    );
  });
});
