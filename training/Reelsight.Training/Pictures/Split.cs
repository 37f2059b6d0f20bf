using System.Security.Cryptography;
using System.Text;

namespace Reelsight.Training.Pictures;

/// <summary>What a picture is for.</summary>
internal enum Part
{
    Training,
    Validation,
    Test,
}

/// <summary>
/// The fixed split: pictures in the order of the SHA-256 of their names. Of captioned photos the first 1,000 are for the test and the
/// next 1,000 for validation; of each class the first fifth and the next tenth. Nothing is chosen by looking at the test part.
/// </summary>
internal static class Split
{
    private const int CaptionedPool = 1000;
    private const double TestShare = 0.2;
    private const double ValidationShare = 0.1;

    public static Part[] Captioned(IReadOnlyList<string> names) => Divide(names, _ => "", _ => (CaptionedPool, CaptionedPool));

    public static Part[] Classes(IReadOnlyList<string> names) =>
        Divide(names, name => name.Split('/')[0], count => ((int)Math.Round(count * TestShare), (int)Math.Round(count * ValidationShare)));

    private static Part[] Divide(IReadOnlyList<string> names, Func<string, string> group, Func<int, (int Test, int Validation)> sizes)
    {
        var parts = new Part[names.Count];
        foreach (var members in Enumerable.Range(0, names.Count).GroupBy(i => group(names[i])))
        {
            var ordered = members
                .OrderBy(i => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(names[i]))), StringComparer.Ordinal)
                .ToList();
            var (test, validation) = sizes(ordered.Count);
            for (var place = 0; place < ordered.Count; place++)
            {
                parts[ordered[place]] =
                    place < test ? Part.Test
                    : place < test + validation ? Part.Validation
                    : Part.Training;
            }
        }

        return parts;
    }
}
