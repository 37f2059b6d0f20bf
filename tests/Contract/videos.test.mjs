import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { all, clients, createIndex, thrown, upload } from './clients.mjs';
import { makeFootage } from './footage.mjs';
import { request, startServer } from './server.mjs';

const footage = makeFootage();
const dog = footage.dog();
const talk = footage.talk();
const server = await startServer();
after(async () => {
  await server.stop();
  footage.remove();
});

for (const { name, client, errors, sendsRanges } of clients()) {
  describe(`uploads and videos with ${name}`, () => {
    let indexId, dogId, talkId, dogTask;
    before(async () => {
      indexId = await createIndex(client, `videos ${name}`);
      ({ task: dogTask } = await upload(client, indexId, dog, {
        userMetadata: JSON.stringify({ subject: 'dog', year: 2019, indoors: true }),
      }));
      const { task } = await upload(client, indexId, talk, { userMetadata: JSON.stringify({ subject: 'talk', year: 2020 }) });
      dogId = dogTask.videoId;
      talkId = task.videoId;
    });

    it('takes an upload to ready', () => {
      assert.equal(dogTask.status, 'ready');
      assert.equal(dogTask.indexId, indexId);
      assert.equal(dogTask.systemMetadata.filename, 'dog.mp4');
      assert.equal(dogTask.systemMetadata.width, 640);
      assert.equal(dogTask.systemMetadata.height, 360);
      assert.ok(Math.abs(dogTask.systemMetadata.duration - 6) < 0.2);
    });

    it('counts the videos of an index and their duration', async () => {
      const index = await client.indexes.retrieve(indexId);
      assert.equal(index.videoCount, 2);
      assert.ok(Math.abs(index.totalDuration - 14.3) < 0.5);
    });

    it('returns a video with what was measured and what was told', async () => {
      const video = await client.indexes.videos.retrieve(indexId, dogId);
      assert.equal(video.id, dogId);
      assert.match(video.assetId ?? video.asset_id, /^[0-9a-f]{24}$/);
      assert.equal(video.systemMetadata.filename, 'dog.mp4');
      assert.ok(video.systemMetadata.size > 10_000);
      assert.deepEqual(video.userMetadata, { subject: 'dog', year: 2019, indoors: true });
      assert.ok(Date.parse(video.indexedAt) >= Date.parse(video.createdAt));
    });

    it('returns embeddings of 512 numbers that cover the video in clips', async () => {
      const video = await client.indexes.videos.retrieve(indexId, talkId, { embeddingOption: ['visual', 'audio'] });
      const segments = video.embedding.videoEmbedding.segments;
      assert.equal(video.embedding.modelName, 'marengo3.0');
      assert.ok(segments.length > 0);
      for (const segment of segments) {
        assert.equal(segment.float.length, 512);
        assert.ok(segment.startOffsetSec >= 0 && segment.endOffsetSec > segment.startOffsetSec);
        assert.ok(segment.endOffsetSec <= video.systemMetadata.duration + 0.01);
      }
    });

    it('returns what is said, with times, where somebody speaks', async () => {
      const video = await client.indexes.videos.retrieve(indexId, talkId, { transcription: true });
      assert.ok(video.transcription.length > 0);
      for (const { start, end, value } of video.transcription) {
        assert.ok(start >= 0 && end > start && end <= 8.5);
        assert.ok(value.trim().length > 0);
      }
    });

    it('lists videos over several pages, newest first', async () => {
      const listed = await all(client.indexes.videos.list(indexId, { pageLimit: 1 }));
      assert.deepEqual(
        listed.map((video) => video.id),
        [talkId, dogId],
      );
    });

    it('filters the list by name, range and user metadata', async () => {
      const ids = async (filter) => (await all(client.indexes.videos.list(indexId, filter))).map((video) => video.id);
      assert.deepEqual(await ids({ filename: 'dog.mp4' }), [dogId]);
      if (sendsRanges) {
        assert.deepEqual(await ids({ duration: { gte: 7 } }), [talkId]);
        assert.deepEqual(await ids({ width: { gte: 600, lte: 700 } }), [dogId]);
      }
      assert.deepEqual(await ids({ userMetadata: { subject: 'talk' } }), [talkId]);
      assert.deepEqual(await ids({ userMetadata: { year: 2019, indoors: true } }), [dogId]);
      assert.deepEqual(await ids({ userMetadata: { year: 1999 } }), []);
    });

    it('shows the same record as an indexed asset', async () => {
      const asset = await client.indexes.indexedAssets.retrieve(indexId, dogId);
      assert.equal(asset.id, dogId);
      assert.equal(asset.status, 'ready');
      const listed = await all(client.indexes.indexedAssets.list(indexId, { status: ['ready'], pageLimit: 1 }));
      assert.deepEqual(
        listed.map((one) => one.id),
        [talkId, dogId],
      );
    });

    it('merges user metadata and drops a key that is set to null', async () => {
      await client.indexes.videos.update(indexId, dogId, { userMetadata: { year: null, place: 'kitchen' } });
      const { userMetadata } = await client.indexes.videos.retrieve(indexId, dogId);
      assert.deepEqual(userMetadata, { subject: 'dog', indoors: true, place: 'kitchen' });
    });

    it('gives a video a title without touching its file name', async () => {
      const route = `/indexes/${indexId}/videos/${dogId}`;
      const answer = await request(server, route, {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ video_title: 'Resting' }),
      });
      assert.equal(answer.status, 200);
      const { system_metadata: facts } = await (await request(server, route)).json();
      assert.equal(facts.video_title, 'Resting');
      assert.equal(facts.filename, 'dog.mp4');
    });

    it('lists tasks, filtered by index and state, and keeps one whose video is there', async () => {
      const tasks = await all(client.tasks.list({ indexId, status: ['ready'], pageLimit: 1 }));
      assert.deepEqual(
        tasks.map((task) => task.videoId),
        [talkId, dogId],
      );
      const error = await thrown(() => client.tasks.delete(dogTask.id));
      assert.ok(error instanceof errors.BadRequestError);
      assert.equal(error.body.code, 'task_cannot_be_deleted');
    });

    it('deletes a video, after it its task', async () => {
      await client.indexes.videos.delete(indexId, dogId);
      assert.equal((await thrown(() => client.indexes.videos.retrieve(indexId, dogId))).statusCode, 404);
      await client.tasks.delete(dogTask.id);
      assert.equal((await thrown(() => client.tasks.retrieve(dogTask.id))).statusCode, 404);
      assert.equal((await client.indexes.retrieve(indexId)).videoCount, 1);
    });

    it('says not found for an upload into an index that does not exist', async () => {
      const error = await thrown(() => upload(client, '0123456789abcdef01234567', dog));
      assert.equal(error.statusCode, 404);
    });
  });
}
