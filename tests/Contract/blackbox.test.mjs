// A stranger's checks, written from the public documentation alone: plain HTTP, no SDK, one server for all of them.
import { after } from 'node:test';
import './blackbox/http.mjs';
import './blackbox/indexes.mjs';
import './blackbox/assets.mjs';
import './blackbox/videos.mjs';
import './blackbox/search.mjs';
import './blackbox/pictures.mjs';
import './blackbox/entities.mjs';
import './blackbox/uploads.mjs';
import './blackbox/embed.mjs';
import './blackbox/analyze.mjs';
import './blackbox/analyze-tasks.mjs';
import './blackbox/knowledge.mjs';
import './blackbox/responses.mjs';
import { removeMedia } from './blackbox/media.mjs';
import { server } from './blackbox/wire.mjs';

after(async () => {
  await server.stop();
  removeMedia();
});
