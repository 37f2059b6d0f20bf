using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Reelsight.Training.Data;

namespace Reelsight.Bench.Quality.FewShot;

/// <summary>A label that is taught from a set of images, and how well it must be learned.</summary>
/// <param name="Group">What its figures are averaged with.</param>
/// <param name="Label">The folder whose images show it.</param>
/// <param name="Set">The set.</param>
/// <param name="Bar">Average precision at ten examples that the group must reach, and interval F1; null for none.</param>
internal sealed record FewShotLabel(string Group, string Label, string Set, double? Bar);

/// <summary>
/// The sets that teach-by-example is measured on. Half of each label's items teach and the other half tests, in the order of the SHA-256 of
/// their names, so that images of one scene or series lie on one side.
/// </summary>
internal static partial class FewShotSet
{
    private const string Fire = "fire2",
        Rooms = "rooms4",
        Fights = "fight2-frames",
        Groceries = "grocery81";

    public const string Background = "sports100";
    public const int GroceryCount = 20;

    public static IReadOnlyList<string> Names { get; } = [Fire, Rooms, Fights, Groceries, Background];

    /// <summary>The labels; the groceries are the twenty with the most photos.</summary>
    /// <param name="groceries">Names of the images of the set of groceries.</param>
    public static IReadOnlyList<FewShotLabel> GetLabels(IReadOnlyList<string> groceries) =>
        [
            new("fire", "fire", Fire, 0.95),
            .. new[] { "bathroom", "bedroom", "kitchen", "house_exterior" }.Select(room => new FewShotLabel("rooms", room, Rooms, 0.92)),
            new("fights", "people_fighting", Fights, 0.78),
            .. groceries
                .GroupBy(name => name.Split('/')[0])
                .OrderByDescending(group => group.Count())
                .ThenBy(group => group.Key, StringComparer.Ordinal)
                .Take(GroceryCount)
                .Select(group => new FewShotLabel("groceries", group.Key, Groceries, 0.85)),
        ];

    /// <summary>
    /// What is one item: an image, or all frames of one video. Photos of a shop were taken one after another, in the order of their
    /// numbers.
    /// </summary>
    public static string GetItem(string set, string name) => set == Fights ? FrameNumber().Replace(name, "") : name;

    /// <summary>Items in a fixed order of which the first half teaches.</summary>
    public static IReadOnlyList<string> Order(string set, IEnumerable<string> items) =>
        set == Groceries
            ? [.. items.Order(StringComparer.Ordinal)]
            : [.. items.OrderBy(i => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(i))), StringComparer.Ordinal)];

    /// <summary>The set as the program that trains reads it.</summary>
    public static ImageDataset Open(string set) => new(set, IsOpenLicence: false);

    [GeneratedRegex(@"_\d+\.jpg$")]
    private static partial Regex FrameNumber();
}
