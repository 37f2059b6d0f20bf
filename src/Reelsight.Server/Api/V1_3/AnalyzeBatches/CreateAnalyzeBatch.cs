using Microsoft.AspNetCore.Http;
using Reelsight.Analysis.Contract;
using Reelsight.Analysis.Requests;
using Reelsight.Analysis.Tasks;
using Reelsight.Core;
using Reelsight.Core.Errors;
using Reelsight.Pipeline.Assets;
using Reelsight.Server.Api.V1_3.Analyze;
using Reelsight.Server.Api.V1_3.AnalyzeTasks;
using Reelsight.Server.Api.V1_3.Assets;
using Reelsight.Server.Http.Errors;
using Reelsight.Server.Http.Requests;
using Reelsight.Server.Http.Uploads;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Api.V1_3.AnalyzeBatches;

/// <summary>
/// POST /analyze/batches → 201 with a batch of 1 to 1,000 analyses of ready assets by pegasus1.5. All of it is checked before any of it is
/// kept. At most 5 batches of an account are under way at once (429). What has not begun after 24 hours is given up. Images that lie
/// elsewhere are fetched when their request is worked on.
/// </summary>
internal static class CreateAnalyzeBatch
{
    private const int MaxRequests = 1000,
        MaxActive = 5;
    private static readonly TimeSpan _lifetime = TimeSpan.FromHours(24);

    internal static async Task<IResult> HandleAsync(
        Call call,
        IResourceStore<AnalyzeBatchRecord> batches,
        AnalyzeBatchLifecycle lifecycle,
        IResourceStore<AnalyzeTaskRecord> tasks,
        IUnitOfWork unit,
        IAssetStore assets,
        ReferenceImageReader images,
        IdGenerator ids,
        TimeProvider clock
    )
    {
        var body = await call.ReadJsonAsync(AnalyzeBatchesWireJson.Default.AnalyzeBatchBody);
        AnalyzeRequestValidator.RequireOneOf("model_name", body.ModelName, AnalysisModels.Pegasus15);
        AnalyzeRequestValidator.RequireOneOf(
            "analysis_mode",
            body.AnalysisMode,
            AnalyzeRequestValidator.General,
            AnalyzeRequestValidator.TimeBased
        );
        if (body.Requests is not { Count: > 0 })
        {
            throw Fail.Missing("requests");
        }

        var requests = AnalyzeRequestValidator.RequireElements("requests", body.Requests);
        if (requests.Count > MaxRequests)
        {
            throw Fail.Invalid($"The parameter requests takes at most {MaxRequests} requests.");
        }

        ValidateCustomIds(requests);
        await ValidateActiveBatchesAsync(call, batches, lifecycle);

        var now = clock.GetUtcNow();
        var batchId = ids.Next();
        var shared = await images.DescribeAsync(
            call,
            (body.Defaults ?? new BatchItemBody()).ToAnalyzeBody(null, body),
            "defaults.",
            deferRemote: true
        );
        var known = new Dictionary<string, AssetRecord>(StringComparer.Ordinal);
        var records = new List<AnalyzeTaskRecord>(requests.Count);
        foreach (var (item, i) in requests.Select((r, i) => (r, i)))
        {
            var path = $"requests[{i}].";
            var whole = item.ToAnalyzeBody(body.Defaults, body);
            var request = AnalyzeRequestValidator.Validate(whole, path);
            var asset = await FindAssetAsync(call, assets, known, item.Video, $"{path}video");
            if (asset.DurationSec is { } sec)
            {
                AnalysisLimits.ValidateDuration(request, sec, path);
            }

            var own = await images.DescribeAsync(call, item.ToAnalyzeBody(null, body), path, deferRemote: true);
            records.Add(
                CreateAnalyzeTask.CreateRecord(call, ids.Next(), whole, new MediaSource.FromAsset(asset.Id), now) with
                {
                    BatchId = batchId,
                    DurationSec = asset.DurationSec,
                    References =
                        shared is null || own is null
                            ? shared ?? own
                            : own.Concat(shared.Where(s => !own.ContainsKey(s.Key))).ToDictionary(),
                }
            );
        }
        var batch = new AnalyzeBatchRecord
        {
            Id = batchId,
            TenantId = call.TenantId,
            Status = AnalyzeBatchStates.Pending,
            AnalysisMode = body.AnalysisMode!,
            ModelName = body.ModelName!,
            TaskIds = [.. records.Select(r => r.Id)],
            ExpiresAt = now + _lifetime,
            CreatedAt = now,
            UpdatedAt = now,
        };
        await unit.RunAsync(
            async () =>
            {
                await batches.AddAsync([batch], [], call.Cancellation);
                await tasks.AddAsync(records, [.. records.Select(CreateAnalyzeTask.CreateJob)], call.Cancellation);
                return true;
            },
            call.Cancellation
        );
        var view = new CreatedBatchView(
            batch.Id,
            batch.Status,
            records.Count,
            batch.CreatedAt,
            batch.ExpiresAt,
            [.. records.Select(r => new CreatedItemView(r.Id, r.CustomId))]
        );
        return TypedResults.Json(view, AnalyzeBatchesWireJson.Default.CreatedBatchView, statusCode: StatusCodes.Status201Created);
    }

    private static void ValidateCustomIds(IReadOnlyList<BatchItemBody> requests)
    {
        if (requests.Select(r => r.CustomId).OfType<string>().GroupBy(id => id).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            throw Fail.Invalid($"The custom_id {twice.Key} occurs twice in requests; it must be unique within a batch.");
        }
    }

    private static async Task ValidateActiveBatchesAsync(
        Call call,
        IResourceStore<AnalyzeBatchRecord> batches,
        AnalyzeBatchLifecycle lifecycle
    )
    {
        var active = 0;
        foreach (
            var batch in await batches.ListAllAsync(
                call.TenantId,
                new ResourceFilter { States = AnalyzeBatchStates.Active },
                call.Cancellation
            )
        )
        {
            if (await lifecycle.FindAsync(call.TenantId, batch.Id, call.Cancellation) is { HasEnded: false })
            {
                active++;
            }
        }

        if (active >= MaxActive)
        {
            throw new ApiException(
                429,
                ErrorCodes.TooManyRequests,
                $"{MaxActive} batches are under way, the most at once. Wait until one has ended, or cancel one."
            );
        }
    }

    private static async Task<AssetRecord> FindAssetAsync(
        Call call,
        IAssetStore assets,
        Dictionary<string, AssetRecord> known,
        MediaSourceBody? video,
        string path
    )
    {
        if (video is null)
        {
            throw Fail.Missing(path);
        }

        if (
            video.AssetId is not { Length: > 0 } id
            || video.Url is not null
            || video.Base64String is not null
            || video.Type is not (null or "asset_id")
        )
        {
            throw Fail.Invalid($"The parameter {path} must name an asset: {{\"type\":\"asset_id\",\"asset_id\":\"...\"}}.");
        }

        if (known.TryGetValue(id, out var found))
        {
            return found;
        }

        var asset = await GetAsset.FindAsync(call, assets, Identifiers.Check($"{path}.asset_id", id));
        if (asset.Status != AssetStatus.Ready)
        {
            throw Fail.Conflict(
                FailureCodes.AssetUnavailable,
                $"The asset {id} in {path} is {asset.Status.ToString().ToLowerInvariant()}; it must be ready."
            );
        }

        return known[id] = asset;
    }
}
