using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Reelsight.Inference.Detection;
using Reelsight.Inference.Packs;
using Reelsight.Search.Lexicon;
using Reelsight.Training.Data;

namespace Reelsight.Training.Calibration;

/// <summary>
/// Judges detected objects of captioned photos by the captions: right when one of the five has a word for the label. What nobody mentions
/// counts as not there, so only labels that captions name often count, and what is fitted is a lower bound.
/// </summary>
internal sealed class ObjectJudge(ModelStore store, string cache, LabelResolver labels)
{
    private const double MinNamedShare = 0.01;
    private const int MaxPhraseWords = 3;

    /// <summary>Judges the photos of both parts, each detection as much as any other.</summary>
    public async Task<JudgedEvidence> JudgePhotosAsync(
        IReadOnlyList<(string Name, byte[] Jpeg)> photos,
        IReadOnlyDictionary<string, string[]> captions,
        SplitPart[] parts
    )
    {
        var named = photos.Select(photo => FindLabels(captions[photo.Name])).ToList();
        var often = named
            .Where((_, photo) => parts[photo] == SplitPart.Training)
            .SelectMany(one => one)
            .GroupBy(label => label)
            .Where(label => label.Count() >= MinNamedShare * parts.Count(part => part == SplitPart.Training))
            .Select(label => label.Key)
            .ToHashSet();
        return new JudgedEvidence(
            "object",
            $"the detector's score of {often.Count} labels on photos, by their captions; log odds",
            await JudgeAsync(SplitPart.Validation),
            await JudgeAsync(SplitPart.Test)
        );

        async Task<IReadOnlyList<JudgedSample>> JudgeAsync(SplitPart part)
        {
            int[] rows = [.. Enumerable.Range(0, photos.Count).Where(photo => parts[photo] == part)];
            var seen = await DetectAsync(part, [.. rows.Select(row => photos[row])]);
            return
            [
                .. rows.Zip(seen)
                    .SelectMany(photo =>
                        photo.Second.Select(thing => (thing.Label, thing.Score, IsRight: named[photo.First].Contains(thing.Label)))
                    )
                    .Where(thing => often.Contains(thing.Label))
                    .Select(thing => new JudgedSample(JudgedSample.ToLogOdds(thing.Score), thing.IsRight, 1)),
            ];
        }
    }

    /// <summary>The labels that words of captions stand for, themselves or something more special.</summary>
    private HashSet<string> FindLabels(string[] captions)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        foreach (var caption in captions)
        {
            string[] words =
            [
                .. new string([
                    .. caption.ToLowerInvariant().Select(letter => char.IsAsciiLetter(letter) || letter == '-' ? letter : ' '),
                ]).Split(' ', StringSplitOptions.RemoveEmptyEntries),
            ];
            for (var at = 0; at < words.Length; at++)
            {
                for (var length = Math.Min(MaxPhraseWords, words.Length - at); length > 0; length--)
                {
                    var matches = labels
                        .Find(string.Join(' ', words[at..(at + length)]))
                        .Where(match => match.Relation is LabelRelation.Same or LabelRelation.MoreSpecific)
                        .ToList();
                    found.UnionWith(matches.Select(match => LabelCatalog.Default.Entries[match.Label].Label));
                    if (matches.Count > 0)
                    {
                        break;
                    }
                }
            }
        }

        return found;
    }

    /// <summary>The best score of each label found in each photo, as the product looks at pictures; kept beside the features.</summary>
    private async Task<IReadOnlyList<IReadOnlyList<(string Label, float Score)>>> DetectAsync(
        SplitPart part,
        IReadOnlyList<(string Name, byte[] Jpeg)> photos
    )
    {
        var print = SHA256.HashData([
            .. Encoding.UTF8.GetBytes(string.Join('\n', photos.Select(photo => $"{photo.Name} {photo.Jpeg.Length}"))),
            .. File.ReadAllBytes(store.GetPath("objects", "objects.onnx")),
        ]);
        var file = Path.Combine(
            Directory.CreateDirectory(cache).FullName,
            $"objects-{part.ToString().ToLowerInvariant()}-{Convert.ToHexStringLower(print)[..16]}.tsv"
        );
        if (!File.Exists(file))
        {
            Console.WriteLine($"  objects of {photos.Count} photos are looked for");
            using var detector = ObjectDetector.Open(store);
            var lines = new List<string>();
            await foreach (var image in JpegDecoder.DecodeAsync([.. photos.Select(photo => photo.Jpeg)]))
            {
                lines.Add(
                    string.Join(
                        '\t',
                        detector
                            .Detect(image)
                            .Objects.GroupBy(found => found.Label)
                            .Select(same =>
                                string.Create(CultureInfo.InvariantCulture, $"{same.Key}={same.Max(found => found.Score):0.0000}")
                            )
                    )
                );
            }

            await File.WriteAllLinesAsync(file + ".part", lines);
            File.Move(file + ".part", file, overwrite: true);
        }

        return
        [
            .. (await File.ReadAllLinesAsync(file)).Select(line =>
                line.Split('\t', StringSplitOptions.RemoveEmptyEntries)
                    .Select(one => one.Split('='))
                    .Select(one => (one[0], float.Parse(one[1], CultureInfo.InvariantCulture)))
                    .ToList()
            ),
        ];
    }
}
