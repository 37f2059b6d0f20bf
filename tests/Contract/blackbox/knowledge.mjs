// Knowledge stores, their items, collections and search: operations 72 to 89.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { assets } from './media.mjs';
import { accepts, del, done, get, has, instant, listed, patch, post, refused, refuses, settled, unknownId } from './wire.mjs';

const nobody = {
  store: 'ks_00000000-0000-7000-8000-000000000000',
  item: 'ksi_00000000-0000-7000-8000-000000000000',
  collection: 'ksic_00000000-0000-7000-8000-000000000000',
};
const create = (body) => post('/knowledge-stores', { name: 'store', ...body });
const states = ['queued', 'pending', 'processing'];

let kept;
/** A store with the talk, the dog and a picture in it. */
export const filledStore = () =>
  (kept ??= (async () => {
    const { _id: store } = done(
      await create({ name: 'filled', ingestion_config: { enrichment_config: { description: 'dogs and people' } } }),
      201,
    );
    const items = {};
    for (const name of ['dog', 'talk', 'photo']) {
      const { _id: asset } = await assets[name]();
      items[name] = done(await post(`/knowledge-stores/${store}/items`, { asset_id: asset, metadata: { name } }), 202);
    }
    for (const item of Object.values(items))
      assert.equal((await settled(`/knowledge-stores/${store}/items/${item._id}`, states)).status, 'ready');
    return { store, items };
  })());

const schema = (properties, more = {}) => ({
  ingestion_config: { enrichment_config: { type: 'json_schema', json_schema: { type: 'object', properties, ...more } } },
});
const field = { type: 'string', description: 'a word' };

describe('knowledge stores', () => {
  it('are made with 201 and keep what was said', async () => {
    const store = done(
      await create({
        name: 'films',
        description: 'all of them',
        metadata: { owner: 'me' },
        ingestion_config: { enrichment_config: { description: 'dogs' } },
      }),
      201,
    );
    has(store, '_id', 'name', 'description', 'ingestion_config', 'item_count', 'created_at', 'updated_at', 'metadata');
    assert.match(store._id, /^ks_[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    assert.deepEqual(store.ingestion_config.enrichment_config, { type: 'description', description: 'dogs' });
    assert.deepEqual(store.metadata, { owner: 'me' });
    assert.equal(store.item_count, 0);
    assert.match(store.created_at, instant);
    assert.deepEqual(done(await get(`/knowledge-stores/${store._id}`)), store);
    const changed = done(await patch(`/knowledge-stores/${store._id}`, { name: 'movies', metadata: { only: 'this' } }));
    assert.equal(changed.name, 'movies');
    assert.equal(changed.description, 'all of them');
    assert.deepEqual(changed.metadata, { only: 'this' });
    assert.deepEqual(done(await patch(`/knowledge-stores/${store._id}`, { metadata: {} })).metadata ?? {}, {});
    assert.deepEqual(done(await patch(`/knowledge-stores/${store._id}`, { metadata: { nothing: null } })).metadata, { nothing: '' });
    refused(await patch(`/knowledge-stores/${store._id}`, { name: '' }), { names: 'name' });
    refused(await patch(`/knowledge-stores/${store._id}`, { metadata: { n: 5 } }), { names: 'metadata' });
    refused(await patch(`/knowledge-stores/${nobody.store}`, { name: 'x' }), { status: 404, code: 'resource_not_exist' });
    done(await del(`/knowledge-stores/${store._id}`), 204);
    refused(await get(`/knowledge-stores/${store._id}`), { status: 404, code: 'resource_not_exist' });
  });

  accepts([
    ['a name alone', () => create({}), 201],
    [
      'a description by its type',
      () => create({ ingestion_config: { enrichment_config: { type: 'description', description: 'x' } } }),
      201,
    ],
    [
      'every keyword of schemas',
      () =>
        create(
          schema(
            {
              a: {
                type: 'array',
                title: 'A',
                description: 'list',
                minItems: 0,
                maxItems: 9,
                items: { type: 'number', description: 'n', minimum: 0, maximum: 9 },
              },
              b: { type: 'string', description: 'b', enum: ['x', 'y'], format: 'date' },
            },
            { required: ['a'], additionalProperties: false },
          ),
        ),
      201,
    ],
    [
      'a schema without a type',
      () => create({ ingestion_config: { enrichment_config: { json_schema: { type: 'object', properties: { a: field } } } } }),
      201,
    ],
  ]);
  refuses([
    ['no name', () => post('/knowledge-stores', {}), { code: 'parameter_not_provided', names: 'name' }],
    ['an empty name', () => create({ name: '' }), { code: ['parameter_invalid', 'parameter_not_provided'], names: 'name' }],
    ['a name that is a number', () => create({ name: 5 }), { names: 'name' }],
    ['metadata that is no text', () => create({ metadata: { n: 5 } }), { names: 'metadata' }],
    ['deep metadata', () => create({ metadata: { n: {} } }), { names: 'metadata' }],
    ['metadata that is a list', () => create({ metadata: [] }), { names: 'metadata' }],
    ['a description that is a number', () => create({ description: 5 }), { names: 'description' }],
    ['an unknown enrichment', () => create({ ingestion_config: { enrichment_config: { type: 'magic' } } }), { names: 'enrichment_config' }],
    [
      'a root that is no object',
      () => create({ ingestion_config: { enrichment_config: { type: 'json_schema', json_schema: { type: 'array' } } } }),
      { status: 422, names: 'json_schema' },
    ],
    ['a property without a description', () => create(schema({ a: { type: 'string' } })), { status: 422, names: 'description' }],
    [
      'an inner property without a description',
      () => create(schema({ a: { type: 'object', description: 'a', properties: { b: { type: 'string' } } } })),
      { status: 422, names: 'description' },
    ],
    ...[
      'anyOf',
      'allOf',
      'oneOf',
      'not',
      'if',
      '$ref',
      'pattern',
      'minLength',
      'maxLength',
      'const',
      'default',
      'examples',
      'nullable',
    ].map((word) => [`the keyword ${word}`, () => create(schema({ a: { ...field, [word]: 1 } })), { status: 422, names: word }]),
    ['$defs', () => create(schema({ a: field }, { $defs: {} })), { status: 422, names: '$defs' }],
    ['a list of types', () => create(schema({ a: { ...field, type: ['string', 'null'] } })), { status: 422, names: 'type' }],
  ]);
});

describe('items', () => {
  const add = async (body) => post(`/knowledge-stores/${(await filledStore()).store}/items`, body);
  it('are taken with 202, and tell what they are once ready', async () => {
    const { store, items } = await filledStore();
    has(items.dog, '_id', 'asset_type', 'asset_id', 'status', 'created_at', 'updated_at');
    assert.match(items.dog._id, /^ksi_[0-9a-f-]{36}$/);
    assert.ok(states.includes(items.dog.status));
    const item = done(await get(`/knowledge-stores/${store}/items/${items.dog._id}`));
    assert.equal(item.asset_type, 'video');
    has(item.system_metadata, 'asset_type', 'filename', 'duration', 'fps', 'width', 'height', 'codec_name', 'size');
    assert.deepEqual(item.metadata, { name: 'dog' });
    assert.equal(done(await get(`/knowledge-stores/${store}/items/${items.photo._id}`)).asset_type, 'image');
    assert.equal(listed(await get(`/knowledge-stores/${store}/items?status=ready&status=failed`)).length, 3);
    assert.deepEqual(listed(await get(`/knowledge-stores/${store}/items?status=queued`)), []);
    assert.deepEqual(listed(await get(`/knowledge-stores/${store}/items?page=9`)), []);
    assert.equal(done(await get(`/knowledge-stores/${store}`)).item_count, 3);
  });

  it('are forgotten with 204', async () => {
    const { _id: store } = done(await create({ name: 'short-lived' }), 201);
    const { _id: item } = done(
      await post(`/knowledge-stores/${store}/items`, { asset_id: (await assets.png())._id, asset_type: 'image' }),
      202,
    );
    done(await del(`/knowledge-stores/${store}/items/${item}`), 204);
    refused(await get(`/knowledge-stores/${store}/items/${item}`), { status: 404, code: 'resource_not_exist' });
    refused(await get(`/knowledge-stores/${store}/items/${(await filledStore()).items.dog._id}`), {
      status: 404,
      code: 'resource_not_exist',
    });
  });

  refuses([
    ['no asset', () => add({}), { code: 'parameter_not_provided', names: 'asset_id' }],
    ['an asset id that is none', () => add({ asset_id: 'junk' }), { names: 'asset_id' }],
    ['an unknown asset', () => add({ asset_id: unknownId }), { status: 404, code: 'resource_not_exist' }],
    ['an unknown kind', async () => add({ asset_id: (await assets.png())._id, asset_type: 'smell' }), { names: 'asset_type' }],
    ['the wrong kind', async () => add({ asset_id: (await assets.png())._id, asset_type: 'video' }), { names: 'asset_type' }],
    ['metadata that is no text', async () => add({ asset_id: (await assets.png())._id, metadata: { a: 1 } }), { names: 'metadata' }],
    [
      'an unknown store',
      async () => post(`/knowledge-stores/${nobody.store}/items`, { asset_id: (await assets.png())._id }),
      { status: 404, code: 'resource_not_exist' },
    ],
    ['an unknown status', async () => get(`/knowledge-stores/${(await filledStore()).store}/items?status=asleep`), { names: 'status' }],
    ['an unknown order', async () => get(`/knowledge-stores/${(await filledStore()).store}/items?sort_by=colour`), { names: 'sort_by' }],
    [
      'a page that is too long',
      async () => get(`/knowledge-stores/${(await filledStore()).store}/items?page_limit=51`),
      { names: 'page_limit' },
    ],
  ]);
});

describe('collections', () => {
  it('gather items, once each', async () => {
    const { store, items } = await filledStore();
    const at = `/knowledge-stores/${store}/item-collections`;
    const made = done(await post(at, { name: 'pets', description: 'd', metadata: { a: 'b' } }), 201);
    has(made, '_id', 'knowledge_store_id', 'name', 'description', 'metadata', 'member_count', 'created_at', 'updated_at');
    assert.match(made._id, /^ksic_[0-9a-f-]{36}$/);
    assert.equal(made.knowledge_store_id, store);
    assert.equal(made.member_count, 0);
    assert.equal((await post(at, { name: 'pets' })).status >= 400, true);
    const one = `${at}/${made._id}`;
    assert.equal(done(await post(`${one}/items/add`, { item_ids: [items.dog._id, items.dog._id] })).member_count, 1);
    assert.equal(done(await post(`${one}/items/add`, { item_ids: [items.dog._id, items.photo._id] })).member_count, 2);
    assert.deepEqual(
      listed(await get(`${one}/items`))
        .map((item) => item._id)
        .sort(),
      [items.dog._id, items.photo._id].sort(),
    );
    done(await post(`${one}/items/remove`, { item_ids: [items.photo._id] }), 204);
    done(await post(`${one}/items/remove`, { item_ids: [items.photo._id] }), 204);
    assert.equal(done(await get(one)).member_count, 1);
    assert.equal(done(await patch(one, { name: 'hounds' })).name, 'hounds');
    assert.ok(listed(await get(at)).some((each) => each._id === made._id));
    const many = Array.from({ length: 501 }, () => items.dog._id);
    for (const what of ['add', 'remove']) {
      refused(await post(`${one}/items/${what}`, {}), { code: 'parameter_not_provided', names: 'item_ids' });
      refused(await post(`${one}/items/${what}`, { item_ids: items.dog._id }), { names: 'item_ids' });
      refused(await post(`${one}/items/${what}`, { item_ids: many }), { names: 'item_ids' });
    }
    const stranger = await post(`${one}/items/add`, { item_ids: [nobody.item] });
    assert.ok([400, 404].includes(stranger.status), stranger.text);
    refused(await post(at, {}), { code: 'parameter_not_provided', names: 'name' });
    refused(await post(at, { name: 5 }), { names: 'name' });
    refused(await post(at, { name: 'x', metadata: { a: 1 } }), { names: 'metadata' });
    refused(await post(`${at}/${nobody.collection}/items/add`, { item_ids: [items.dog._id] }), { status: 404, code: 'resource_not_exist' });
    refused(await patch(`${at}/${nobody.collection}`, { name: 'x' }), { status: 404, code: 'resource_not_exist' });
    done(await del(one), 204);
    refused(await get(one), { status: 404, code: 'resource_not_exist' });
  });
});

describe('searching a knowledge store', () => {
  const ask = async (body) => post(`/knowledge-stores/${(await filledStore()).store}/search`, { query: { text: 'dog' }, ...body });
  it('answers videos with moments and pictures as wholes', async () => {
    const { items } = await filledStore();
    const answer = done(await ask({ include_metadata: true }));
    has(answer, 'data', 'effective_search_options');
    assert.deepEqual(answer.effective_search_options, { video: { modalities: ['visual'] } });
    assert.deepEqual(new Set(answer.data.map((hit) => hit.item_id)), new Set([items.dog._id, items.photo._id]));
    answer.data.forEach((hit, n) => {
      assert.equal(hit.rank, n + 1);
      has(hit.metadata, 'system', 'user');
      if (hit.asset_type === 'image') return assert.ok(!('matches' in hit));
      assert.ok(hit.matches.length > 0);
      for (const match of hit.matches) {
        has(match, 'start_sec', 'end_sec', 'modalities');
        assert.ok(match.end_sec > match.start_sec);
      }
      return undefined;
    });
    assert.ok(!('metadata' in done(await ask({})).data[0]));
  });

  it('filters, groups and pages', async () => {
    const { items } = await filledStore();
    const found = async (body) =>
      [...new Set(done(await ask({ query: { text: 'dog or person' }, page_size: 50, ...body })).data.map((hit) => hit.item_id))].sort();
    assert.deepEqual(await found({ filter: { asset_type: { eq: 'image' } } }), [items.photo._id]);
    assert.deepEqual(await found({ filter: { item_id: { in: [items.dog._id] } } }), [items.dog._id]);
    assert.deepEqual(await found({ filter: { item_id: { eq: items.dog._id }, asset_type: { in: ['video', 'image'] } } }), [items.dog._id]);
    const grouped = done(await ask({ query: { text: 'dog or person' }, group_by: 'item', page_size: 50 })).data.map((hit) => hit.item_id);
    assert.equal(new Set(grouped).size, grouped.length);
    const first = done(await ask({ query: { text: 'dog or person' }, page_size: 1 }));
    assert.equal(first.data.length, 1);
    const second = done(
      await post(`/knowledge-stores/${(await filledStore()).store}/search`, { query: { text: 'x' }, page_token: first.next_page_token }),
    );
    assert.equal(second.data[0].rank, 2);
  });

  const options = (modalities) => ({ search_options: { video: { modalities } } });
  accepts([
    ['both modalities', () => ask(options(['visual', 'audio']))],
    ['50 results', () => ask({ page_size: 50 })],
  ]);
  refuses([
    ['no question', () => ask({ query: undefined }), { code: 'parameter_not_provided', names: 'query' }],
    ['a question without text', () => ask({ query: {} }), { code: 'parameter_not_provided', names: 'text' }],
    ['an empty question', () => ask({ query: { text: '' } }), { code: ['parameter_invalid', 'parameter_not_provided'], names: 'text' }],
    ['a question that is text', () => ask({ query: 'dog' }), { names: 'query' }],
    ['51 results', () => ask({ page_size: 51 }), { names: 'page_size' }],
    ['no results', () => ask({ page_size: 0 }), { names: 'page_size' }],
    ['a size that is text', () => ask({ page_size: '10' }), { names: 'page_size' }],
    ['an unknown group', () => ask({ group_by: 'video' }), { names: 'group_by' }],
    ['a junk token', () => ask({ page_token: 'junk' }), { code: ['parameter_invalid', 'search_page_token_expired'], names: 'page_token' }],
    [
      'two operators',
      () => ask({ filter: { asset_type: { eq: 'video', in: ['image'] } } }),
      { code: ['parameter_invalid', 'search_filter_invalid'], names: 'asset_type' },
    ],
    ['no operator', () => ask({ filter: { item_id: {} } }), { code: ['parameter_invalid', 'search_filter_invalid'], names: 'item_id' }],
    [
      'an unknown operator',
      () => ask({ filter: { item_id: { ne: 'x' } } }),
      { code: ['parameter_invalid', 'search_filter_invalid'], names: 'item_id' },
    ],
    [
      'an unknown kind',
      () => ask({ filter: { asset_type: { eq: 'smell' } } }),
      { code: ['parameter_invalid', 'search_filter_invalid'], names: 'asset_type' },
    ],
    [
      'options for videos among pictures',
      () => ask({ ...options(['visual']), filter: { asset_type: { eq: 'image' } } }),
      { names: 'search_options' },
    ],
    ['no modality', () => ask(options([])), { code: ['parameter_invalid', 'parameter_not_provided'], names: 'modalities' }],
    ['an unknown modality', () => ask(options(['smell'])), { names: 'modalities' }],
    ['a flag that is text', () => ask({ include_metadata: 'yes' }), { names: 'include_metadata' }],
    [
      'an unknown store',
      () => post(`/knowledge-stores/${nobody.store}/search`, { query: { text: 'dog' } }),
      { status: 404, code: 'resource_not_exist' },
    ],
  ]);
});
