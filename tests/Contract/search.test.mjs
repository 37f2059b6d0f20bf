import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { all, clients, createIndex, thrown, upload } from './clients.mjs';
import { makeFootage } from './footage.mjs';
import { request, startServer } from './server.mjs';

const footage = makeFootage();
const files = { dog: footage.dog(), talk: footage.talk(), both: footage.dogThenTalk() };
const server = await startServer();
after(async () => {
  await server.stop();
  footage.remove();
});

const connected = clients();
const ids = {};
let indexId;
before(async () => {
  const [{ client }] = connected;
  indexId = await createIndex(client, 'search');
  for (const [key, file] of Object.entries(files)) {
    const { task } = await upload(client, indexId, file, { userMetadata: JSON.stringify({ clip: key }) });
    assert.equal(task.status, 'ready');
    ids[key] = task.videoId;
  }
});

for (const { name, client, errors } of connected) {
  describe(`search with ${name}`, () => {
    const query = (queryText, more = {}) => client.search.query({ indexId, queryText, searchOptions: ['visual', 'audio'], ...more });

    it('finds an object and the stretch where it is seen', async () => {
      const hits = await all(query('dog'));
      assert.deepEqual(new Set(hits.map((hit) => hit.videoId)), new Set([ids.dog, ids.both]));
      for (const hit of hits.filter((one) => one.videoId === ids.both)) {
        assert.ok(hit.start < 6.5, `the dog is gone after 6 s, but the hit starts at ${hit.start}`);
      }
    });

    it('reaches an object through a wider word', async () => {
      const hits = await all(query('an animal'));
      assert.ok(hits.length > 0);
      assert.ok(hits.every((hit) => hit.videoId !== ids.talk));
    });

    it('finds words that stand on the screen', async () => {
      const hits = await all(query('hello world', { searchOptions: ['visual'] }));
      assert.ok(hits.length > 0);
      assert.ok([ids.talk, ids.both].includes(hits[0].videoId));
    });

    it('ranks without gaps, scores downwards, and says why', async () => {
      const hits = await all(query('dog'));
      assert.deepEqual(
        hits.map((hit) => hit.rank),
        hits.map((_, n) => n + 1),
      );
      for (const [n, hit] of hits.entries()) {
        assert.ok(hit.start >= 0 && hit.end > hit.start);
        assert.ok(hit.score > 0 && hit.score <= 100);
        assert.ok(n === 0 || hits[n - 1].score >= hit.score);
        assert.ok(['high', 'medium', 'low'].includes(hit.confidence));
      }
    });

    it('pages through results without repeats', async () => {
      const once = (await all(query('dog or person', { pageLimit: 50 }))).map((hit) => [hit.videoId, hit.start, hit.end]);
      const paged = (await all(query('dog or person', { pageLimit: 1 }))).map((hit) => [hit.videoId, hit.start, hit.end]);
      assert.ok(once.length > 1);
      assert.deepEqual(paged, once);
    });

    it('groups by video, each with its own clips', async () => {
      const groups = await all(query('dog', { groupBy: 'video', pageLimit: 1 }));
      assert.deepEqual(new Set(groups.map((group) => group.id)), new Set([ids.dog, ids.both]));
      for (const group of groups) {
        assert.ok(group.clips.length > 0);
        assert.ok(group.clips.every((clip) => clip.videoId === group.id));
      }
    });

    it('looks only where the filter allows', async () => {
      const found = async (filter) => new Set((await all(query('dog', { filter: JSON.stringify(filter) }))).map((hit) => hit.videoId));
      assert.deepEqual(await found({ id: [ids.both] }), new Set([ids.both]));
      assert.deepEqual(await found({ clip: 'dog' }), new Set([ids.dog]));
      assert.deepEqual(await found({ duration: { gte: 10 } }), new Set([ids.both]));
      assert.deepEqual(await found({ filename: 'nothing.mp4' }), new Set());
    });

    it('repeats user metadata on every page when asked', async () => {
      const hits = await all(query('dog', { includeUserMetadata: true, pageLimit: 1 }));
      assert.ok(hits.length > 1);
      assert.ok(hits.every((hit) => ['dog', 'both'].includes(hit.userMetadata.clip)));
    });

    it('with "and" answers a part of what it answers with "or"', async () => {
      const key = (hit) => `${hit.videoId} ${hit.start} ${hit.end}`;
      const any = new Set((await all(query('hello', { operator: 'or', pageLimit: 50 }))).map(key));
      const every = (await all(query('hello', { operator: 'and', pageLimit: 50 }))).map(key);
      assert.ok(every.every((one) => any.has(one)));
    });

    it('answers nothing to what is not there', async () => {
      assert.deepEqual(await all(query('spaceship')), []);
    });

    it('refuses a query without words', async () => {
      const error = await thrown(() => query(undefined));
      assert.ok(error instanceof errors.BadRequestError);
    });

    it('refuses an option the index was not made for', async () => {
      const { id } = await client.indexes.create({
        indexName: `visual only ${name}`,
        models: [{ modelName: 'marengo3.0', modelOptions: ['visual'] }],
      });
      const error = await thrown(() => client.search.query({ indexId: id, queryText: 'dog', searchOptions: ['audio'] }));
      assert.ok(error instanceof errors.BadRequestError);
      assert.equal(error.body.code, 'search_option_not_supported');
    });

    it('refuses a filter it cannot read', async () => {
      const error = await thrown(() => query('dog', { filter: '{"duration":' }));
      assert.ok(error instanceof errors.BadRequestError);
      assert.equal(error.body.code, 'search_filter_invalid');
    });

    it('refuses a page of more than 50', async () => {
      const error = await thrown(() => query('dog', { pageLimit: 51 }));
      assert.equal(error.body.code, 'parameter_invalid');
    });

    it('says not found for an index that does not exist', async () => {
      const error = await thrown(() => query('dog', { indexId: '0123456789abcdef01234567' }));
      assert.equal(error.statusCode, 404);
    });
  });
}

describe('search by plain requests', () => {
  it('refuses a JSON body', async () => {
    const answer = await request(server, '/search', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ index_id: indexId, query_text: 'dog', search_options: ['visual'] }),
    });
    assert.equal(answer.status, 400);
    assert.equal((await answer.json()).code, 'content_type_invalid');
  });

  it('refuses a page token it never gave', async () => {
    const answer = await request(server, '/search/not-a-token');
    assert.equal(answer.status, 400);
    assert.equal((await answer.json()).code, 'search_page_token_expired');
  });

  it('describes the pool it looked in', async () => {
    const form = new FormData();
    form.set('index_id', indexId);
    form.set('query_text', 'dog');
    form.append('search_options', 'visual');
    const { search_pool: pool, page_info: page } = await (await request(server, '/search', { method: 'POST', body: form })).json();
    assert.equal(pool.index_id, indexId);
    assert.equal(pool.total_count, 3);
    assert.ok(pool.total_duration > 25);
    assert.equal(page.limit_per_page, 10);
  });
});
