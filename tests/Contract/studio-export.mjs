// Exports labels in several formats with a preview, and imports annotations of another program.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { framesEqual, unzip } from './archive.mjs';
import { apiKey } from './server.mjs';
import { accessible } from './studio-browser.mjs';

/** Labels the indexed clip through the API, exports in the browser, and checks the files with a reader of our own. */
export async function exportLabels(page, server, footage) {
  const callApi = async (method, route, body) => {
    const response = await fetch(`${server.url}${route}`, {
      method,
      headers: { 'x-api-key': apiKey, 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    });
    assert.ok(response.ok, await response.clone().text());
    return response.json();
  };
  await page.goto(server.url);
  await page.getByRole('link', { name: 'Export' }).click();
  await page.getByRole('heading', { name: 'Nothing to export yet' }).waitFor();
  await accessible(page, 'export-first');

  const [index] = (await callApi('GET', '/v1.3/indexes')).data;
  const [video] = (await callApi('GET', `/v1.3/indexes/${index._id}/videos`)).data;
  const set = await callApi('POST', '/reelsight/v1/label-sets', {
    index_id: index._id,
    name: 'pets',
    labels: [{ name: 'Dog' }, { name: 'Talk' }],
  });
  const annotations = `/reelsight/v1/label-sets/${set._id}/annotations`;
  await page.reload();
  await page.getByText('Nothing is accepted yet').waitFor();
  assert.ok(await page.getByRole('button', { name: 'Download', exact: true }).isDisabled());
  const boxes = [{ frame: 20, x: 0.25, y: 0.25, width: 0.5, height: 0.5 }];
  await callApi('PATCH', annotations, {
    reviewer: 'ada',
    creates: [
      { video_id: video._id, label_id: 'Dog', start_frame: 20, end_frame: 70, boxes },
      { video_id: video._id, label_id: 'Talk', start_sec: 7, end_sec: 12 },
    ],
  });
  await callApi('PATCH', annotations, {
    reviewer: 'bob',
    creates: [{ video_id: video._id, label_id: 'Dog', start_frame: 30, end_frame: 70 }],
  });

  await page.reload();
  const preview = page.getByRole('region', { name: 'Export preview' });
  await preview.getByText('ada').waitFor();
  await page.getByRole('region', { name: 'ada and bob' }).waitFor();
  await accessible(page, 'export');
  const size = page.viewportSize();
  await page.setViewportSize({ width: 390, height: 844 });
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth), false, 'the page is wider than a phone');
  await accessible(page, 'export-phone');
  await page.setViewportSize(size);
  const download = async (click) => {
    const [file] = await Promise.all([page.waitForEvent('download'), click()]);
    return readFileSync(await file.path());
  };
  const direct = JSON.parse(await download(() => page.getByRole('button', { name: 'Download', exact: true }).click()));
  assert.deepEqual(
    direct.categories.map(({ name }) => name),
    ['Dog', 'Talk'],
  );
  assert.equal(new Set(direct.annotations.map(({ annotation_id: id }) => id)).size, 3);

  await page.getByLabel('Include the labelled frames').check();
  await preview.getByText('Images').waitFor();
  await page.getByRole('button', { name: 'Create archive' }).click();
  const archives = page.getByRole('region', { name: 'Archives' });
  const link = archives.getByRole('link', { name: 'Download' });
  await link.waitFor({ timeout: 120_000 });
  await accessible(page, 'export-archive');
  const files = unzip(await download(() => link.click()));
  const coco = JSON.parse(files.get('annotations.json'));
  const dog = coco.annotations.find(({ kind }) => kind === 'box');
  const image = coco.images.find(({ id }) => id === dog.image_id);
  framesEqual(files.get(image.file_name), path.join(footage.folder, 'dog-then-talk.mp4'), dog.start_frame);

  await page.getByRole('radio', { name: /^CSV/ }).check();
  await page.getByLabel('Include the labelled frames').uncheck();
  const rows = String(await download(() => page.getByRole('button', { name: 'Download', exact: true }).click()))
    .trim()
    .split('\r\n');
  assert.equal(rows.length, 4);
  assert.match(page.url(), /format=csv/);

  const timeline = (id, label) => ({ id, type: 'timelinelabels', value: { ranges: [{ start: 200, end: 240 }], timelinelabels: [label] } });
  const buffer = Buffer.from(
    JSON.stringify([
      { data: { video: 'https://elsewhere/dog-then-talk.mp4' }, annotations: [{ result: [timeline('a', 'Talk'), timeline('b', 'Cat')] }] },
    ]),
  );
  const importFile = (name, content = buffer) =>
    page.getByLabel('Files to import').setInputFiles({ name, mimeType: 'application/json', buffer: content });
  await importFile('tasks.json');
  await page.getByText('1 annotation created, 0 updated, 0 unchanged, 1 skipped.').waitFor();
  await page.getByText('"Cat"').waitFor();
  await page.getByRole('region', { name: 'Agreement', exact: true }).scrollIntoViewIfNeeded();
  await accessible(page, 'export-imported');
  await importFile('tasks.json');
  await page.getByText('0 annotations created, 0 updated, 1 unchanged, 1 skipped.').waitFor();
  await importFile('tasks.zip', Buffer.from('PK'));
  await page.getByText('Unpack archives first').waitFor();
  await archives.getByRole('button', { name: 'Delete the COCO archive' }).click();
  await archives.waitFor({ state: 'detached' });
  await callApi('GET', `/reelsight/v1/label-sets/${set._id}/datasheet`).then(({ annotations: all }) => assert.equal(all, 4));
}
