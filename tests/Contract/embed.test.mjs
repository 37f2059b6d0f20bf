import assert from 'node:assert/strict';
import { createReadStream, readFileSync } from 'node:fs';
import http from 'node:http';
import { after, describe, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { all, clients, thrown } from './clients.mjs';
import { makeFootage } from './footage.mjs';
import { startServer } from './server.mjs';

const footage = makeFootage();
const dog = footage.dog();
const sound = footage.soundOnly();
const picture = footage.frame(dog, 1, { name: 'dog.jpg' });
const types = { '/dog.mp4': ['video/mp4', dog], '/sound.mp3': ['audio/mpeg', sound], '/dog.jpg': ['image/jpeg', picture] };
const files = http.createServer((asked, answer) => {
  if (!types[asked.url]) return answer.writeHead(404).end();
  answer.writeHead(200, { 'content-type': types[asked.url][0] });
  createReadStream(types[asked.url][1]).pipe(answer);
});
await new Promise((resolve) => files.listen(0, '127.0.0.1', resolve));
const site = `http://127.0.0.1:${files.address().port}`;
const server = await startServer();
after(async () => {
  await server.stop();
  files.close();
  footage.remove();
});

const modelName = 'marengo3.0';
const base64 = (file) => readFileSync(file).toString('base64');

function checked(vector) {
  assert.equal(vector.length, 512);
  assert.ok(Math.abs(Math.hypot(...vector) - 1) < 1e-3);
  return vector;
}

const likeness = (a, b) => a.reduce((sum, x, i) => sum + x * b[i], 0);

for (const { name, client, errors, embedsMore } of clients()) {
  describe(`embeddings with ${name}`, () => {
    const textOf = async (text) => checked((await client.embed.create({ modelName, text })).textEmbedding.segments[0].float);

    it('embeds a text, an image by URL and sound by file in one call', async () => {
      const answer = await client.embed.create({
        modelName,
        text: 'a dog',
        imageUrl: `${site}/dog.jpg`,
        audioFile: createReadStream(sound),
      });
      assert.equal(answer.modelName, modelName);
      const text = checked(answer.textEmbedding.segments[0].float);
      const image = checked(answer.imageEmbedding.segments[0].float);
      assert.equal(answer.imageEmbedding.metadata.inputUrl, `${site}/dog.jpg`);
      assert.ok(likeness(text, image) > likeness(await textOf('a train'), image));
      for (const { float, startOffsetSec, endOffsetSec } of answer.audioEmbedding.segments) {
        checked(float);
        assert.ok(endOffsetSec > startOffsetSec);
      }
    });

    it('takes a video to ready and finds a dog in it', async () => {
      const { id } = await client.embed.tasks.create({
        modelName,
        videoFile: createReadStream(dog),
        videoClipLength: 3,
        videoEmbeddingScope: ['clip', 'video'],
      });
      const { status, modelName: model } = await client.embed.tasks.waitForDone(id, { sleepInterval: 0.3 });
      assert.deepEqual([status, model], ['ready', modelName]);
      const { videoEmbedding } = await client.embed.tasks.retrieve(id, { embeddingOption: ['visual'] });
      assert.equal(videoEmbedding.metadata.videoClipLength, 3);
      assert.deepEqual(
        videoEmbedding.segments.map((s) => [Math.round(s.startOffsetSec), Math.round(s.endOffsetSec), s.embeddingOption, s.embeddingScope]),
        [
          [0, 3, 'visual', 'clip'],
          [3, 6, 'visual', 'clip'],
          [0, 6, 'visual', 'video'],
        ],
      );
      const [dogText, trainText] = [await textOf('a dog'), await textOf('a train')];
      for (const { float } of videoEmbedding.segments) assert.ok(likeness(checked(float), dogText) > likeness(float, trainText));
      assert.equal((await all(client.embed.tasks.list({ pageLimit: 1 })))[0].id, id);
    });

    it('says what is wrong with a request', async () => {
      const error = await thrown(() => client.embed.tasks.create({ modelName, videoUrl: `${site}/dog.mp4`, videoClipLength: 1 }));
      assert.ok(error instanceof errors.BadRequestError);
      assert.match(error.body.message, /video_clip_length/);
    });

    it('embeds every type of input at once', async () => {
      const one = async (request) => {
        const { data, metadata } = await client.embed.v2.create({ modelName, ...request });
        assert.equal(data.length, 1);
        return { vector: checked(data[0].embedding), metadata };
      };
      const image = { base64String: base64(picture) };
      const text = await one({ inputType: 'text', text: { inputText: 'a dog' } });
      const seen = await one({ inputType: 'image', image: { mediaSource: image } });
      assert.equal(seen.metadata.inputType, 'image');
      assert.deepEqual(text.vector, await textOf('a dog'));
      const both = await one({ inputType: 'text_image', textImage: { mediaSource: { url: `${site}/dog.jpg` }, inputText: 'a dog' } });
      assert.ok(Math.abs(likeness(both.vector, text.vector) - likeness(both.vector, seen.vector)) < 1e-3);
      if (embedsMore) {
        const several = await one({
          inputType: 'multi_input',
          multiInput: { inputText: 'like <@it>', mediaSources: [{ name: 'it', mediaType: 'image', ...image }] },
        });
        assert.equal(several.metadata.inputType, 'multi_input');
      }

      const { data, metadata } = await client.embed.v2.create({
        modelName,
        inputType: 'video',
        video: {
          mediaSource: { url: `${site}/dog.mp4` },
          embeddingOption: ['visual', 'audio'],
          embeddingType: ['fused_embedding'],
          embeddingScope: ['asset'],
          segmentation: { strategy: 'dynamic', dynamic: { minDurationSec: 3 } },
        },
      });
      assert.deepEqual(
        data.map((d) => [d.embeddingOption, d.embeddingScope]),
        embedsMore
          ? [['fused', 'asset']]
          : [
              ['visual', 'asset'],
              ['audio', 'asset'],
            ],
      );
      assert.deepEqual(
        [metadata.inputType, metadata.embeddingOptions, metadata.embeddingScopes],
        ['video', ['visual', 'audio'], ['asset']],
      );
      assert.ok(Math.abs(metadata.duration - 6) < 0.2);
    });

    it('takes sound by URL to ready', async () => {
      const created = await client.embed.v2.tasks.create({
        modelName,
        inputType: 'audio',
        audio: { mediaSource: { url: `${site}/sound.mp3` }, segmentation: { strategy: 'fixed', fixed: { durationSec: 5 } } },
      });
      assert.equal(created.status, 'processing');
      let task = created;
      while (task.status === 'processing') {
        await delay(200);
        task = await client.embed.v2.tasks.retrieve(created.id);
      }
      assert.equal(task.status, 'ready');
      assert.ok(task.createdAt instanceof Date);
      assert.equal(task.metadata.inputUrl, `${site}/sound.mp3`);
      assert.ok(task.data.some((d) => d.embeddingOption === 'audio' && d.embeddingScope === 'asset'));
      for (const { embedding } of task.data) checked(embedding);
      const [listed] = await all(client.embed.v2.tasks.list({ pageLimit: 1, status: 'ready' }));
      assert.equal(listed.id, created.id);
      if (embedsMore) assert.deepEqual(listed.audioEmbedding.metadata.audioEmbeddingScope, ['clip', 'asset']);
    });

    it('fails a task whose link leads nowhere, with the reason', async () => {
      const { id } = await client.embed.v2.tasks.create({
        modelName,
        inputType: 'video',
        video: { mediaSource: { url: `${site}/gone.mp4` } },
      });
      let task = { status: 'processing' };
      while (task.status === 'processing') {
        await delay(100);
        task = await client.embed.v2.tasks.retrieve(id);
      }
      assert.equal(task.status, 'failed');
      assert.match(task.error.message, /404/);
      const error = await thrown(() => client.embed.v2.tasks.retrieve('0123456789abcdef01234567'));
      assert.equal(error.statusCode, 404);
      assert.equal(error.body.error.code, 'resource_not_exist');
    });
  });
}
