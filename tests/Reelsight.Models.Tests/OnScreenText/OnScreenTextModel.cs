using Reelsight.Models.OnScreenText;

namespace Reelsight.Models.Tests.OnScreenText;

/// <summary>The reader, loaded once per test class.</summary>
public sealed class OnScreenTextModel(ModelPackFixture packs) : IDisposable
{
    public OnScreenTextReader Reader { get; } = OnScreenTextReader.Open(packs.Store);

    public void Dispose() => Reader.Dispose();
}
