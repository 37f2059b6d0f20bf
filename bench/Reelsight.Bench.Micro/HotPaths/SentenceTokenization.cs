using Reelsight.Inference.Packs;
using Reelsight.Inference.Tokenization;

namespace Reelsight.Bench.Micro.HotPaths;

/// <summary>Sentences split into the pieces of the sentence encoder, for every phrase and every query.</summary>
internal sealed class SentenceTokenization : HotPath
{
    private static readonly string[] Sentences =
    [
        "a man in a red shirt",
        "someone repairs a defective pump while the engineer explains the quarterly report",
        "Ratio 3:4, and a café (see below)",
    ];

    private readonly UnigramTokenizer _tokenizer;

    public SentenceTokenization()
    {
        var packs = new ModelStore();
        packs.FetchAsync().GetAwaiter().GetResult();
        _tokenizer = UnigramTokenizer.ReadJson(packs.GetPath("text", "dist/vocab.json"));
    }

    /// <inheritdoc/>
    public override int Run() => Sentences.Sum(sentence => _tokenizer.Tokenize(sentence).Count);
}
