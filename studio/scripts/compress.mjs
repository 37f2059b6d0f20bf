// Compresses the built files, so that the server can send them as they are.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const outDir = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', process.env.STUDIO_OUT ?? '../artifacts/studio');
const compressible = new Set(['.html', '.js', '.css', '.svg', '.json', '.md']);

for (const entry of readdirSync(outDir, { recursive: true, withFileTypes: true })) {
  if (!entry.isFile() || !compressible.has(path.extname(entry.name))) continue;
  const file = path.join(entry.parentPath, entry.name);
  const bytes = readFileSync(file);
  const compressed = {
    br: brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }),
    gz: gzipSync(bytes, { level: 9 }),
  };
  for (const [extension, result] of Object.entries(compressed))
    if (result.length < bytes.length) writeFileSync(`${file}.${extension}`, result);
}
