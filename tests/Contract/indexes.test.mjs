import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { all, clients, createIndex, marengo, thrown } from './clients.mjs';
import { request, startServer } from './server.mjs';

const server = await startServer();
after(() => server.stop());

// Made by a plain request: the newer client no longer lets anybody ask for the analysis model here.
let both;
before(async () => {
  const models = ['marengo3.0', 'pegasus1.2'].map((name) => ({ model_name: name, model_options: ['visual', 'audio'] }));
  const answer = await request(server, '/indexes', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ index_name: 'both', models }),
  });
  assert.equal(answer.status, 201);
  both = (await answer.json())._id;
});

for (const { name, client, errors, ApiError } of clients()) {
  describe(`indexes with ${name}`, () => {
    let id;
    before(async () => {
      id = await createIndex(client, `films ${name}`);
    });

    it('returns a created index with its models, addons and times', async () => {
      const index = await client.indexes.retrieve(id);
      assert.match(index.id, /^[0-9a-f]{24}$/);
      assert.equal(index.indexName, `films ${name}`);
      assert.deepEqual(index.models, marengo);
      assert.deepEqual(index.addons, ['thumbnail']);
      assert.equal(index.videoCount, 0);
      assert.equal(index.totalDuration, 0);
      assert.ok(!Number.isNaN(Date.parse(index.createdAt)));
    });

    it('reads an index that has the search and the analysis model together', async () => {
      const index = await client.indexes.retrieve(both);
      assert.deepEqual(index.models.map((model) => model.modelName), ['marengo3.0', 'pegasus1.2']);
    });

    it('renames an index', async () => {
      await client.indexes.update(id, { indexName: `renamed ${name}` });
      assert.equal((await client.indexes.retrieve(id)).indexName, `renamed ${name}`);
    });

    it('lists newest first, over several pages, and ends', async () => {
      const made = [];
      for (let n = 0; n < 5; n++) made.push(await createIndex(client, `page ${n} ${name}`));
      const listed = (await all(client.indexes.list({ pageLimit: 2 }))).map((index) => index.id);
      assert.deepEqual(listed.slice(0, 5), made.toReversed());
      assert.equal(new Set(listed).size, listed.length);
    });

    it('finds an index by its exact name', async () => {
      const found = await all(client.indexes.list({ indexName: `page 3 ${name}` }));
      assert.deepEqual(found.map((index) => index.indexName), [`page 3 ${name}`]);
    });

    it('refuses a name that is taken', async () => {
      const error = await thrown(() => createIndex(client, `page 1 ${name}`));
      assert.ok(error instanceof errors.BadRequestError);
      assert.equal(error.body.code, 'index_name_already_exists');
    });

    it('refuses options that are none', async () => {
      const models = [{ modelName: 'marengo3.0', modelOptions: ['smell'] }];
      const error = await thrown(() => client.indexes.create({ indexName: `bad ${name}`, models }));
      assert.ok(error instanceof errors.BadRequestError);
      assert.equal(error.statusCode, 400);
      assert.ok(error.body.message.length > 10);
    });

    it('says not found for an index that does not exist', async () => {
      const error = await thrown(() => client.indexes.retrieve('0123456789abcdef01234567'));
      assert.equal(error.statusCode, 404);
      assert.equal(error.body.code, 'resource_not_exist');
    });

    it('refuses an id that is none', async () => {
      const error = await thrown(() => client.indexes.retrieve('films'));
      assert.ok(error instanceof errors.BadRequestError);
      assert.equal(error.body.code, 'parameter_invalid');
    });

    it('deletes an index', async () => {
      await client.indexes.delete(id);
      assert.equal((await thrown(() => client.indexes.retrieve(id))).statusCode, 404);
    });

    it('refuses a key it does not know', async () => {
      const [stranger] = clients('tlk_nobody').filter((other) => other.name === name);
      const error = await thrown(() => stranger.client.indexes.list());
      assert.ok(error instanceof ApiError);
      assert.equal(error.statusCode, 401);
      assert.equal(error.body.code, 'api_key_invalid');
    });
  });
}

describe('plain requests', () => {
  it('refuses a request without a key and names the version on every answer', async () => {
    const answer = await request(server, '/indexes', { key: null });
    assert.equal(answer.status, 401);
    assert.equal((await answer.json()).code, 'api_key_invalid');
    assert.ok(answer.headers.get('x-api-version'));
  });

  it('answers a page past the end with an empty list', async () => {
    const answer = await request(server, '/indexes?page=999');
    assert.equal(answer.status, 200);
    const { data, page_info: pageInfo } = await answer.json();
    assert.deepEqual(data, []);
    assert.equal(pageInfo.page, 999);
  });

  it('refuses a page of more than 50', async () => {
    const answer = await request(server, '/indexes?page_limit=51');
    assert.equal(answer.status, 400);
    assert.equal((await answer.json()).code, 'parameter_invalid');
  });
});
