using System.Security.Cryptography;
using System.Text;

namespace Reelsight.Training.Data;

/// <summary>What a picture is for.</summary>
internal enum SplitPart
{
    Training,
    Validation,
    Test,
}

/// <summary>
/// The fixed split: pictures in the order of the SHA-256 of their names. Of captioned photos the first 1,000 are for the test and the
/// next 1,000 for validation; of each class the first fifth and the next tenth. Nothing is chosen by looking at the test part.
/// </summary>
internal static class DatasetSplit
{
    private const int CaptionedPool = 1000;
    private const double TestShare = 0.2;
    private const double ValidationShare = 0.1;

    public static SplitPart[] SplitCaptioned(IReadOnlyList<string> names) => Divide(names, _ => "", _ => (CaptionedPool, CaptionedPool));

    public static SplitPart[] SplitClasses(IReadOnlyList<string> names) =>
        Divide(names, name => name.Split('/')[0], count => ((int)Math.Round(count * TestShare), (int)Math.Round(count * ValidationShare)));

    private static SplitPart[] Divide(IReadOnlyList<string> names, Func<string, string> group, Func<int, (int Test, int Validation)> sizes)
    {
        var parts = new SplitPart[names.Count];
        foreach (var members in Enumerable.Range(0, names.Count).GroupBy(i => group(names[i])))
        {
            var ordered = members
                .OrderBy(i => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(names[i]))), StringComparer.Ordinal)
                .ToList();
            var (test, validation) = sizes(ordered.Count);
            for (var place = 0; place < ordered.Count; place++)
            {
                parts[ordered[place]] =
                    place < test ? SplitPart.Test
                    : place < test + validation ? SplitPart.Validation
                    : SplitPart.Training;
            }
        }

        return parts;
    }
}
