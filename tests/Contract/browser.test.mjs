// A page of another origin plays an indexed video with hls.js and shows its pictures, as an application in front of the server does.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { after, before, describe, it } from 'node:test';
import { chromium } from 'playwright-core';
import { clients, createIndex, upload } from './clients.mjs';
import { makeFootage } from './footage.mjs';
import { startServer } from './server.mjs';

const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);
const skip = executablePath === undefined && 'no Chromium is installed';
const player = readFileSync(createRequire(import.meta.url).resolve('hls.js/dist/hls.min.js'));

describe('a browser', { skip }, () => {
  let server, footage, site, browser, page, video;
  before(async () => {
    footage = makeFootage();
    server = await startServer();
    const [{ client }] = clients();
    const indexId = await createIndex(client, 'browser');
    const { task } = await upload(client, indexId, footage.dog());
    assert.equal(task.status, 'ready');
    video = await client.indexes.videos.retrieve(indexId, task.videoId);

    site = createServer((request, response) => {
      const [type, body] =
        request.url === '/hls.js' ? ['text/javascript', player] : ['text/html', '<script src="/hls.js"></script><video muted></video>'];
      response.writeHead(200, { 'content-type': type }).end(body);
    });
    await new Promise((listening) => site.listen(0, '127.0.0.1', listening));
    browser = await chromium.launch({
      executablePath,
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--autoplay-policy=no-user-gesture-required'],
    });
    page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${site.address().port}/`);
  });
  after(async () => {
    await browser?.close();
    site?.close();
    await server?.stop();
    footage?.remove();
  });

  it('plays the stream across origins: time goes on and pictures are decoded', async () => {
    const seen = await page.evaluate(
      (url) =>
        new Promise((resolve, reject) => {
          const video = document.querySelector('video');
          const hls = new window.Hls();
          hls.on(
            window.Hls.Events.ERROR,
            (_, error) => error.fatal && reject(new Error(`${error.type} ${error.details} ${error.reason ?? ''}`)),
          );
          video.addEventListener('timeupdate', () => {
            if (video.currentTime < 0.5) return;
            const { totalVideoFrames } = video.getVideoPlaybackQuality();
            resolve({ frames: totalVideoFrames, width: video.videoWidth, height: video.videoHeight, duration: video.duration });
          });
          hls.loadSource(url);
          hls.attachMedia(video);
          video.play().catch(reject);
        }),
      video.hls.videoUrl,
    );
    assert.ok(seen.frames > 0, JSON.stringify(seen));
    assert.equal(seen.width, video.systemMetadata.width);
    assert.equal(seen.height, video.systemMetadata.height);
    assert.ok(Math.abs(seen.duration - video.systemMetadata.duration) < 0.5, JSON.stringify(seen));
  });

  it('jumps to a moment near the end', async () => {
    const at = await page.evaluate(
      () =>
        new Promise((resolve) => {
          const video = document.querySelector('video');
          video.addEventListener('seeked', () => resolve(video.currentTime), { once: true });
          video.currentTime = 5;
        }),
    );
    assert.ok(at >= 5 && at < 5.5, String(at));
  });

  it('shows the thumbnails', async () => {
    assert.ok(video.hls.thumbnailUrls.length > 0);
    for (const url of video.hls.thumbnailUrls) {
      const width = await page.evaluate(
        (source) =>
          new Promise((resolve, reject) => {
            const picture = new Image();
            picture.crossOrigin = 'anonymous';
            picture.onload = () => resolve(picture.naturalWidth);
            picture.onerror = () => reject(new Error(`${source} does not load`));
            picture.src = source;
          }),
        url,
      );
      assert.ok(width > 0);
    }
  });
});
