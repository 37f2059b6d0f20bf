// Entity collections and entities: operations 14 and 37 to 49.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { assets, library } from './media.mjs';
import {
  accepts,
  call,
  del,
  done,
  get,
  has,
  hexId,
  instant,
  listed,
  patch,
  post,
  refused,
  refuses,
  send,
  settled,
  unknownId,
} from './wire.mjs';

const create = (body) => post('/entity-collections', { name: `people ${Math.random()}`, ...body });
let made;
const collection = () => (made ??= create({ name: 'friends' }).then((answer) => done(answer, 201)._id));
const add = async (body) =>
  post(`/entity-collections/${await collection()}/entities`, { name: 'Rex', asset_ids: [(await assets.photo())._id], ...body });
let first;
const rex = () =>
  (first ??= add({ name: 'Rex the dog', metadata: { kind: 'dog' }, description: 'white' }).then((answer) => done(answer, 201)));

describe('entity collections', () => {
  it('are made, read, changed and deleted', async () => {
    const one = done(await create({ name: 'family', description: 'mine' }), 201);
    has(one, '_id', 'name', 'description', 'created_at', 'updated_at');
    assert.match(one._id, hexId);
    assert.match(one.created_at, instant);
    const route = `/entity-collections/${one._id}`;
    assert.deepEqual(done(await get(route)), one);
    const changed = done(await patch(route, { name: 'kin' }));
    assert.equal(changed.name, 'kin');
    assert.equal(changed.description, 'mine');
    assert.deepEqual(
      listed(await get('/entity-collections?name=kin')).map((each) => each._id),
      [one._id],
    );
    assert.deepEqual(listed(await get('/entity-collections?name=nowhere')), []);
    const names = listed(await get('/entity-collections?sort_by=name&sort_option=asc&page_limit=50')).map((each) => each.name);
    assert.deepEqual(names, [...names].sort());
    done(await del(route), 204);
    refused(await get(route), { status: 404, code: 'resource_not_exist', names: one._id });
    refused(await patch(route, { name: 'x' }), { status: 404, code: 'resource_not_exist' });
  });
  refuses([
    ['no name', () => post('/entity-collections', {}), { code: 'parameter_not_provided', names: 'name' }],
    ['an empty name', () => create({ name: '' }), { code: ['parameter_invalid', 'parameter_not_provided'], names: 'name' }],
    ['a name that is a number', () => create({ name: 5 }), { names: 'name' }],
    ['a description that is a list', () => create({ description: [] }), { names: 'description' }],
    ['an empty new name', async () => patch(`/entity-collections/${await collection()}`, { name: '' }), { names: 'name' }],
    ['an unknown order', () => get('/entity-collections?sort_by=size'), { names: 'sort_by' }],
  ]);
});

describe('entities', () => {
  it('are made of pictures, and become ready', async () => {
    const entity = await rex();
    has(entity, '_id', 'entity_collection_id', 'name', 'description', 'metadata', 'asset_ids', 'status', 'created_at', 'updated_at');
    assert.equal(entity.entity_collection_id, await collection());
    assert.ok(['processing', 'ready'].includes(entity.status));
    assert.deepEqual(entity.asset_ids, [(await assets.photo())._id]);
    assert.deepEqual(entity.metadata, { kind: 'dog' });
    const ready = await settled(`/entity-collections/${await collection()}/entities/${entity._id}`, ['processing']);
    assert.equal(ready.status, 'ready');
    assert.ok(listed(await get(`/assets/${(await assets.photo())._id}/entities?page_limit=50`)).some((one) => one._id === entity._id));
    const route = `/entity-collections/${await collection()}/entities`;
    assert.ok(listed(await get(`${route}?status=ready&name=Rex%20the%20dog`)).some((one) => one._id === entity._id));
    assert.deepEqual(listed(await get(`${route}?name=nobody`)), []);
  });

  it('are listed over all collections for older clients', async () => {
    assert.ok(listed(await get('/entities?page_limit=50')).some((one) => one.name === 'Rex the dog'));
  });

  it('can be asked for in a search once they are ready', async () => {
    const entity = await rex();
    await settled(`/entity-collections/${await collection()}/entities/${entity._id}`, ['processing']);
    const { id } = await library();
    const answer = done(await send('/search', { index_id: id, search_options: 'visual', query_text: `<@${entity._id}> on the floor` }));
    assert.ok(Array.isArray(answer.data));
    refused(await send('/search', { index_id: id, search_options: 'visual', query_text: `<@${unknownId}> walks` }), {
      status: 404,
      code: 'resource_not_exist',
      names: unknownId,
    });
  });

  it('change their name, metadata and pictures', async () => {
    const entity = done(await add({ name: 'Fido', metadata: { a: 'b' } }), 201);
    const route = `/entity-collections/${await collection()}/entities/${entity._id}`;
    const changed = done(await patch(route, { name: 'Fido II', metadata: { only: 'this' } }));
    assert.equal(changed.name, 'Fido II');
    assert.deepEqual(changed.metadata, { only: 'this' });
    const [photo, png] = [(await assets.photo())._id, (await assets.png())._id];
    assert.deepEqual(done(await post(`${route}/assets`, { asset_ids: [png, photo] })).asset_ids.sort(), [photo, png].sort());
    assert.deepEqual(done(await call('DELETE', `${route}/assets`, { json: { asset_ids: [png] } })).asset_ids, [photo]);
    refused(await call('DELETE', `${route}/assets`, { json: { asset_ids: [photo] } }), { names: 'asset_ids' });
    for (const method of ['POST', 'DELETE']) {
      refused(await call(method, `${route}/assets`, { json: {} }), { code: 'parameter_not_provided', names: 'asset_ids' });
      refused(await call(method, `${route}/assets`, { json: { asset_ids: [] } }), {
        code: ['parameter_invalid', 'parameter_not_provided'],
        names: 'asset_ids',
      });
      refused(await call(method, `${route}/assets`, { json: { asset_ids: photo } }), { names: 'asset_ids' });
      refused(await call(method, `${route}/assets`, { json: { asset_ids: ['junk'] } }), { names: 'asset_ids' });
    }
    done(await del(route), 204);
    refused(await get(route), { status: 404, code: 'resource_not_exist' });
  });

  it('are made many at a time, the good ones beside the bad', async () => {
    const photo = (await assets.photo())._id;
    const answer = done(
      await post(`/entity-collections/${await collection()}/entities/bulk`, {
        entities: [
          { name: 'A', asset_ids: [photo] },
          { name: 'B', asset_ids: [unknownId] },
          { name: 'C', asset_ids: [photo], metadata: { x: 'y' } },
        ],
      }),
      201,
    );
    assert.equal(answer.success_count, 2);
    assert.equal(answer.failed_count, 1);
    assert.deepEqual(
      answer.entities.map((one) => one.name),
      ['A', 'C'],
    );
    for (const one of answer.entities) has(one, '_id', 'name', 'status');
    assert.equal(answer.errors.length, 1);
    assert.equal(answer.errors[0].entity_index, 1);
    assert.equal(answer.errors[0].entity_name, 'B');
    assert.ok(answer.errors[0].error_reason.length > 5);
  });

  const bulk = async (body) => post(`/entity-collections/${await collection()}/entities/bulk`, body);
  refuses([
    ['no name', () => add({ name: undefined }), { code: 'parameter_not_provided', names: 'name' }],
    ['no pictures', () => add({ asset_ids: undefined }), { code: 'parameter_not_provided', names: 'asset_ids' }],
    [
      'an empty list of pictures',
      () => add({ asset_ids: [] }),
      { code: ['parameter_invalid', 'parameter_not_provided'], names: 'asset_ids' },
    ],
    ['pictures that are text', () => add({ asset_ids: 'a' }), { names: 'asset_ids' }],
    ['a picture id that is none', () => add({ asset_ids: ['junk'] }), { names: 'asset_ids' }],
    ['an unknown picture', () => add({ asset_ids: [unknownId] }), { names: [unknownId, 'asset_ids'] }],
    ['a video', async () => add({ asset_ids: [(await assets.dog())._id] }), { names: 'asset_ids' }],
    ['deep metadata', () => add({ metadata: { a: {} } }), { names: 'metadata' }],
    [
      'an unknown collection',
      async () => post(`/entity-collections/${unknownId}/entities`, { name: 'x', asset_ids: [(await assets.photo())._id] }),
      { status: 404, code: 'resource_not_exist' },
    ],
    ['an unknown status', async () => get(`/entity-collections/${await collection()}/entities?status=asleep`), { names: 'status' }],
    ['many without a list', () => bulk({}), { code: 'parameter_not_provided', names: 'entities' }],
    ['many that are none', () => bulk({ entities: [] }), { code: ['parameter_invalid', 'parameter_not_provided'], names: 'entities' }],
    ['many that are text', () => bulk({ entities: 'x' }), { names: 'entities' }],
  ]);
  accepts([['an entity without more than a name and a picture', () => add({}), 201]]);
});
