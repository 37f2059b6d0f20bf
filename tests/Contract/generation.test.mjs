// The official clients against a server whose answers a language model writes: a stub that speaks chat completions.
import assert from 'node:assert/strict';
import { createReadStream } from 'node:fs';
import { createServer } from 'node:http';
import { after, before, describe, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { clients, upload } from './clients.mjs';
import { makeFootage } from './footage.mjs';
import { startServer } from './server.mjs';

const script = [];
const asked = [];
const endpoint = createServer(async (request, response) => {
  let body = '';
  for await (const chunk of request) body += chunk;
  const question = JSON.parse(body);
  asked.push(question);
  const answer = script.shift();
  if (answer === undefined) return response.writeHead(500).end('{"error":"nothing left to say"}');
  if (!question.stream) {
    return response.writeHead(200, { 'content-type': 'application/json' }).end(
      JSON.stringify({
        choices: [{ message: { role: 'assistant', content: answer }, finish_reason: 'stop' }],
        usage: { prompt_tokens: 500, completion_tokens: 20 },
      }),
    );
  }
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  for (const word of answer.split(/(?<= )/)) response.write(`data: ${JSON.stringify({ choices: [{ delta: { content: word } }] })}\n\n`);
  const usage = { prompt_tokens: 500, completion_tokens: 20 };
  response.write(`data: ${JSON.stringify({ choices: [{ delta: {}, finish_reason: 'stop' }], usage })}\n\n`);
  return response.end('data: [DONE]\n\n');
});
await new Promise((resolve) => endpoint.listen(0, '127.0.0.1', resolve));

const footage = makeFootage();
const film = footage.dogThenTalk();
// Private addresses stay closed to users' links: the endpoint needs no leave of theirs.
const server = await startServer({
  env: {
    REELSIGHT_ALLOW_PRIVATE_URLS: '0',
    REELSIGHT_GENERATION_URL: `http://127.0.0.1:${endpoint.address().port}/v1`,
    REELSIGHT_GENERATION_MODEL: 'stub-vl',
    REELSIGHT_GENERATION_PICTURES: '2',
  },
});
after(async () => {
  await server.stop();
  endpoint.closeAllConnections();
  endpoint.close();
  footage.remove();
});

const [newer, older] = clients();
const { id: indexId } = await older.client.indexes.create({
  indexName: 'written',
  models: [{ modelName: 'pegasus1.2', modelOptions: ['visual', 'audio'] }],
});
const { videoId } = (await upload(older.client, indexId, film)).task;

describe(`a language model with ${older.name}`, () => {
  const { client } = older;

  it('answers prompts, with pictures and facts before it, and streams', async () => {
    const text = 'A dog appears, and then a man talks.';
    script.push(text, text);
    const answer = await client.analyze({ videoId, prompt: 'What happens?', temperature: 0 });
    assert.equal(answer.data, text);
    assert.equal(answer.usage.outputTokens, 20);
    const { content } = asked.at(-1).messages[1];
    assert.equal(
      content.filter((part) => part.type === 'image_url' && part.image_url.url.startsWith('data:image/jpeg;base64,/9j/')).length,
      2,
    );
    assert.match(content.at(-1).text, /visible: "[^"]*dog/);
    assert.equal(asked.at(-1).temperature, 0);

    let streamed = '';
    for await (const event of await client.analyzeStream({ videoId, prompt: 'What happens?' }))
      if (event.eventType === 'text_generation') streamed += event.text;
    assert.equal(streamed, text);
  });

  it('leaves the composer to answer when it fails', async () => {
    const answer = await client.analyze({ videoId, prompt: 'Is there a dog?', temperature: 0 });
    assert.match(answer.data, /^Yes/);
    assert.ok(answer.usage.outputTokens > 0);
  });

  it('makes gists and chapters', async () => {
    script.push(
      '{"title":"Dog and man","topics":["dogs"],"hashtags":["dogs"]}',
      '{"chapters":[{"start":0,"end":6,"title":"Dog","summary":"A dog."},{"start":6,"end":14,"title":"Man","summary":"A man."}]}',
    );
    const gist = await client.gist({ videoId, types: ['title', 'topic', 'hashtag'] });
    assert.deepEqual([gist.title, [...gist.topics], [...gist.hashtags]], ['Dog and man', ['dogs'], ['#dogs']]);
    const { chapters } = await client.summarize({ videoId, type: 'chapter' });
    assert.deepEqual(
      chapters.map((chapter) => chapter.chapterTitle),
      ['Dog', 'Man'],
    );
    assert.equal(chapters[0].endSec, 6);
  });
});

describe(`a language model with ${newer.name}`, () => {
  const { client } = newer;
  let video;
  before(async () => {
    const asset = await client.assets.create({ method: 'direct', file: createReadStream(film) });
    while ((await client.assets.retrieve(asset.id)).status !== 'ready') await delay(100);
    video = { type: 'asset_id', assetId: asset.id };
  });

  it('answers about an asset with JSON that fits its schema', async () => {
    script.push('{"dogs":"one"}', '{"dogs":1}');
    const jsonSchema = { type: 'object', required: ['dogs'], properties: { dogs: { type: 'integer' } } };
    const answer = await client.analyze({
      video,
      modelName: 'pegasus1.5',
      prompt: 'How many dogs?',
      responseFormat: { type: 'json_schema', jsonSchema },
    });
    assert.equal(answer.data, '{"dogs":1}');
    assert.match(asked.at(-1).messages.at(-1).content, /\$\.dogs is not of the type Integer/);
  });

  it('finds segments by definitions, and mends its JSON once', async () => {
    script.push('{"dogs":[{"start_time":4}]}', '{"dogs":[{"start_time":0.25,"end_time":6,"metadata":{}}]}');
    const { taskId } = await client.analyzeAsync.tasks.create({
      video,
      modelName: 'pegasus1.5',
      analysisMode: 'time_based_metadata',
      responseFormat: { type: 'segment_definitions', segmentDefinitions: [{ id: 'dogs', description: 'a dog is in view' }] },
    });
    let task;
    do {
      await delay(200);
      task = await client.analyzeAsync.tasks.retrieve(taskId);
    } while (!['ready', 'failed'].includes(task.status));
    assert.equal(task.result.data, '{"dogs":[{"start_time":0.25,"end_time":6,"metadata":{}}]}');
    assert.equal(task.result.usage.inputTokens, 1000);
  });
});
