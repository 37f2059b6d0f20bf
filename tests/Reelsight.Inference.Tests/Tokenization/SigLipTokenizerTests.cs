using Reelsight.Inference.Tokenization;
using Reelsight.ModelConversion.Protobuf;
using Reelsight.TestSupport;

namespace Reelsight.Inference.Tests.Tokenization;

public sealed class SigLipTokenizerTests : IDisposable
{
    private const int Control = 3,
        Unknown = 2,
        Normal = 1,
        Unigram = 1,
        BytePairs = 2;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Text_is_cut_into_the_likeliest_pieces_ended_and_filled_up()
    {
        // Numbers are places in the file: 0 pad, 1 end, 2 unknown.
        var tokens = new SigLipTokenizer(UnigramTokenizer.ReadModel(Model(Unigram)), length: 6, end: 1, padding: 1);
        Assert.Equal([3, 4, 1, 1, 1, 1], tokens.Tokenize("A cat."));
        Assert.Equal([3, 5, 6, 1, 1, 1], tokens.Tokenize("a CATS!"));
        Assert.Equal([3, 7, 2, 1, 1, 1], tokens.Tokenize("a dø"));
        Assert.Equal([3, 4, 3, 4, 3, 1], tokens.Tokenize("a cat a cat a cat"));
    }

    [Fact]
    public void Vocabularies_of_another_kind_are_refused()
    {
        var refusal = Assert.Throws<InvalidDataException>(() => UnigramTokenizer.ReadModel(Model(BytePairs)));
        Assert.Contains("unigram", refusal.Message, StringComparison.Ordinal);
        File.WriteAllBytes(_folder.Combine("empty.model"), []);
        Assert.Throws<InvalidDataException>(() => UnigramTokenizer.ReadModel(_folder.Combine("empty.model")));
    }

    private string Model(int kind)
    {
        var model = new ProtobufWriter();
        (string Text, float Score, int Kind)[] pieces =
        [
            ("<pad>", 0, Control),
            ("</s>", 0, Control),
            ("<unk>", 0, Unknown),
            ("▁a", -1, Normal),
            ("▁cat", -3, Normal),
            ("▁ca", -4, Normal),
            ("ts", -3, Normal),
            ("▁d", -5, Normal),
        ];
        foreach (var (text, score, type) in pieces)
        {
            var piece = new ProtobufWriter();
            piece.WriteString(1, text);
            piece.WriteSingle(2, score);
            piece.WriteInteger(3, type);
            model.WriteMessage(1, piece);
        }
        var trainer = new ProtobufWriter();
        trainer.WriteInteger(3, kind);
        model.WriteMessage(2, trainer);
        var path = _folder.Combine($"{kind}.model");
        File.WriteAllBytes(path, model.Written.ToArray());
        return path;
    }
}
