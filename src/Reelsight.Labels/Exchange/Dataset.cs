using System.Security.Cryptography;
using System.Text;
using Reelsight.Storage.Records;

namespace Reelsight.Labels.Exchange;

/// <summary>What is exported: a label set and the annotated videos.</summary>
/// <param name="Set">The taxonomy.</param>
/// <param name="Videos">Those with annotations, by id.</param>
/// <param name="FrameEverySec">Seconds between two images of one annotation.</param>
/// <param name="ExportedAt">UTC.</param>
public sealed record Dataset(LabelSetRecord Set, IReadOnlyList<DatasetVideo> Videos, double FrameEverySec, DateTimeOffset ExportedAt)
{
    /// <summary>The parts that videos can be given to.</summary>
    public static IReadOnlyList<string> SplitNames { get; } = ["train", "val", "test"];

    /// <summary>The label with an id.</summary>
    public LabelRecord GetLabel(string id) => Set.Labels.First(l => l.Id == id);

    /// <summary>A label's place in the set, from 0.</summary>
    public int IndexOfLabel(string labelId) => Set.Labels.Select(l => l.Id).ToList().IndexOf(labelId);

    /// <summary>
    /// Gives whole videos to the parts, by shares, in an order that only the seed decides: frames of one video never lie on both sides.
    /// </summary>
    public static IReadOnlyDictionary<string, string> Split(IEnumerable<string> videoIds, IReadOnlyList<double> shares, int seed)
    {
        var ordered = videoIds
            .OrderBy(id => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{seed}/{id}"))), StringComparer.Ordinal)
            .ToList();
        var total = shares.Sum();
        var parts = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < ordered.Count; i++)
        {
            var (at, sum) = ((i + 0.5) / ordered.Count * total, 0d);
            var part = 0;
            while (part < SplitNames.Count - 1 && at > (sum += shares[part]))
            {
                part++;
            }

            parts[ordered[i]] = SplitNames[part];
        }
        return parts;
    }
}
