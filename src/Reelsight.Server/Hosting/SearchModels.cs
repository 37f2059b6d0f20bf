using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Reelsight.Inference.Packs;
using Reelsight.Pipeline.Describing;
using Reelsight.Search;
using Reelsight.Search.Engine;

namespace Reelsight.Server.Hosting;

/// <summary>Lends search the models that the pipeline has loaded. A model that is missing is logged, and search does without it.</summary>
internal static class SearchModels
{
    // Search by words, objects and titles needs no model.
    internal static EncodeText? TryCreateTextEncoder(IServiceProvider services)
    {
        try
        {
            var models = services.GetRequiredService<InferenceModels>();
            _ = models.TextEncoder;
            return (space, sentence) => models.GetTextEncoder(space).Encode(sentence);
        }
        catch (ModelStoreException e)
        {
            services.GetRequiredService<ILogger<SearchEngine>>().LogWarning("Search does without meaning: {Reason}", e.Message);
            return null;
        }
    }

    // A head comes with the program, but questions are encoded by the pack of the sentence encoder.
    internal static ResolveVisualSpace CreateSpaceResolver(IServiceProvider services)
    {
        var models = services.GetRequiredService<InferenceModels>();
        var log = services.GetRequiredService<ILogger<SearchEngine>>();
        return activeSpace =>
        {
            try
            {
                return models.OpenSpace(models.GetVectorSpace(activeSpace));
            }
            catch (ModelStoreException e)
            {
                log.LogWarning("Search does without the joint space: {Reason}", e.Message);
                return null;
            }
        };
    }
}
