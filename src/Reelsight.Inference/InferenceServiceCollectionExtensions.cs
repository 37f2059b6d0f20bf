using Microsoft.Extensions.DependencyInjection;
using Reelsight.Inference.Packs;

namespace Reelsight.Inference;

/// <summary>Registers the services of this project.</summary>
public static class InferenceServiceCollectionExtensions
{
    /// <summary>Adds the store of model packs. No model is loaded until it is used.</summary>
    /// <param name="services">Where to register.</param>
    /// <param name="options">Where the packs are and which of them are used.</param>
    public static IServiceCollection AddInference(this IServiceCollection services, ModelStoreOptions options) =>
        services.AddSingleton(_ => new ModelStore(options));
}
