using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using Reelsight.Inference.Packs;
using Reelsight.Inference.UserPacks;
using Reelsight.ModelConversion.Onnx;
using Reelsight.TestSupport;

namespace Reelsight.Inference.Tests.Packs;

/// <summary>
/// A pack whose networks are a few lines: a picture lies where its mean colour does, a text where the mean of its words' colours does. So
/// "red" is near a red picture. And a store of its own that shares the default packs.
/// </summary>
public sealed class SmallUserPack : IDisposable
{
    public const int Dimension = 16;
    private const int Size = 8,
        Length = 6;
    private static readonly string[] Words = ["red", "green", "blue", "grey"];
    private static readonly float[][] Colours =
    [
        [1, -1, -1],
        [-1, 1, -1],
        [-1, -1, 1],
        [0.1f, 0.1f, 0.1f],
    ];

    private readonly TemporaryFolder _folder = new();

    public SmallUserPack()
    {
        Directory.CreateDirectory(Folder);
        Directory.CreateDirectory(Root);
        foreach (
            var pack in Directory
                .GetDirectories(new ModelStore().Root)
                .Where(pack => !Path.GetFileName(pack).StartsWith('.') && Path.GetFileName(pack) != "own")
        )
        {
            Directory.CreateSymbolicLink(Path.Combine(Root, Path.GetFileName(pack)), pack);
        }

        Write("image.onnx", CreateImageModel());
        Write("text.onnx", CreateTextModel());
        Write("merges.txt", "#version: 0.2\n" + string.Join('\n', Words.SelectMany(GetMerges)) + "\n");
        Write(
            "vocab.json",
            JsonSerializer.Serialize(
                Words.Select((word, at) => ($"{word}</w>", at)).Append(("<|startoftext|>", 4)).Append(("<|endoftext|>", 5)).ToDictionary()
            )
        );
        Write("background.f32", MemoryMarshal.AsBytes<float>(CreateBackground()).ToArray());
        Write("check.ppm", [.. "P6\n2 2\n255\n"u8, .. Enumerable.Repeat<byte[]>([255, 0, 0], 4).SelectMany(pixel => pixel)]);
        WriteManifest();
    }

    public string Folder => _folder.Combine("pack");
    public string Root => _folder.Combine("models");

    public ModelStore Store(string? space = null) => new(new ModelStoreOptions { Root = Root, JointHead = space });

    /// <summary>Adds the pack to its store as the command line does.</summary>
    public Task<UserPack> AddAsync()
    {
        var store = Store();
        return store.UserPacks.AddAsync(Folder, new UserPackCheck(store), default);
    }

    /// <summary>Writes the manifest, with changes.</summary>
    public void WriteManifest(Func<string, string>? change = null)
    {
        var hashes = Directory
            .GetFiles(Folder)
            .Where(file => !file.EndsWith("pack.json", StringComparison.Ordinal))
            .ToDictionary(file => Path.GetFileName(file), file => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file))));
        var manifest = $$"""
            {
              "name": "small-colours", "licence": "MIT", "files": {{JsonSerializer.Serialize(hashes)}},
              "visual": {
                "dimension": {{Dimension}},
                "pictures": { "file": "image.onnx", "size": {{Size}}, "mean": [0.5, 0.5, 0.5], "std": [0.5, 0.5, 0.5] },
                "texts": {
                  "file": "text.onnx", "tokenizer": "clip", "vocabulary": "vocab.json", "merges": "merges.txt",
                  "length": {{Length}}, "padding": 5
                },
                "background": "background.f32",
                "checks": [{ "picture": "check.ppm", "vector": [0.57735, -0.57735, -0.57735, 0] }]
              }
            }
            """;
        File.WriteAllText(Path.Combine(Folder, "pack.json"), change?.Invoke(manifest) ?? manifest);
    }

    public void Write(string name, byte[] bytes) => File.WriteAllBytes(Path.Combine(Folder, name), bytes);

    public void Dispose() => _folder.Dispose();

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(Folder, name), text);

    // "r e", "re d</w>" and so on.
    private static IEnumerable<string> GetMerges(string word)
    {
        for (var length = 1; length < word.Length; length++)
        {
            yield return $"{word[..length]} {word[length]}{(length == word.Length - 1 ? "</w>" : "")}";
        }
    }

    private static byte[] CreateImageModel()
    {
        var model = new OnnxModelWriter();
        model.AddInput("pixel_values", OnnxElementTypes.Float, [1, 3, Size, Size]);
        model.AddNode("ReduceMean", ["pixel_values"], ["colour"], [new("axes", new long[] { 2, 3 }), new("keepdims", 0L)]);
        model.AddConstant("wide", [3, Dimension], CreateWeights().AsSpan());
        model.AddNode("MatMul", ["colour", "wide"], ["image_embeds"], []);
        model.AddOutput("image_embeds");
        return model.ToArray();
    }

    private static byte[] CreateTextModel()
    {
        var model = new OnnxModelWriter();
        model.AddInput("input_ids", OnnxElementTypes.Int64, [1, Length]);
        // The marks at the ends weigh next to nothing, but words that are not known must lie somewhere.
        model.AddConstant("table", [Words.Length + 2, 3], [.. Colours.SelectMany(colour => colour), 0, 0, 0, 0.001f, 0.002f, 0.003f]);
        model.AddNode("Gather", ["table", "input_ids"], ["rows"], [new("axis", 0L)]);
        model.AddNode("ReduceSum", ["rows", "places"], ["colour"], [new("keepdims", 0L)]);
        model.AddConstant("places", [1], [1L]);
        model.AddConstant("wide", [3, Dimension], CreateWeights().AsSpan());
        model.AddNode("MatMul", ["colour", "wide"], ["text_embeds"], []);
        model.AddOutput("text_embeds");
        return model.ToArray();
    }

    private static float[] CreateWeights()
    {
        var wide = new float[3 * Dimension];
        for (var axis = 0; axis < 3; axis++)
        {
            wide[(axis * Dimension) + axis] = 1;
        }

        return wide;
    }

    // Dull pictures of every kind.
    private static float[] CreateBackground()
    {
        var chance = new Random(3);
        var vectors = new float[60 * Dimension];
        for (var picture = 0; picture < 60; picture++)
        {
            for (var axis = 0; axis < 3; axis++)
            {
                vectors[(picture * Dimension) + axis] = (float)(chance.NextDouble() - 0.5);
            }
        }

        return vectors;
    }
}
