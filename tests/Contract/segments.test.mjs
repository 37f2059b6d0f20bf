// Segments of clips whose content is known: by reference pictures, by descriptions, and honestly none.
import assert from 'node:assert/strict';
import { createReadStream, readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { clients } from './clients.mjs';
import { makeFootage, sharedMedia } from './footage.mjs';
import { settled, startServer } from './server.mjs';

const skip = sharedMedia === null && 'the clips with known answers (../shared/media) are not on this machine';

describe('segments of clips with known content', { skip }, () => {
  const footage = makeFootage();
  const clips = ['worker-zone-detection', 'store-aisle-detection', 'car-detection'];
  const assets = {};
  let server, client;
  before(async () => {
    if (skip) return;
    server = await startServer();
    [{ client }] = clients();
    for (const clip of clips) {
      const { id } = await client.assets.create({ method: 'direct', file: createReadStream(path.join(sharedMedia, `${clip}.mp4`)) });
      await settled(() => client.assets.retrieve(id));
      assets[clip] = id;
    }
  });
  after(async () => {
    await server?.stop();
    footage.remove();
  });

  /** The segments of definitions in a clip, as [start, end] by id. */
  const find = async (clip, definitions) => {
    const { taskId } = await client.analyzeAsync.tasks.create({
      video: { type: 'asset_id', assetId: assets[clip] },
      modelName: 'pegasus1.5',
      analysisMode: 'time_based_metadata',
      responseFormat: {
        type: 'segment_definitions',
        segmentDefinitions: Object.entries(definitions).map(([id, definition]) => ({ id, ...definition })),
      },
    });
    const task = await settled(() => client.analyzeAsync.tasks.retrieve(taskId));
    assert.equal(task.status, 'ready', JSON.stringify(task.error));
    return Object.fromEntries(
      Object.entries(JSON.parse(task.result.data)).map(([id, segments]) => [id, segments.map((one) => [one.start_time, one.end_time])]),
    );
  };
  const picture = (clip, options) => ({
    mediaSources: [
      {
        name: 'it',
        mediaType: 'image',
        base64String: readFileSync(footage.frame(path.join(sharedMedia, `${clip}.mp4`), 2, options)).toString('base64'),
      },
    ],
  });
  const edits = { 'as it is': 'null', mirrored: 'hflip', 'cropped to 70 %': 'crop=iw*0.7:ih*0.7' };

  for (const [name, filter] of Object.entries(edits)) {
    it(`a picture of the worker, ${name}, is found in its own clip, at the edges of the worker, and in no other`, { skip }, async () => {
      const reference = picture('worker-zone-detection', { filter });
      const definitions = {
        shown: { description: '<@it>', ...reference },
        walks: { description: 'a person walks like in <@it>', ...reference },
        leaves: { description: 'a car like in <@it> drives', ...reference },
      };
      const own = await find('worker-zone-detection', definitions);
      assert.ok(own.shown.length >= 1 && own.shown[0][0] < 1, JSON.stringify(own));
      assert.ok(own.walks.length >= 1 && own.walks[0][1] <= 8, JSON.stringify(own));
      assert.deepEqual(own.leaves, []);
      for (const other of ['store-aisle-detection', 'car-detection'])
        assert.deepEqual((await find(other, { shown: definitions.shown })).shown, [], other);
    });
  }

  it('what is not there has no segments, described or shown', { skip }, async () => {
    const absent = ['a spaceship lands on the moon', 'a forklift lifts a pallet', 'waves on a beach', 'a person cooks dinner', 'a kitchen'];
    for (const clip of clips) {
      const found = await find(clip, Object.fromEntries(absent.map((description, i) => [`d${i}`, { description }])));
      for (const [id, segments] of Object.entries(found)) assert.deepEqual(segments, [], `${clip}: ${absent[Number(id.slice(1))]}`);
    }
  });
});
