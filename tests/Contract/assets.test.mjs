import assert from 'node:assert/strict';
import { createReadStream } from 'node:fs';
import http from 'node:http';
import { after, before, describe, it } from 'node:test';
import { all, clients, createIndex, thrown } from './clients.mjs';
import { makeFootage } from './footage.mjs';
import { request, settled, startServer } from './server.mjs';

const footage = makeFootage();
const dog = footage.dog();
const files = http.createServer((asked, answer) => {
  if (asked.url !== '/dog.mp4') return answer.writeHead(404).end();
  answer.writeHead(200, { 'content-type': 'video/mp4' });
  createReadStream(dog).pipe(answer);
});
await new Promise((resolve) => files.listen(0, '127.0.0.1', resolve));
const site = `http://127.0.0.1:${files.address().port}`;
const server = await startServer();
after(async () => {
  await server.stop();
  files.close();
  footage.remove();
});

for (const { name, client } of clients()) {
  describe(`assets with ${name}`, () => {
    let indexId, assetId, indexedAssetId;
    before(async () => {
      indexId = await createIndex(client, `assets ${name}`);
    });

    it('keeps a file that is sent', async () => {
      const created = await client.assets.create({ method: 'direct', file: createReadStream(dog), filename: 'dog.mp4' });
      assetId = created.id;
      assert.equal(created.method, 'direct');
      assert.equal(created.filename, 'dog.mp4');
      const asset = await settled(() => client.assets.retrieve(assetId));
      assert.equal(asset.status, 'ready');
      assert.equal(asset.fileType, 'video/mp4');
      const { technical_metadata: facts } = await (await request(server, `/assets/${assetId}`)).json();
      assert.equal(facts.video_width, 640);
      assert.equal(facts.has_audio, true);
    });

    it('fetches a file by its address', async () => {
      const created = await client.assets.create({ method: 'url', url: `${site}/dog.mp4` });
      const asset = await settled(() => client.assets.retrieve(created.id));
      assert.equal(asset.status, 'ready');
      assert.equal(asset.filename, 'dog.mp4');
    });

    it('fails an asset whose address answers nothing, with the reason', async () => {
      const created = await client.assets.create({ method: 'url', url: `${site}/gone.mp4` });
      const route = `/assets/${created.id}`;
      const asset = await settled(async () => (await request(server, route)).json());
      assert.equal(asset.status, 'failed');
      assert.match(asset.error.message, /404/);
    });

    it('indexes an asset, after which it is a video', async () => {
      const created = await client.indexes.indexedAssets.create(indexId, { assetId });
      const indexed = await settled(() => client.indexes.indexedAssets.retrieve(indexId, created.id));
      assert.equal(indexed.status, 'ready');
      const video = await client.indexes.videos.retrieve(indexId, created.id);
      assert.equal(video.assetId ?? video.asset_id, assetId);
      await client.indexes.indexedAssets.delete(indexId, created.id);
    });

    it('indexes a video by its address in one step', async () => {
      const { id } = await client.tasks.create({ indexId, videoUrl: `${site}/dog.mp4` });
      const task = await client.tasks.waitForDone(id, { sleepInterval: 0.5 });
      assert.equal(task.status, 'ready');
      const video = await client.indexes.videos.retrieve(indexId, task.videoId);
      indexedAssetId = video.assetId ?? video.asset_id;
    });

    it('changes, replaces and clears user metadata', async (t) => {
      if (!client.assets.updateUserMetadata) return t.diagnostic('this version has no such call');
      const shown = async () => (await client.assets.retrieve(assetId)).userMetadata;
      await client.assets.replaceUserMetadata(assetId, { userMetadata: { kind: 'dog', rating: 9.3, checked: true } });
      await client.assets.updateUserMetadata(assetId, { userMetadata: { kind: null, rating: 10 } });
      assert.deepEqual(await shown(), { rating: 10, checked: true });
      await client.assets.deleteUserMetadata(assetId);
      assert.equal(await shown(), undefined);
    });

    it('transcribes an asset that no index holds', async (t) => {
      if (!client.assets.retrieveTranscription) return t.diagnostic('this version has no such call');
      const { id } = await client.assets.create({ method: 'direct', file: createReadStream(footage.talk()), filename: 'talk.mp4' });
      await settled(() => client.assets.retrieve(id));
      const heard = await settled(() => client.assets.retrieveTranscription(id, { include: ['words', 'sentences', 'utterances'] }));
      assert.equal(heard.status, 'ready');
      assert.match(heard.sentences.map((s) => s.value).join(' '), /directory/i);
      assert.deepEqual(heard.utterances, heard.sentences);
      assert.equal(heard.words, undefined);
      assert.ok(heard.sentences.every((s, n) => s.end > s.start && s.start >= (heard.sentences[n - 1]?.end ?? 0)));
    });

    it('lists the indexed assets of an asset', async (t) => {
      if (!client.indexes.indexedAssets.listByAsset) return t.diagnostic('this version has no such call');
      const listed = await all(client.indexes.indexedAssets.listByAsset(indexedAssetId));
      assert.deepEqual(listed.map((l) => [l.index.id, l.index.name]), [[indexId, `assets ${name}`]]);
    });

    it('lists assets, filtered by name, and ends', async () => {
      const listed = await all(client.assets.list({ pageLimit: 1, filename: 'DOG' }));
      assert.ok(listed.some((asset) => asset.id === assetId));
      assert.equal(new Set(listed.map((asset) => asset.id)).size, listed.length);
    });

    it('does not delete an asset that an index uses, unless forced', async () => {
      const error = await thrown(() => client.assets.delete(indexedAssetId));
      assert.equal(error.statusCode, 409);
      const forced = await request(server, `/assets/${indexedAssetId}?force=true`, { method: 'DELETE' });
      assert.equal(forced.status, 204);
      assert.equal((await thrown(() => client.assets.retrieve(indexedAssetId))).statusCode, 404);
    });

    it('deletes an asset that nothing uses', async () => {
      await client.assets.delete(assetId);
      assert.equal((await thrown(() => client.assets.retrieve(assetId))).statusCode, 404);
    });
  });
}
