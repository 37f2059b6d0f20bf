using Reelsight.Inference.Ocr;

namespace Reelsight.Inference.Tests.Ocr;

/// <summary>The reader, loaded once per test class.</summary>
public sealed class OcrFixture(ModelPackFixture packs) : IDisposable
{
    public OcrEngine Reader { get; } = OcrEngine.Open(packs.Store);

    public void Dispose() => Reader.Dispose();
}
