import assert from 'node:assert/strict';
import { createReadStream } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { after, before, describe, it } from 'node:test';
import { all, clients, createIndex, thrown, upload } from './clients.mjs';
import { makeFootage } from './footage.mjs';
import { request, startServer } from './server.mjs';

const footage = makeFootage();
const files = { dog: footage.dog(), talk: footage.talk() };
const pictures = { dog: footage.frame(files.dog, 2), dogLater: footage.frame(files.dog, 3), talk: footage.frame(files.talk, 3) };
const server = await startServer();
after(async () => {
  await server.stop();
  footage.remove();
});

const connected = clients();
const [{ client: anyClient }] = connected;
const assets = {};
const videos = {};
let indexId;
before(async () => {
  indexId = await createIndex(anyClient, 'entities');
  for (const [key, file] of Object.entries(files)) videos[key] = (await upload(anyClient, indexId, file)).task.videoId;
  for (const [key, file] of Object.entries(pictures)) {
    const { id } = await anyClient.assets.create({ method: 'direct', file: createReadStream(file) });
    assets[key] = id;
    await until(
      () => anyClient.assets.retrieve(id),
      (asset) => asset.status !== 'processing',
    );
  }
});

/** Asks again until the answer is as wanted. */
async function until(ask, fits) {
  for (const deadline = Date.now() + 60_000; Date.now() < deadline; await delay(100)) {
    const answer = await ask();
    if (fits(answer)) return answer;
  }
  throw new Error('What was waited for did not come.');
}

for (const { name, client } of connected) {
  describe(`entities with ${name}`, () => {
    const { entities } = client.entityCollections;
    let collection;
    before(async () => {
      collection = (await client.entityCollections.create({ name: `animals ${name}`, description: 'of the house' })).id;
    });
    const ready = (id) =>
      until(
        () => entities.retrieve(collection, id),
        (entity) => entity.status === 'ready',
      );
    const search = (queryText, more = {}) => all(client.search.query({ indexId, queryText, searchOptions: ['visual'], ...more }));

    it('keeps collections: create, get, change, list, delete', async () => {
      const made = await client.entityCollections.create({ name: `passing ${name}` });
      assert.equal((await client.entityCollections.retrieve(made.id)).name, `passing ${name}`);
      assert.equal((await client.entityCollections.update(made.id, { description: 'soon gone' })).description, 'soon gone');
      assert.deepEqual(
        (await all(client.entityCollections.list({ name: `passing ${name}` }))).map((one) => one.id),
        [made.id],
      );
      await client.entityCollections.delete(made.id);
      assert.equal((await thrown(() => client.entityCollections.retrieve(made.id))).statusCode, 404);
    });

    it('finds the moments that show an entity once it is ready', async () => {
      const made = await entities.create(collection, { name: 'rex', assetIds: [assets.dog], metadata: { legs: 4 } });
      assert.equal(made.status, 'processing');
      const entity = await ready(made.id);
      assert.deepEqual([entity.name, entity.assetIds, entity.metadata], ['rex', [assets.dog], { legs: 4 }]);
      for (const text of [`<@${made.id}>`, `<@${made.id}> on the floor`]) {
        const hits = await search(text);
        assert.equal(hits[0]?.videoId, videos.dog);
        assert.ok(hits.every((hit) => hit.videoId === videos.dog));
      }
      await entities.delete(collection, made.id);
    });

    it('names two entities in one text', async () => {
      const rex = await entities.create(collection, { name: 'rex', assetIds: [assets.dog] });
      const speaker = await entities.create(collection, { name: 'speaker', assetIds: [assets.talk] });
      await ready(rex.id);
      await ready(speaker.id);
      const found = new Set((await search(`<@${rex.id}> or <@${speaker.id}>`)).map((hit) => hit.videoId));
      assert.deepEqual(found, new Set([videos.dog, videos.talk]));
      assert.deepEqual(await search(`<@${rex.id}> and <@${speaker.id}>`, { operator: 'and' }), []);
    });

    it('adds and removes pictures, but never the last', async () => {
      const { id } = await entities.create(collection, { name: 'rex', assetIds: [assets.dog] });
      assert.deepEqual((await entities.createAssets(collection, id, { assetIds: [assets.dogLater] })).assetIds, [
        assets.dog,
        assets.dogLater,
      ]);
      await ready(id);
      assert.deepEqual((await entities.deleteAssets(collection, id, { assetIds: [assets.dog] })).assetIds, [assets.dogLater]);
      const error = await thrown(() => entities.deleteAssets(collection, id, { assetIds: [assets.dogLater] }));
      assert.equal(error.statusCode, 400);
      assert.equal((await entities.update(collection, id, { name: 'rexy' })).name, 'rexy');
    });

    it('creates many at once and says which could not be', async () => {
      const answer = await entities.createBulk(collection, {
        entities: [
          { name: 'one', assetIds: [assets.dog] },
          { name: 'two', assetIds: ['0123456789abcdef01234567'] },
        ],
      });
      assert.deepEqual([answer.successCount, answer.failedCount], [1, 1]);
      assert.equal(answer.errors[0].entityIndex, 1);
      assert.match(answer.errors[0].errorReason, /0123456789abcdef01234567/);
      assert.deepEqual(
        (await all(entities.list(collection, { name: 'one' }))).map((one) => one.id),
        [answer.entities[0].id],
      );
    });

    it('refuses what is no ready image, and unknown entities in a text', async () => {
      assert.equal((await thrown(() => entities.create(collection, { name: 'none', assetIds: [] }))).statusCode, 400);
      assert.equal((await thrown(() => search('<@0123456789abcdef01234567>'))).statusCode, 404);
      assert.equal((await thrown(() => search('a dog like <@rex>'))).statusCode, 400);
      assert.equal((await thrown(() => search('<@0123456789abcdef01234567>', { searchOptions: ['audio'] }))).statusCode, 400);
    });
  });
}

describe('entities by plain requests', () => {
  it('lists the entities of all collections', async () => {
    const { data } = await (await request(server, '/entities?sort_by=name&sort_option=asc&page_limit=50')).json();
    assert.ok(data.length > 2);
    assert.deepEqual(
      data.map((one) => one.name),
      data.map((one) => one.name).sort(),
    );
  });
});
