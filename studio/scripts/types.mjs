// Generates src/api/schema.d.ts from the server's OpenAPI description.
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import openapiTypescript, { astToString } from 'openapi-typescript';

const here = path.dirname(fileURLToPath(import.meta.url));
const cli = process.env.REELSIGHT_CLI ?? path.resolve(here, '../../artifacts/bin/Reelsight.Cli/release/reelsight.dll');
const description = JSON.parse(
  execFileSync('dotnet', [cli, 'openapi'], { encoding: 'utf8', maxBuffer: 64 << 20, stdio: ['ignore', 'pipe', 'inherit'] }),
);
writeFileSync(path.resolve(here, '../src/api/schema.d.ts'), astToString(await openapiTypescript(description)));
