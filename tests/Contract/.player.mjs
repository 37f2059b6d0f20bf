import { start, dev, origin } from './.shot.mjs';
const { browser, page, complaints } = await start();
const v = process.argv[2] ?? 'dog-then-talk.mp4';
await page.goto(`${origin}/library/${dev.index}/videos/${dev.videos[v]}`);
await page.locator('video').evaluate((video) => video.readyState > 1 || new Promise((r) => video.addEventListener('loadeddata', r, { once: true })));
await page.waitForTimeout(1500);
await page.screenshot({ path: '/tmp/pl/player-1.png' });
// frame times as presented
const times = [];
for (let i = 0; i < 12; i++) {
  const t = await page.evaluate(() => new Promise((resolve) => { const v = document.querySelector('video'); v.requestVideoFrameCallback((_, m) => resolve([v.currentTime, m.mediaTime])); dispatchEvent(new KeyboardEvent('keydown', { key: '.', bubbles: true })); setTimeout(() => resolve([v.currentTime, null]), 1500); }));
  times.push(t);
}
console.log(JSON.stringify(times));
console.log(await page.locator('[class*=clock]').innerText());
await page.keyboard.press('b');
await page.keyboard.press('+'); await page.keyboard.press('+');
await page.getByRole('button', { name: 'What is there' }).click();
await page.keyboard.press('ArrowRight');
await page.waitForTimeout(500);
await page.emulateMedia({ colorScheme: 'dark' });
await page.waitForTimeout(300);
await page.screenshot({ path: '/tmp/pl/player-2.png' });
await page.keyboard.press('j'); await page.waitForTimeout(700); console.log('reverse', await page.locator('[class*=clock]').innerText());
await page.keyboard.press('k'); await page.waitForTimeout(200);
await page.keyboard.press('End'); await page.waitForTimeout(400); console.log('end', await page.locator('[class*=clock]').innerText(), await page.locator('video').evaluate((v) => v.currentTime));
console.log(complaints);
await browser.close();
