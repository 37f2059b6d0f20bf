using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Reelsight.Inference.Detection;
using Reelsight.Inference.Embeddings;
using Reelsight.Inference.Packs;

namespace Reelsight.Training.Data;

/// <summary>
/// What the product's own describers say of every picture of a set, in half precision. Kept in a folder outside the repository
/// under a name that changes with the pictures and the models, because making it takes most of the program's time.
/// </summary>
internal sealed class FeatureCache(string images, string cache, ModelStore store)
{
    /// <summary>Features of a set's pictures by name.</summary>
    public async Task<(string[] Names, RawFeatures Features)> GetAsync(ImageDataset set)
    {
        var all = set.Read(images);
        var names = all.Select(picture => picture.Name).ToArray();
        var file = Path.Combine(Directory.CreateDirectory(cache).FullName, $"{set.Name}-{ComputeFingerprint(all)}.f16");
        var expected = (long)names.Length * FeatureScaling.FeatureCount * 2;
        if (!File.Exists(file) || new FileInfo(file).Length != expected)
        {
            await ComputeAsync(set.Name, [.. all.Select(picture => picture.Jpeg)], file + ".part");
            File.Move(file + ".part", file, overwrite: true);
        }

        return (names, new RawFeatures(MemoryMarshal.Cast<byte, Half>(File.ReadAllBytes(file)).ToArray()));
    }

    private async Task ComputeAsync(string name, IReadOnlyList<byte[]> jpegs, string file)
    {
        using var detector = ObjectDetector.Open(store, new ObjectDetectorOptions { UseSecondPass = false });
        using var network = ImageFeatureExtractor.Open(store);
        var watch = Stopwatch.StartNew();
        var ahead = new Queue<Task<float[]>>();
        var done = 0;
        await using var output = File.Create(file);
        await foreach (var image in JpegDecoder.DecodeAsync(jpegs))
        {
            ahead.Enqueue(Task.Run(() => (float[])[.. detector.Detect(image).LayerFeatures, .. network.Extract(image)]));
            if (ahead.Count > Environment.ProcessorCount)
            {
                await WriteAsync();
            }
        }

        while (ahead.Count > 0)
        {
            await WriteAsync();
        }

        async Task WriteAsync()
        {
            var narrow = Array.ConvertAll(await ahead.Dequeue(), value => (Half)value);
            output.Write(MemoryMarshal.AsBytes(narrow.AsSpan()));
            if (++done % 500 == 0 || done == jpegs.Count)
            {
                Console.WriteLine($"  {name}: {done} of {jpegs.Count} pictures described, {watch.Elapsed.TotalSeconds:0} s");
            }
        }
    }

    // Names and sizes of the pictures, and the exact packs that describe them.
    private string ComputeFingerprint(IReadOnlyList<(string Name, byte[] Jpeg)> all)
    {
        var said = string.Join('\n', all.Select(picture => $"{picture.Name} {picture.Jpeg.Length}"));
        foreach (var (pack, model) in new[] { ("objects", "objects.onnx"), ("pictures", "pictures.onnx") })
        {
            said += Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(store.GetPath(pack, model))));
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(said)))[..16];
    }
}
