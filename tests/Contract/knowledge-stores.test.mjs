import assert from 'node:assert/strict';
import { createReadStream } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { all, clients, thrown } from './clients.mjs';
import { makeFootage } from './footage.mjs';
import { startServer } from './server.mjs';

const footage = makeFootage();
const files = { dog: footage.dog(), talk: footage.talk(), photo: footage.dogPhoto() };
const server = await startServer();
after(async () => {
  await server.stop();
  footage.remove();
});

// 1.1.0 knows no knowledge stores.
const [{ name, client, errors }] = clients();
const stores = client.knowledgeStores;
const items = client.knowledgeStoreItems;
const collections = client.knowledgeStoreItemCollections;

/** Repeats a question until the answer is final. */
async function settled(ask) {
  for (let n = 0; n < 900; n++) {
    const answer = await ask();
    if (['ready', 'failed'].includes(answer.status)) return answer;
    await delay(200);
  }
  throw new Error('It never became ready or failed.');
}

async function addAsset(file) {
  const { id } = await client.assets.create({ method: 'direct', file: createReadStream(file) });
  return settled(() => client.assets.retrieve(id));
}

describe(`knowledge stores with ${name}`, () => {
  const ids = {};
  let storeId;
  before(async () => {
    const store = await stores.create({
      name: 'films',
      metadata: { owner: 'me' },
      ingestionConfig: { enrichmentConfig: { type: 'description', description: 'dogs and people' } },
    });
    storeId = store.id;
    for (const [key, file] of Object.entries(files)) {
      const asset = await addAsset(file);
      const item = await items.create(storeId, { assetId: asset.id, metadata: { clip: key } });
      assert.ok(['queued', 'pending', 'processing'].includes(item.status));
      ids[key] = item.id;
    }
    for (const id of Object.values(ids)) assert.equal((await settled(() => items.retrieve(storeId, id))).status, 'ready');
  });

  it('keeps what is said of a store', async () => {
    const store = await stores.retrieve(storeId);
    assert.equal(store.name, 'films');
    assert.equal(store.itemCount, Object.keys(ids).length);
    assert.deepEqual(store.ingestionConfig.enrichmentConfig, { type: 'description', description: 'dogs and people' });
    assert.ok(store.createdAt instanceof Date);
    const changed = await stores.update(storeId, { description: 'clips', metadata: { owner: 'you' } });
    assert.equal(changed.description, 'clips');
    assert.deepEqual(changed.metadata, { owner: 'you' });
    assert.ok((await all(stores.list())).some((one) => one.id === storeId));
  });

  it('tells what it knows of an item', async () => {
    const item = await items.retrieve(storeId, ids.dog);
    assert.equal(item.assetType, 'video');
    assert.equal(item.systemMetadata.assetType, 'video');
    assert.equal(item.systemMetadata.filename, 'dog.mp4');
    assert.equal(item.systemMetadata.width, 640);
    assert.equal(item.systemMetadata.codecName, 'h264');
    assert.deepEqual(item.metadata, { clip: 'dog' });
    assert.deepEqual(new Set((await all(items.list(storeId, { status: ['ready'] }))).map((one) => one.id)), new Set(Object.values(ids)));
    assert.deepEqual(await all(items.list(storeId, { status: ['failed'] })), []);
  });

  it('finds what is seen', async () => {
    const found = await stores.search(storeId, { query: { text: 'a dog' } });
    assert.ok(found.data.length > 0);
    assert.equal(found.data[0].rank, 1);
    assert.deepEqual(new Set(found.data.map((hit) => hit.itemId)), new Set([ids.dog, ids.photo]));
    assert.deepEqual(found.effectiveSearchOptions.video.modalities, ['visual']);
    const [hit] = found.data.filter((one) => one.assetType === 'video');
    assert.equal(hit.matches.length, 1);
    assert.ok(hit.matches[0].endSec > hit.matches[0].startSec);
    assert.deepEqual(hit.matches[0].modalities, ['visual']);
  });

  it('finds a picture, as a whole, among pictures alone', async () => {
    const found = await stores.search(storeId, {
      query: { text: 'animal' },
      filter: { assetType: { eq: 'image' } },
      includeMetadata: true,
    });
    assert.deepEqual(
      found.data.map(({ assetType, rank, itemId }) => ({ assetType, rank, itemId })),
      [{ assetType: 'image', rank: 1, itemId: ids.photo }],
    );
    assert.deepEqual(found.effectiveSearchOptions, {});
    assert.equal(found.data[0].metadata.system.width, 640);
    assert.equal((await items.retrieve(storeId, ids.photo)).systemMetadata.assetType, 'image');
  });

  it('finds what is said or written in one item, with its metadata', async () => {
    const asked = { query: { text: '"hello"' }, filter: { itemId: { eq: ids.talk } }, groupBy: 'item', includeMetadata: true };
    const heard = await stores.search(storeId, { ...asked, searchOptions: { video: { modalities: ['visual', 'audio'] } } });
    assert.equal(heard.data.length, 1);
    assert.equal(heard.data[0].metadata.user.clip, 'talk');
    assert.ok(heard.data[0].metadata.system.duration > 5);
  });

  it('pages by token, and says when a token is junk', async () => {
    const asked = { query: { text: 'dog or person' }, pageSize: 50 };
    const once = (await stores.search(storeId, asked)).data.map((hit) => JSON.stringify(hit));
    const paged = [];
    let page = await stores.search(storeId, { ...asked, pageSize: 1 });
    for (; ; page = await stores.search(storeId, { ...asked, pageToken: page.nextPageToken })) {
      paged.push(...page.data.map((hit) => JSON.stringify(hit)));
      if (!page.nextPageToken) break;
    }
    assert.ok(once.length > 1);
    assert.deepEqual(paged, once);
    assert.ok((await thrown(() => stores.search(storeId, { ...asked, pageToken: 'junk' }))) instanceof errors.BadRequestError);
  });

  it('answers mistakes with the errors that the client knows', async () => {
    const unknown = 'ks_00000000-0000-7000-8000-000000000000';
    assert.ok((await thrown(() => stores.search(unknown, { query: { text: 'dog' } }))) instanceof errors.NotFoundError);
    assert.ok((await thrown(() => stores.create({ name: '' }))) instanceof errors.BadRequestError);
    const schema = { type: 'object', properties: { a: { type: 'string' } } };
    const refused = await thrown(() =>
      stores.create({ name: 'a', ingestionConfig: { enrichmentConfig: { type: 'json_schema', jsonSchema: schema } } }),
    );
    assert.equal(refused.statusCode, 422);
  });

  it('gathers items in collections', async () => {
    const made = await collections.create(storeId, { name: 'dogs', metadata: { a: 'b' } });
    assert.equal(made.knowledgeStoreId, storeId);
    assert.equal((await collections.addItems(storeId, made.id, { itemIds: [ids.dog, ids.dog] })).memberCount, 1);
    assert.deepEqual(
      (await all(collections.listItems(storeId, made.id))).map((item) => item.id),
      [ids.dog],
    );
    assert.equal((await collections.update(storeId, made.id, { name: 'hounds' })).name, 'hounds');
    assert.deepEqual(
      (await all(collections.list(storeId, { sortBy: 'name' }))).map((one) => one.name),
      ['hounds'],
    );
    await collections.removeItems(storeId, made.id, { itemIds: [ids.dog] });
    assert.equal((await collections.retrieve(storeId, made.id)).memberCount, 0);
    await collections.delete(storeId, made.id);
    assert.deepEqual(await all(collections.list(storeId)), []);
  });

  it('forgets an item and a store', async () => {
    const asset = await addAsset(files.dog);
    const other = await stores.create({ name: 'short-lived' });
    const item = await items.create(other.id, { assetId: asset.id });
    await items.delete(other.id, item.id);
    assert.deepEqual(await all(items.list(other.id)), []);
    await stores.delete(other.id);
    assert.equal((await thrown(() => stores.retrieve(other.id))).statusCode, 404);
  });
});
