using System.Text;
using Reelsight.Inference.Tokenization;
using Reelsight.ModelConversion.Protobuf;

namespace Reelsight.Bench.Fuzz.Targets;

/// <summary>What reads vocabularies.</summary>
internal static class TokenizerTargets
{
    private const string Text = "A dog, two cats and 3 déjà-vus… über 😀 </s> <0x0A>";
    private static readonly string[] _pieces = ["▁a", "▁dog", "s", "▁", "c", "at", "▁two", "o", "d", "t", "w"];

    private static readonly byte[] _clip =
        """
        {"added_tokens":[{"id":4,"content":"</s>","special":true}],
        "post_processor":{"type":"RobertaProcessing","sep":["</s>",4],"cls":["a",0]},
        "model":{"type":"BPE","end_of_word_suffix":"</w>","vocab":{"a":0,"t":1,"at</w>":2,"<|startoftext|>":3,"</s>":4,"<|endoftext|>":5},
        "merges":["a t</w>"]}}
        """u8.ToArray();

    private static readonly byte[] _unigram =
        """
        {"added_tokens":[{"id":0,"content":"<s>","special":true},{"id":1,"content":"</s>","special":true}],
        "normalizer":{"type":"Sequence","normalizers":[{"type":"Replace"}]},"pre_tokenizer":{"type":"Metaspace","add_prefix_space":true},
        "post_processor":{"type":"TemplateProcessing","single":[{"SpecialToken":{"id":"<s>"}},{"Sequence":{"id":"A"}}]},
        "model":{"type":"Unigram","unk_id":2,"vocab":[["<s>",0],["</s>",0],["<unk>",0],["▁a",-1.5],["▁dog",-2],["s",-3],["▁",-4]]}}
        """u8.ToArray();

    private static readonly byte[] _bytePairs =
        """
        {"normalizer":{"type":"Replace"},"model":{"type":"BPE","unk_token":"<unk>","byte_fallback":true,
        "vocab":{"</s>":0,"<unk>":1,"<0x41>":2,"▁":3,"d":4,"o":5,"g":6,"do":7,"dog":8},"merges":[["d","o"],["do","g"]]}}
        """u8.ToArray();

    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        new(
            "sentencepiece",
            [CreateModel()],
            bytes => UnigramTokenizer.ReadModel(ScratchFiles.Write("spiece.model", bytes)).Tokenize(Text),
            typeof(InvalidDataException)
        ),
        new(
            "unigram-json",
            [CreateJson()],
            bytes => UnigramTokenizer.ReadJson(ScratchFiles.Write("pieces.json", bytes)).Tokenize(Text),
            typeof(InvalidDataException)
        )
        {
            IsText = true,
        },
        new("clip-merges", ["#version: 0.2\na t\nc at\nat s</w>\nd o\ndo g</w>\n"u8.ToArray()], ReadMerges, typeof(InvalidDataException))
        {
            IsText = true,
        },
        new(
            "clip-vocabulary",
            ["""{"a":0,"t":1,"at":2,"cat":3,"dog</w>":4,"<|startoftext|>":5,"<|endoftext|>":6}"""u8.ToArray()],
            ReadVocabulary,
            typeof(InvalidDataException)
        )
        {
            IsText = true,
        },
        new("tokenizer-json", [_clip, _unigram, _bytePairs], ReadTokenizerJson, typeof(InvalidDataException)) { IsText = true },
        new("llama-vocabulary", [CreateScript()], ReadScript, typeof(InvalidDataException)) { IsText = true },
    ];

    private static void ReadMerges(byte[] bytes) => ClipTokenizer.Read(ScratchFiles.Write("merges.txt", bytes), null, 16, 0).Tokenize(Text);

    private static void ReadVocabulary(byte[] bytes) =>
        ClipTokenizer
            .Read(ScratchFiles.Write("merges.txt", "a t\nc at\n"u8), ScratchFiles.Write("vocab.json", bytes), 16, 0)
            .Tokenize(Text);

    private static void ReadTokenizerJson(byte[] bytes) =>
        JsonTokenizer.Read(ScratchFiles.Write("tokenizer.json", bytes), 16, "</s>", canonical: true).Tokenize(Text);

    private static void ReadScript(byte[] bytes)
    {
        var decoder = LlamaTokenDecoder.Load(ScratchFiles.Write("llama-tokenizer.js", bytes));
        decoder.Decode([.. Enumerable.Range(-1, decoder.Count + 2)]);
    }

    private static byte[] CreateModel()
    {
        var model = new ProtobufWriter();
        WritePiece(model, "<unk>", 0, 2);
        WritePiece(model, "<s>", 0, 3);
        WritePiece(model, "</s>", 0, 3);
        foreach (var (piece, place) in _pieces.Select((piece, place) => (piece, place)))
        {
            WritePiece(model, piece, -place - 1, 1);
        }
        var trainer = new ProtobufWriter();
        trainer.WriteInteger(3, 1);
        trainer.WriteInteger(40, 0);
        model.WriteMessage(2, trainer);
        var normalizer = new ProtobufWriter();
        normalizer.WriteString(1, "nmt_nfkc");
        normalizer.WriteInteger(3, 1);
        normalizer.WriteInteger(4, 1);
        model.WriteMessage(3, normalizer);
        return model.Written.ToArray();
    }

    private static void WritePiece(ProtobufWriter model, string text, float score, int kind)
    {
        var piece = new ProtobufWriter();
        piece.WriteString(1, text);
        piece.WriteSingle(2, score);
        piece.WriteInteger(3, kind);
        model.WriteMessage(1, piece);
    }

    private static byte[] CreateJson()
    {
        var special = Enumerable.Range(0, 6).Select(i => $"[\"<{i}>\",null]");
        return Encoding.UTF8.GetBytes($"[{string.Join(',', special.Concat(_pieces.Select((piece, i) => $"[\"{piece}\",-{i}.5]")))}]");
    }

    private static byte[] CreateScript()
    {
        string[] pieces = ["<unk>", "<s>", "</s>", "<0x0A>", "<0xE2>", .. _pieces];
        var base64 = Convert.ToBase64String(Encoding.UTF8.GetBytes(string.Join('\n', pieces)));
        return Encoding.ASCII.GetBytes($"const llama_vocab_base64 = \"{base64}\";\nexport default x;\n");
    }
}
