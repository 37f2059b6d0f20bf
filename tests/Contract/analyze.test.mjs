import assert from 'node:assert/strict';
import { createReadStream, readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { all, clients, thrown, upload } from './clients.mjs';
import { makeFootage } from './footage.mjs';
import { request, startServer } from './server.mjs';

// A dog at 0-6 s; then a man who talks beside a terminal that reads "Hello world...".
const footage = makeFootage();
const film = footage.dogThenTalk();
const server = await startServer();
after(async () => {
  await server.stop();
  footage.remove();
});

const [newer, older] = clients();
const labels = {
  type: 'object',
  required: ['annotations', 'has_dog'],
  properties: {
    has_dog: { type: 'boolean' },
    annotations: {
      type: 'array',
      items: {
        type: 'object',
        required: ['label', 'start_time', 'end_time', 'detected_objects'],
        properties: {
          label: { type: 'string' },
          start_time: { type: 'number' },
          end_time: { type: 'number' },
          detected_objects: {
            type: 'array',
            items: {
              type: 'object',
              required: ['label', 'start_time', 'end_time', 'confidence'],
              properties: {
                label: { type: 'string', enum: ['animal', 'person', 'other'] },
                start_time: { type: 'number' },
                end_time: { type: 'number' },
                confidence: { type: 'number', minimum: 0, maximum: 1 },
              },
            },
          },
        },
      },
    },
  },
};

/** All text of a streamed answer, after its first and last line were checked. */
async function read(stream) {
  let text = '';
  const kinds = [];
  for await (const event of stream) {
    const kind = event.eventType ?? event.event_type;
    kinds.push(kind);
    if (kind === 'text_generation') text += event.text;
  }
  assert.equal(kinds[0], 'stream_start');
  assert.equal(kinds.at(-1), 'stream_end');
  return text;
}

async function ready(taskId) {
  for (;;) {
    const task = await newer.client.analyzeAsync.tasks.retrieve(taskId);
    if (task.status === 'ready' || task.status === 'failed') return task;
    await delay(250);
  }
}

describe(`an indexed video with ${older.name}`, () => {
  const { client, errors } = older;
  let videoId;
  before(async () => {
    const { id } = await client.indexes.create({
      indexName: 'analyzed',
      models: [{ modelName: 'pegasus1.2', modelOptions: ['visual', 'audio'] }],
    });
    ({ videoId } = (await upload(client, id, film)).task);
  });

  it('answers a prompt, and streams the same answer', async () => {
    const question = { videoId, prompt: 'When does the dog appear in the video? What text is on screen?', temperature: 0 };
    const answer = await client.analyze(question);
    assert.match(answer.data, /0:00 to 0:0[5-7]/);
    assert.match(answer.data, /Hello world/);
    assert.equal(answer.finishReason ?? answer.finish_reason, 'stop');
    assert.ok(answer.usage.outputTokens > 0);
    assert.equal(await read(await client.analyzeStream(question)), answer.data);
  });

  it('says what cannot be known', async () => {
    assert.match((await client.analyze({ videoId, prompt: 'Why is the man sad?' })).data, /cannot be told/);
    assert.match((await client.analyze({ videoId, prompt: 'Is there an elephant?' })).data, /no elephant/);
  });

  it('makes a title, topics and hashtags', async () => {
    const gist = await client.gist({ videoId, types: ['title', 'topic', 'hashtag'] });
    assert.ok(gist.title.length > 0);
    assert.ok(gist.topics.includes('dogs'));
    assert.ok(gist.hashtags.includes('#dogs'));
  });

  it('summarizes, makes chapters at the cut, and finds highlights', async () => {
    const summary = await client.summarize({ videoId, type: 'summary', prompt: 'Summarize in at most three sentences' });
    assert.equal(summary.summarizeType, 'summary');
    assert.match(summary.summary, /dog/);
    const { chapters } = await client.summarize({ videoId, type: 'chapter' });
    assert.equal(chapters[0].startSec, 0);
    assert.ok(
      chapters.some((chapter) => Math.abs(chapter.startSec - 6) < 0.7),
      JSON.stringify(chapters),
    );
    assert.match(chapters[0].chapterTitle, /dog/i);
    const { highlights } = await client.summarize({ videoId, type: 'highlight' });
    for (const { startSec, endSec } of highlights) assert.ok(startSec >= 0 && endSec > startSec && endSec < 14.6);
  });

  it('has errors of their own for unknown videos and bad parameters', async () => {
    assert.equal((await thrown(() => client.analyze({ videoId: '0123456789abcdef01234567', prompt: 'x' }))).statusCode, 404);
    const error = await thrown(() => client.analyze({ videoId, prompt: 'x', temperature: 2 }));
    assert.ok(error instanceof errors.BadRequestError);
    assert.equal(error.body.code, 'parameter_invalid');
  });
});

describe(`videos that are not indexed with ${newer.name}`, () => {
  const { client } = newer;
  let assetId;
  before(async () => {
    const asset = await client.assets.create({ method: 'direct', file: createReadStream(film) });
    assetId = asset.id;
    while ((await client.assets.retrieve(assetId)).status !== 'ready') await delay(100);
  });
  const video = () => ({ type: 'asset_id', assetId });

  it('answers and streams in the form of a schema', async () => {
    const question = { video: video(), prompt: 'Label the video.', responseFormat: { type: 'json_schema', jsonSchema: labels } };
    const { data } = await client.analyze(question);
    const answer = JSON.parse(data);
    assert.equal(answer.has_dog, true);
    const objects = answer.annotations.flatMap((annotation) =>
      annotation.detected_objects.map((object) => ({ ...object, of: annotation })),
    );
    assert.ok(objects.some((object) => object.label === 'animal' && object.end_time < 8));
    for (const object of objects)
      assert.ok(object.start_time >= object.of.start_time && object.end_time <= object.of.end_time && object.confidence <= 1);
    assert.equal(await read(await client.analyzeStream(question)), data);
  });

  it('analyzes in the background: text, and segments of definitions', async () => {
    const text = await client.analyzeAsync.tasks.create({
      video: video(),
      modelName: 'pegasus1.5',
      prompt: 'What is written on the screen?',
      customId: 'first-1',
    });
    assert.equal(text.status, 'queued');
    const segments = await client.analyzeAsync.tasks.create({
      video: video(),
      modelName: 'pegasus1.5',
      analysisMode: 'time_based_metadata',
      responseFormat: {
        type: 'segment_definitions',
        segmentDefinitions: [
          { id: 'dog', description: 'A dog is in view', fields: [{ name: 'dog_count', type: 'integer', description: 'how many dogs' }] },
          { id: 'elephant', description: 'An elephant is in view' },
        ],
      },
    });
    const answered = await ready(text.taskId);
    assert.equal(answered.status, 'ready', JSON.stringify(answered));
    assert.equal(answered.customId, 'first-1');
    assert.match(answered.result.data, /Hello world/);
    assert.ok(answered.result.usage.outputTokens > 0);

    const found = JSON.parse((await ready(segments.taskId)).result.data);
    assert.deepEqual(Object.keys(found), ['dog', 'elephant']);
    assert.deepEqual(found.elephant, []);
    assert.ok(found.dog[0].start_time < 1 && found.dog[0].end_time > 5 && found.dog.at(-1).end_time < 8, JSON.stringify(found.dog));
    assert.equal(found.dog[0].metadata.dog_count, 1);

    const { data: listed } = await client.analyzeAsync.tasks.list();
    assert.deepEqual(new Set(listed.map((task) => task.taskId)), new Set([text.taskId, segments.taskId]));
    await client.analyzeAsync.tasks.delete(text.taskId);
    assert.equal((await thrown(() => client.analyzeAsync.tasks.retrieve(text.taskId))).statusCode, 404);
  });

  it('takes bytes sent along, and tells of a file that is none', async () => {
    const small = footage.talk();
    const task = await client.analyzeAsync.tasks.create({
      video: { type: 'base64_string', base64String: readFileSync(small).toString('base64') },
      modelName: 'pegasus1.5',
      prompt: 'What is said?',
    });
    assert.equal((await ready(task.taskId)).status, 'ready');
    const broken = await client.analyzeAsync.tasks.create({
      video: { type: 'base64_string', base64String: readFileSync(footage.notAVideo()).toString('base64') },
      modelName: 'pegasus1.5',
      prompt: 'x',
    });
    const failed = await ready(broken.taskId);
    assert.equal(failed.status, 'failed');
    assert.ok(failed.error.message.length > 0);
  });

  it('works through a batch and streams its results', async () => {
    const batch = await client.analyzeAsync.batches.create({
      modelName: 'pegasus1.5',
      analysisMode: 'general',
      defaults: { prompt: { inputText: 'Is there a dog?' } },
      requests: [
        { video: video(), customId: 'dog' },
        { video: video(), customId: 'title', prompt: { inputText: 'Give me a title.' } },
      ],
    });
    let state;
    do {
      await delay(250);
      state = await client.analyzeAsync.batches.retrieve(batch.batchId);
    } while (state.status !== 'completed');
    assert.equal(state.readyItems, 2);
    const results = await all(client.analyzeAsync.batches.results(batch.batchId));
    assert.deepEqual(
      results.map((item) => item.customId),
      ['dog', 'title'],
    );
    assert.match(results[0].data.data, /^Yes/);
    assert.equal((await thrown(() => client.analyzeAsync.batches.cancel(batch.batchId))).body.code, 'batch_completed');
    assert.deepEqual(
      (await all(client.analyzeAsync.batches.list())).map((one) => one.batchId),
      [batch.batchId],
    );
    await client.analyzeAsync.batches.delete(batch.batchId);
    assert.equal((await thrown(() => client.analyzeAsync.batches.retrieve(batch.batchId))).statusCode, 404);
  });

  it('refuses schema keywords outside of the subset with 422, in both places of the body', async () => {
    const answer = await request(server, '/analyze/tasks', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        video: { type: 'asset_id', asset_id: assetId },
        prompt: 'x',
        response_format: { type: 'json_schema', json_schema: { type: 'string', minLength: 1 } },
      }),
    });
    assert.equal(answer.status, 422);
    const body = await answer.json();
    assert.equal(body.code, body.error.code);
  });
});
