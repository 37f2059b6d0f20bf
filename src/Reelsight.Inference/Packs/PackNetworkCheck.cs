using Reelsight.Inference.Onnx;

namespace Reelsight.Inference.Packs;

/// <summary>
/// Looks into the networks of a pack before the runtime does: weights may lie in other files of the pack, and nowhere else.
/// </summary>
internal static class PackNetworkCheck
{
    private const string Ending = ".onnx";

    /// <summary>Checks every network among the files of a pack.</summary>
    /// <param name="pack">Its manifest.</param>
    /// <param name="folder">Its files.</param>
    /// <exception cref="InvalidDataException">A network is none, or wants to read something else.</exception>
    public static void Run(UserPack pack, string folder)
    {
        foreach (var file in pack.Files.Keys.Where(file => file.EndsWith(Ending, StringComparison.OrdinalIgnoreCase)))
        {
            var path = PackFileNames.Combine(folder, file);
            RequireNoOtherFormat(path, file);
            foreach (var location in OnnxOutline.Read(path).ExternalFiles)
            {
                var slash = file.LastIndexOf('/');
                if (!pack.Files.ContainsKey(file[..(slash + 1)] + location))
                {
                    throw new InvalidDataException(
                        $"{file} wants to read weights from \"{location.ReplaceLineEndings("?")}\", which is no file of the pack beside it."
                    );
                }
            }
        }
    }

    /// <summary>What is wrong with the name of a network, as the end of a sentence; null when nothing is.</summary>
    public static string? FindViolation(string network) =>
        network.EndsWith(Ending, StringComparison.Ordinal) ? null : $"must end in {Ending}";

    // The runtime knows another format by these signs, whatever the file is called.
    private static void RequireNoOtherFormat(string path, string file)
    {
        using var stream = File.OpenRead(path);
        Span<byte> head = stackalloc byte[8];
        if (stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) == head.Length && head[4..].SequenceEqual("ORTM"u8))
        {
            throw new InvalidDataException($"{file} is no ONNX model, but one of the runtime's own format.");
        }
    }
}
