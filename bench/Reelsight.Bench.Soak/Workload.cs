using System.Text.Json;

namespace Reelsight.Bench.Soak;

/// <summary>
/// What a client does at random: uploads at once and in chunks, indexing, label edits, exports, knowledge stores, analyses. It changes only
/// what it has made itself, so that it knows the order of its changes.
/// </summary>
internal sealed class Workload(Footage footage, Ledger ledger, World world, int worker)
{
    /// <summary>An upload of more than one chunk is larger than this.</summary>
    private const int ChunkBytes = 5 << 20;

    /// <summary>Asks for something at random until the server dies.</summary>
    public async Task RunAsync(SoakClient client, Random random, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            await (
                random.Next(20) switch
                {
                    < 4 => UploadAsync(client),
                    < 7 => UploadInChunksAsync(client, random),
                    < 10 => IndexAsync(client),
                    < 14 => LabelAsync(client, random),
                    < 15 => ExportAsync(client),
                    < 18 => KeepKnowledgeAsync(client, random),
                    < 19 => AnalyzeAsync(client),
                    _ => AnalyzeBatchAsync(client),
                }
            );
        }
    }

    /// <summary>Does the next step of an upload in chunks, until it is done or the server dies.</summary>
    public async Task ContinueAsync(SoakClient client, Ledger.MultipartUpload upload, bool isResumed)
    {
        if (isResumed)
        {
            // The end may have been reached by a request whose answer was cut off.
            var known = await client.GetAsync($"assets/multipart-uploads/{upload.UploadId}");
            if (known is null)
            {
                ledger.OpenUploads.Enqueue(upload);
                return;
            }
            if (known.Value.Text("status") == "completed")
            {
                upload.Entry.IsComplete = true;
                return;
            }
        }
        var count = (upload.Bytes.Length + upload.ChunkBytes - 1) / upload.ChunkBytes;
        for (var chunk = 1; chunk <= count; chunk++)
        {
            if (upload.Proofs.ContainsKey(chunk))
            {
                continue;
            }
            var urls = await client.SendJsonAsync(
                HttpMethod.Post,
                $"assets/multipart-uploads/{upload.UploadId}/presigned-urls",
                new { start = chunk, count = 1 }
            );
            var bytes = upload.Bytes.AsSpan((chunk - 1) * upload.ChunkBytes);
            bytes = bytes[..Math.Min(upload.ChunkBytes, bytes.Length)];
            if (
                urls is null
                || await client.PutChunkAsync(urls.Value.GetProperty("upload_urls")[0].Text("url"), bytes.ToArray()) is not { } proof
            )
            {
                ledger.OpenUploads.Enqueue(upload);
                return;
            }
            upload.Proofs[chunk] = proof;
        }
        var report = await client.SendJsonAsync(
            HttpMethod.Post,
            $"assets/multipart-uploads/{upload.UploadId}",
            new
            {
                completed_chunks = upload.Proofs.Select(one => new
                {
                    chunk_index = one.Key,
                    proof = one.Value,
                    proof_type = "etag",
                    chunk_size = Math.Min(upload.ChunkBytes, upload.Bytes.Length - (one.Key - 1) * upload.ChunkBytes),
                }),
            }
        );
        if (report is null)
        {
            ledger.OpenUploads.Enqueue(upload);
            return;
        }
        upload.Entry.IsComplete = true;
    }

    private async Task UploadAsync(SoakClient client)
    {
        var number = ledger.TakeNumber();
        var bytes = footage.Picture(number);
        var entry = new Ledger.Entry(World.Asset, $"picture-{number}.jpg") { Sha256 = SoakClient.Hash(bytes) };
        ledger.Entries.Enqueue(entry);
        entry.Id = (await client.SendFileAsync("assets", "file", entry.Name, bytes, ("method", "direct")))?.Text("_id");
    }

    private async Task UploadInChunksAsync(SoakClient client, Random random)
    {
        if (ledger.OpenUploads.TryDequeue(out var open))
        {
            await ContinueAsync(client, open, isResumed: true);
            return;
        }
        var number = ledger.TakeNumber();
        var bytes = footage.Picture(number, random.Next(3) == 0 ? ChunkBytes + 1000 : 0);
        var entry = new Ledger.Entry(World.Upload, $"chunks-{number}.jpg") { Sha256 = SoakClient.Hash(bytes) };
        ledger.Entries.Enqueue(entry);
        var created = await client.SendJsonAsync(
            HttpMethod.Post,
            "assets/multipart-uploads",
            new
            {
                filename = entry.Name,
                type = "image",
                total_size = bytes.Length,
            }
        );
        if (created is { } upload)
        {
            entry.Id = upload.Text("asset_id");
            await ContinueAsync(
                client,
                new Ledger.MultipartUpload(entry, bytes)
                {
                    UploadId = upload.Text("upload_id"),
                    ChunkBytes = upload.GetProperty("chunk_size").GetInt32(),
                },
                isResumed: false
            );
        }
    }

    private async Task IndexAsync(SoakClient client)
    {
        var entry = Begin(World.IndexingTask, $"film-{ledger.TakeNumber()}.mp4");
        entry.Id = (await client.SendFileAsync("tasks", "video_file", entry.Name, footage.Clip, ("index_id", world.IndexId)))?.Text("_id");
    }

    private async Task LabelAsync(SoakClient client, Random random)
    {
        var known = ledger.Of(World.Annotation).Where(one => one.Id is not null && one.Worker == worker).ToList();
        if (known.Count == 0 || random.Next(2) == 0)
        {
            var entry = Begin(World.Annotation, $"label-{ledger.TakeNumber()}");
            var start = random.Next(40);
            entry.Id = (
                await client.SendJsonAsync(
                    HttpMethod.Post,
                    $"{world.LabelSetPath}/annotations",
                    new
                    {
                        annotation = new
                        {
                            video_id = world.VideoId,
                            label_id = "thing",
                            start_frame = start,
                            end_frame = start + 5,
                            client_id = entry.Name,
                        },
                    }
                )
            )?.Text("_id");
            return;
        }
        var edited = known[random.Next(known.Count)];
        var note = $"note-{ledger.TakeNumber()}";
        edited.Sent.Add(note);
        var answer = await client.SendJsonAsync(HttpMethod.Patch, $"{world.LabelSetPath}/annotations/{edited.Id}", new { note });
        if (answer is not null)
        {
            edited.Acknowledged = note;
            edited.Sent.Clear();
        }
    }

    private async Task ExportAsync(SoakClient client)
    {
        var entry = Begin(World.Export, "");
        entry.Id = (await client.SendJsonAsync(HttpMethod.Post, $"{world.LabelSetPath}/exports", new { format = "json" }))?.Text("_id");
    }

    private async Task KeepKnowledgeAsync(SoakClient client, Random random)
    {
        var known = ledger.Of(World.Store).Where(one => one is { Id: not null, IsDeletionSent: false } && one.Worker == worker).ToList();
        switch (known.Count == 0 ? 0 : random.Next(4))
        {
            case 0:
                var store = Begin(World.Store, $"store-{ledger.TakeNumber()}");
                store.Id = (await client.SendJsonAsync(HttpMethod.Post, "knowledge-stores", new { name = store.Name }))?.Text("_id");
                break;
            case 1:
                var gone = known[random.Next(known.Count)];
                gone.IsDeletionSent = true;
                gone.IsDeleted = await client.DeleteAsync($"knowledge-stores/{gone.Id}");
                break;
            default:
                var into = known[^1];
                if (into.HasItem)
                {
                    break;
                }
                into.HasItem = true; // an asset is in a store once
                var item = Begin(World.Item, into.Id!);
                item.Id = (
                    await client.SendJsonAsync(
                        HttpMethod.Post,
                        $"knowledge-stores/{into.Id}/items",
                        new { asset_id = world.AssetId, asset_type = "video" }
                    )
                )?.Text("_id");
                break;
        }
    }

    private async Task AnalyzeAsync(SoakClient client)
    {
        var entry = Begin(World.Analysis, "");
        entry.Id = (await client.SendJsonAsync(HttpMethod.Post, "analyze/tasks", CreateAnalysis()))?.Text("task_id");
    }

    private async Task AnalyzeBatchAsync(SoakClient client)
    {
        var batch = await client.SendJsonAsync(
            HttpMethod.Post,
            "analyze/batches",
            new
            {
                model_name = "pegasus1.5",
                analysis_mode = "general",
                defaults = new { prompt = new { input_text = "Summarize" } },
                requests = new[] { new { video = CreateVideo() }, new { video = CreateVideo() } },
            }
        );
        foreach (var item in batch?.GetProperty("items").EnumerateArray() ?? default)
        {
            Begin(World.Analysis, "").Id = item.Text("task_id");
        }
    }

    private Ledger.Entry Begin(string kind, string name) => ledger.Begin(kind, name, worker);

    private object CreateAnalysis() => new { video = CreateVideo(), prompt = "What can be seen?" };

    private object CreateVideo() => new { type = "asset_id", asset_id = world.AssetId };
}

/// <summary>Reading JSON.</summary>
internal static class JsonText
{
    public static string Text(this JsonElement json, string name) => json.GetProperty(name).GetString()!;
}
