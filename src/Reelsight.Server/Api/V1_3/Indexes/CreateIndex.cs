using Microsoft.AspNetCore.Http;
using Reelsight.Core;
using Reelsight.Server.Http.Errors;
using Reelsight.Server.Http.Json;
using Reelsight.Server.Http.Requests;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Api.V1_3.Indexes;

/// <summary>
/// POST /indexes → 201 with the id. The name is required and unique within the account. At least one model, each with at least one of its
/// options; models and add-ons cannot change later. The thumbnail add-on needs the encoder.
/// </summary>
internal static class CreateIndex
{
    internal sealed record Body(string? IndexName, IReadOnlyList<ModelView>? Models, IReadOnlyList<string>? Addons);

    internal static async Task<IResult> HandleAsync(Call call, IIndexStore indexes, IdGenerator ids, TimeProvider clock)
    {
        var body = await call.ReadJsonAsync(IndexesWireJson.Default.CreateIndexBody);
        var now = clock.GetUtcNow();
        var models = ReadModels(body.Models);
        var index = new IndexRecord
        {
            Id = ids.Next(),
            TenantId = call.TenantId,
            Name = IndexName.Check(body.IndexName),
            Models = models,
            Addons = ReadAddons(body.Addons, models),
            CreatedAt = now,
            UpdatedAt = now,
        };
        await IndexName.RefuseDuplicateAsync(() => indexes.AddAsync(index, call.Cancellation));
        return TypedResults.Json(new IdView(index.Id), CommonWireJson.Default.IdView, statusCode: StatusCodes.Status201Created);
    }

    private static IndexModel[] ReadModels(IReadOnlyList<ModelView>? models)
    {
        if (models is not { Count: > 0 })
        {
            throw Fail.Missing("models");
        }

        foreach (var model in models)
        {
            if (model?.ModelName is not { Length: > 0 } name)
            {
                throw Fail.Missing("models.model_name");
            }

            if (name is not (ModelRoles.Encoder or ModelRoles.Analyzer))
            {
                throw Fail.Invalid($"The parameter model_name must be {ModelRoles.Encoder} or {ModelRoles.Analyzer}.");
            }

            if (model.ModelOptions is not { Count: > 0 } options)
            {
                throw Fail.Missing("models.model_options");
            }

            if (options.Except(ModelRoles.Options).Any())
            {
                throw Fail.Invalid($"The parameter model_options takes {string.Join(" and ", ModelRoles.Options)}.");
            }
        }
        if (models.DistinctBy(m => m.ModelName).Count() != models.Count)
        {
            throw Fail.Invalid("The parameter models names a model twice.");
        }

        return [.. models.Select(m => new IndexModel(m.ModelName!, [.. m.ModelOptions!.Distinct()]))];
    }

    private static string[] ReadAddons(IReadOnlyList<string>? addons, IndexModel[] models)
    {
        if (addons is not { Count: > 0 })
        {
            return [];
        }

        if (addons.Any(a => a != "thumbnail"))
        {
            throw Fail.Invalid("The parameter addons takes thumbnail only.");
        }

        if (models.All(m => m.Name != ModelRoles.Encoder))
        {
            throw Fail.Invalid($"The parameter addons takes thumbnail only together with the model {ModelRoles.Encoder}.");
        }

        return ["thumbnail"];
    }
}
