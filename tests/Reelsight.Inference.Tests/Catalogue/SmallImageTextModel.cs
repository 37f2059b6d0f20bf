using System.Text.Json;
using Reelsight.ModelConversion.Onnx;

namespace Reelsight.Inference.Tests.Catalogue;

/// <summary>
/// An image-text model in the layout in which large ones are published, whose networks are a few lines: an image lies where its mean colour
/// does, a text where the colours of its words do. Its tokenizer has one of the forms that occur.
/// </summary>
internal static class SmallImageTextModel
{
    public const int Dimension = 16;
    private const int Size = 8,
        Length = 8;
    private static readonly string[] Words = ["red", "green", "blue"];

    /// <summary>Every file by its path.</summary>
    /// <param name="tokenizer">clip, unigram or gemma.</param>
    public static Dictionary<string, byte[]> Create(string tokenizer)
    {
        var (json, ids, padding) = tokenizer switch
        {
            "clip" => CreateClip(),
            "unigram" => CreateUnigram(),
            _ => CreateGemma(),
        };
        return new Dictionary<string, byte[]>
        {
            ["README.md"] = "not needed"u8.ToArray(),
            ["config.json"] = ToBytes(
                new
                {
                    embed_dim = Dimension,
                    vision_cfg = new { image_size = Size },
                    text_cfg = new
                    {
                        context_length = Length,
                        tokenizer_kwargs = tokenizer == "gemma" ? new { clean = "canonicalize" } : null,
                    },
                }
            ),
            ["visual/preprocess_cfg.json"] = ToBytes(
                new
                {
                    size = new[] { Size, Size },
                    mode = "RGB",
                    mean = new[] { 0.5, 0.5, 0.5 },
                    std = new[] { 0.5, 0.5, 0.5 },
                    interpolation = "bicubic",
                    resize_mode = tokenizer == "gemma" ? "squash" : "shortest",
                    fill_color = 0,
                }
            ),
            ["visual/model.onnx"] = CreateImageModel(),
            ["textual/model.onnx"] = CreateTextModel(ids),
            ["textual/tokenizer.json"] = ToBytes(json),
            ["textual/tokenizer_config.json"] = ToBytes(new { pad_token = padding }),
        };
    }

    /// <summary>A network that keeps its weights in a file elsewhere.</summary>
    public static byte[] CreateImageModel(string? weightsAt = null)
    {
        var model = new OnnxModelWriter();
        model.AddInput("image", OnnxElementTypes.Float, [1, 3, Size, Size]);
        model.AddNode("ReduceMean", ["image"], ["colour"], [new("axes", new long[] { 2, 3 }), new("keepdims", 0L)]);
        model.AddConstant("wide", [3, Dimension], CreateWeights().AsSpan());
        model.AddNode("MatMul", ["colour", "wide"], ["embedding"], []);
        model.AddOutput("embedding");
        return weightsAt is null ? model.ToArray() : [.. model.ToArray(), .. ExternalTensor.CreateGraph(weightsAt)];
    }

    private static byte[] CreateTextModel(Dictionary<string, int> ids)
    {
        // Pieces that are no word lie nowhere.
        var table = new float[(ids.Values.Max() + 9) * 3];
        foreach (var (word, at) in Words.Select((word, at) => (word, at)))
        {
            for (var axis = 0; axis < 3; axis++)
            {
                table[(ids[word] * 3) + axis] = axis == at ? 1 : -1;
            }
        }

        var model = new OnnxModelWriter();
        model.AddInput("text", OnnxElementTypes.Int32, [1, Length]);
        // Nothing at all must lie somewhere, too.
        model.AddConstant("least", [1, 3], [0.001f, 0.002f, 0.003f]);
        model.AddConstant("table", [table.Length / 3, 3], table.AsSpan());
        model.AddConstant("places", [1], [1L]);
        model.AddConstant("wide", [3, Dimension], CreateWeights().AsSpan());
        model.AddNode("Gather", ["table", "text"], ["rows"], [new("axis", 0L)]);
        model.AddNode("ReduceSum", ["rows", "places"], ["sum"], [new("keepdims", 0L)]);
        model.AddNode("Add", ["sum", "least"], ["colour"], []);
        model.AddNode("MatMul", ["colour", "wide"], ["embedding"], []);
        model.AddOutput("embedding");
        return model.ToArray();
    }

    private static (object Json, Dictionary<string, int> Ids, object Padding) CreateClip()
    {
        var vocabulary = Words
            .Select((word, at) => ($"{word}</w>", at))
            .Append(("<|startoftext|>", 3))
            .Append(("<|endoftext|>", 4))
            .ToDictionary();
        var json = new
        {
            added_tokens = new[]
            {
                new
                {
                    id = 4,
                    content = "<|endoftext|>",
                    special = true,
                },
            },
            post_processor = new
            {
                type = "RobertaProcessing",
                sep = new object[] { "<|endoftext|>", 4 },
                cls = new object[] { "<|startoftext|>", 3 },
            },
            model = new
            {
                type = "BPE",
                end_of_word_suffix = "</w>",
                vocab = vocabulary,
                merges = Words.SelectMany(GetClipMerges),
            },
        };
        return (
            json,
            vocabulary.ToDictionary(piece => piece.Key.Replace("</w>", "", StringComparison.Ordinal), piece => piece.Value),
            "<|endoftext|>"
        );
    }

    private static IEnumerable<string> GetClipMerges(string word)
    {
        for (var length = 1; length < word.Length; length++)
        {
            yield return $"{word[..length]} {word[length]}{(length == word.Length - 1 ? "</w>" : "")}";
        }
    }

    private static (object Json, Dictionary<string, int> Ids, object Padding) CreateUnigram()
    {
        string[] pieces = ["<s>", "<pad>", "</s>", "<unk>", .. Words.Select(word => $"▁{word}"), "▁"];
        var json = new
        {
            added_tokens = new[] { "<s>", "<pad>", "</s>", "<unk>" }.Select(
                (content, id) =>
                    new
                    {
                        id,
                        content,
                        special = true,
                    }
            ),
            normalizer = new { type = "Sequence", normalizers = new[] { new { type = "Replace" } } },
            pre_tokenizer = new
            {
                type = "Sequence",
                pretokenizers = new object[] { new { type = "WhitespaceSplit" }, new { type = "Metaspace", add_prefix_space = true } },
            },
            post_processor = new { type = "TemplateProcessing", single = new object[] { Mark("<s>"), Text(), Mark("</s>") } },
            model = new
            {
                type = "Unigram",
                unk_id = 3,
                vocab = pieces.Select((piece, id) => new object[] { piece, id < 4 ? 0.0 : -id }),
            },
        };
        return (json, Words.Select((word, at) => (word, at + 4)).ToDictionary(), new { content = "<pad>" });
    }

    private static (object Json, Dictionary<string, int> Ids, object Padding) CreateGemma()
    {
        string[] marks = ["<pad>", "<eos>", "<bos>", "<unk>"];
        var letters = string.Concat(Words).Distinct().Select(letter => letter.ToString());
        var merges = Words.SelectMany(GetGemmaMerges).ToList();
        var pieces = marks
            .Concat(Enumerable.Range(0, 256).Select(value => $"<0x{value:X2}>"))
            .Append("▁")
            .Concat(letters)
            .Concat(merges.Select(merge => merge[0] + merge[1]))
            .Distinct()
            .Select((piece, id) => (piece, id))
            .ToDictionary();
        var json = new
        {
            added_tokens = marks.Select(
                (content, id) =>
                    new
                    {
                        id,
                        content,
                        special = true,
                    }
            ),
            normalizer = new
            {
                type = "Replace",
                pattern = new { String = " " },
                content = "▁",
            },
            post_processor = new { type = "TemplateProcessing", single = new object[] { Text(), Mark("<eos>") } },
            model = new
            {
                type = "BPE",
                unk_token = "<unk>",
                byte_fallback = true,
                vocab = pieces,
                merges,
            },
        };
        return (json, Words.ToDictionary(word => word, word => pieces[word]), "<pad>");
    }

    // The space is merged to a word last, so that words are pieces of their own.
    private static IEnumerable<string[]> GetGemmaMerges(string word)
    {
        for (var length = 1; length < word.Length; length++)
        {
            yield return [word[..length], word[length].ToString()];
        }
    }

    private static Dictionary<string, object> Mark(string id) => new() { ["SpecialToken"] = new { id, type_id = 0 } };

    private static Dictionary<string, object> Text() => new() { ["Sequence"] = new { id = "A", type_id = 0 } };

    private static float[] CreateWeights()
    {
        var wide = new float[3 * Dimension];
        for (var axis = 0; axis < 3; axis++)
        {
            wide[(axis * Dimension) + axis] = 1;
        }

        return wide;
    }

    private static byte[] ToBytes(object json) => JsonSerializer.SerializeToUtf8Bytes(json);
}
