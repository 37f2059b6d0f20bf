// Runs a TensorFlow.js graph on the CPU backend.
// usage: node run-graph.mjs JOB.json
// JOB: { model, inputs: [{ name, shape, file (int32, little-endian) }], outputs: [{ name, file }] }
// Every output is written as little-endian float32.
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { loadGraphModel } from '@tensorflow/tfjs-converter';

const job = JSON.parse(readFileSync(process.argv[2], 'utf8'));

const fromDisk = {
  async load() {
    const { modelTopology, weightsManifest } = JSON.parse(readFileSync(job.model, 'utf8'));
    const shards = weightsManifest.flatMap((group) => group.paths).map((path) => readFileSync(join(dirname(job.model), path)));
    const bytes = Buffer.concat(shards);
    return {
      modelTopology,
      weightSpecs: weightsManifest.flatMap((group) => group.weights),
      weightData: bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength),
    };
  },
};

await tf.setBackend('cpu');
const model = await loadGraphModel(fromDisk);
const inputs = Object.fromEntries(
  job.inputs.map(({ name, shape, file }) => {
    const bytes = readFileSync(file);
    const values = new Int32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4);
    return [name, tf.tensor(values, shape, 'int32')];
  }),
);
const results = await model.executeAsync(inputs, job.outputs.map(({ name }) => name));
for (const [i, result] of [results].flat().entries()) {
  const values = Float32Array.from(await result.data());
  writeFileSync(job.outputs[i].file, Buffer.from(values.buffer));
}
