"""Flat scans by FAISS: floats with inner products, and bytes. Prints a name and the p50 in milliseconds of one query, by line."""
import sys
import time

import faiss
import numpy

ROUNDS = 30
rows, queries, dimension, best = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
signed = numpy.fromfile(rows, dtype=numpy.int8).reshape(-1, dimension)
asked = numpy.fromfile(queries, dtype=numpy.float32).reshape(-1, dimension)


def measure(name, index, questions):
    times = []
    for i in range(-3, ROUNDS):
        question = questions[i % len(questions)][None]
        started = time.perf_counter()
        index.search(question, best)
        if i >= 0:
            times.append((time.perf_counter() - started) * 1000)
    print(f"FAISS {faiss.__version__}, {name}\t{sorted(times)[len(times) // 2]}", flush=True)


flat = faiss.IndexFlatIP(dimension)
for start in range(0, len(signed), 100_000):
    part = signed[start : start + 100_000].astype(numpy.float32)
    flat.add(part / numpy.linalg.norm(part, axis=1, keepdims=True))
measure("IndexFlatIP, float", flat, asked)
del flat
# Bytes from 0 to 255, compared by distance: for vectors of about the same length the order is nearly that of the cosine.
plain = faiss.IndexScalarQuantizer(dimension, faiss.ScalarQuantizer.QT_8bit_direct, faiss.METRIC_L2)
for start in range(0, len(signed), 100_000):
    plain.add(signed[start : start + 100_000].astype(numpy.float32) + 128)
scaled = asked / numpy.abs(asked).max(axis=1, keepdims=True) * 127
measure("IndexScalarQuantizer, 8 bit", plain, numpy.round(scaled).astype(numpy.float32) + 128)
