using Reelsight.Inference.Packs;
using Reelsight.TestSupport;

namespace Reelsight.Server.Tests.EndToEnd;

/// <summary>A test over real footage and the real models; skipped, saying so, where either is absent.</summary>
public sealed class RealFootageFactAttribute : FactAttribute
{
    public RealFootageFactAttribute() =>
        Skip =
            !File.Exists(Film) ? "The real clips (../shared/media beside the repository) are not on this machine."
            : new ModelStore().GetStatuses().Any(s => s.State != PackState.Ready)
                ? "The model packs are not fetched: run ./reelsight setup."
            : null;

    internal static string Film => Path.Combine(RepositoryRoot.Path, "..", "shared", "media", "car-detection.mp4");
}
